/* region_before.omni, translated by omnic */
#include "omni.h"

static Obj *step_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_SYMBOL(sym_total, "total");

OMNI_STATIC_CLOSURE(step_closure, step_entry, 3, 3);

/* What the function makes for itself is gone before the call that goes on in the caller begins. */
static Obj *numbers_to(Region *dest, int64_t n)
{
    int64_t i = n;
    Obj *result = OMNI_NIL;
    while (i != 0) {
        result = mk_pair_region(dest, mk_int_region(dest, i), result);
        i = omni_int_sub(i, 1, "numbers-to+2: (- i 1)");
    }
    return result;
}

/* step
 *   k           borrowed           only read here; the caller keeps it
 *   list        dest               returned, so it is built in the caller's region: no copy
 *   numbers_to  numbers_to_region  lives to the end of the scope: --mode=jit tells no branches
 *                                  apart; not on the stack: switched off by --mode=jit
 */
static Obj *step(Region *dest, int64_t n, int64_t total, Obj *k)
{
    OMNI_STACK_CHECK("step");
    /* for numbers-to: last used in (if (= n 0) (list 'total total) (let ... */
    Region *numbers_to_region = region_create();
    if (n == 0) {
        Obj *list = mk_pair_region(dest, mk_int_region(dest, total), OMNI_NIL);
        Obj *list_2 = mk_pair_region(dest, OMNI_REF(sym_total), list);
        region_exit(numbers_to_region);  /* end of the scope of numbers-to (--mode=jit) */
        return list_2;
    }
    int64_t found = omni_length(numbers_to(numbers_to_region, n),
                                "step+3: (length (numbers-to n))");
    int64_t difference = omni_int_sub(n, 1, "step+4: (- n 1)");
    Obj *difference_2 = mk_int_region(dest, difference);
    Obj *sum = mk_int_region(dest, omni_int_add(total, found, "step+4: (+ total found)"));
    region_exit(numbers_to_region);  /* end of the scope of numbers-to (--mode=jit) */
    /* goes on in the caller: may come back here through an unknown function, and takes no stack */
    return omni_pend_call(k, dest, 3, (Obj *[]){ difference_2, sum, k },
                          "step+4: (k (- n 1) (+ total found) k)");
}

static Obj *step_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    int64_t n = omni_as_int(args[0], "step: n");
    int64_t total = omni_as_int(args[1], "step: total");
    return step(dest, n, total, args[2]);
}

/* main
 *   step  step_region  lives to the end of the scope: --mode=jit tells no branches apart; not on
 *                      the stack: switched off by --mode=jit
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    OMNI_SCRATCH_STORAGE(512) step_scratch;
    /* for step: last used in (println (step 1000 0 step)) */
    Region *step_region = stack_alloc_region(&step_scratch, sizeof step_scratch);
    omni_display(omni_finish(step(step_region, 1000, 0, OMNI_REF(step_closure))));
    omni_newline();
    region_exit(step_region);  /* end of the scope of step (--mode=jit) */
    return omni_shutdown(0);
}
