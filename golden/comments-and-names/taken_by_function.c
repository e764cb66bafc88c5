/* taken_by_function.omni, translated by omnic */
#include "omni.h"

static Obj *step_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *twice_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *both_twice_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_CLOSURE(step_2_closure, step_2_entry, 1, 1);
OMNI_STATIC_CLOSURE(twice_closure, twice_entry, 1, 1);

static int64_t calls = 0;

/* A local whose name in C a function has that is used beside it gets another: the inner `step`
 * cannot be `step_2`, the
 * object of the local `twice` not `twice_closure`. */
static int64_t step_2(int64_t n)
{
    calls = omni_int_add(calls, 1, "step-2+0: (+ calls 1)");
    return omni_int_mul(n, n, "step-2+0: (* n n)");
}

static Obj *step_2_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return mk_int_region(dest, step_2(omni_as_int(args[0], "step-2: n")));
}

static int64_t twice(int64_t n)
{
    return omni_int_mul(2, n, "twice+0: (* 2 n)");
}

static Obj *twice_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return mk_int_region(dest, twice(omni_as_int(args[0], "twice: n")));
}

/* fourth
 *   list  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *fourth(Region *dest, int64_t n)
{
    int64_t step = step_2(n);
    int64_t step_3 = step_2(step);
    Obj *list = mk_pair_region(dest, mk_int_region(dest, step_2(2)), OMNI_NIL);
    return mk_pair_region(dest, mk_int_region(dest, step_3), list);
}

/* both_twice
 *   k  borrowed  only read here; the caller keeps it
 */
static int64_t both_twice(Obj *self, int64_t x)
{
    Obj *k = omni_captured(self, 0);
    int64_t sum = omni_int_add(x, calls, "both-twice+0: (+ x calls)");
    return omni_int_mul(omni_int_value(k), sum, "both-twice+0: (* k (+ x calls))");
}

static Obj *both_twice_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    return mk_int_region(dest, both_twice(self, omni_as_int(args[0], "both-twice: x")));
}

/* both
 *   k     stack  at most 16 bytes and one object for each call
 *   list  dest   returned, so it is built in the caller's region: no copy
 *   n     stack  at most 32 bytes and one object for each call
 */
static Obj *both(Region *dest, int64_t n, int64_t k)
{
    OMNI_CLOSURE_STORAGE(1) twice_closure_2;  /* at most 40 bytes and one object for each call */
    IntBox k_box;  /* at most 16 bytes and one object for each call */
    Obj *first = n > 1 ? OMNI_REF(twice_closure) : OMNI_REF(step_2_closure);
    Obj *then;
    if (n > 2) {
        then = mk_closure_stack(&twice_closure_2, both_twice_entry, 1, 1, 1,
                                (Obj *[]){ mk_int_stack(&k_box, k) });
    } else {
        then = first;
    }
    IntBox n_box;  /* at most 32 bytes and one object for each call */
    IntBox n_box_2;  /* at most 32 bytes and one object for each call */
    Obj *n_2 = mk_int_stack(&n_box_2, n);
    Obj *first_result = omni_call(first, dest, 1, (Obj *[]){ mk_int_stack(&n_box, n) },
                                  "both+4: (first n)");
    Obj *then_result = omni_call(then, dest, 1, (Obj *[]){ n_2 }, "both+4: (then n)");
    return mk_pair_region(dest, first_result, mk_pair_region(dest, then_result, OMNI_NIL));
}

/* main
 *   fourth  fourth_region  at most 80 bytes, built by fourth: its region lies in the C frame, and
 *                          needs no chunk; not on the stack: size unknown: built by fourth
 *   both    both_region    not reachable from outside; last use: (println (fourth 3) (both 5 2));
 *                          not on the stack: size unknown: built by both
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    calls = 0;
    OMNI_SCRATCH_STORAGE(256) fourth_scratch;
    /* for fourth: last used in (println (fourth 3) (both 5 2)) */
    Region *fourth_region = stack_alloc_region(&fourth_scratch, sizeof fourth_scratch);
    Obj *fourth_result = fourth(fourth_region, 3);
    /* for both: last used in (println (fourth 3) (both 5 2)) */
    Region *both_region = region_create();
    Obj *both_result = both(both_region, 5, 2);
    omni_display(fourth_result);
    region_exit(fourth_region);  /* last use of fourth: (println (fourth 3) (both 5 2)) */
    omni_display(both_result);
    region_exit(both_region);  /* last use of both: (println (fourth 3) (both 5 2)) */
    omni_newline();
    return omni_shutdown(0);
}
