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
 *   numbers_to  numbers_to_region  used only in this branch, last in (length (numbers-to n)); not
 *                                  on the stack: size unknown: built by numbers-to
 */
static Obj *step(Region *dest, int64_t n, int64_t total, Obj *k)
{
    OMNI_STACK_CHECK("step");
    if (n == 0) {
        Obj *list = mk_pair_region(dest, mk_int_region(dest, total), OMNI_NIL);
        return mk_pair_region(dest, OMNI_REF(sym_total), list);
    }
    Region *numbers_to_region = region_create();  /* for numbers-to: used only in this branch */
    int64_t found = omni_length(numbers_to(numbers_to_region, n),
                                "step+3: (length (numbers-to n))");
    region_exit(numbers_to_region);  /* last use of numbers-to: (length (numbers-to n)) */
    int64_t difference = omni_int_sub(n, 1, "step+4: (- n 1)");
    Obj *difference_2 = mk_int_region(dest, difference);
    Obj *sum = mk_int_region(dest, omni_int_add(total, found, "step+4: (+ total found)"));
    return omni_call(k, dest, 3, (Obj *[]){ difference_2, sum, k },
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
 *   step  step_region  not reachable from outside; last use: (println (step 1000 0 step)); not on
 *                      the stack: size unknown: built by step
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for step: last used in (println (step 1000 0 step)) */
    Region *step_region = region_create();
    omni_display(step(step_region, 1000, 0, OMNI_REF(step_closure)));
    region_exit(step_region);  /* last use of step: (println (step 1000 0 step)) */
    omni_newline();
    return omni_shutdown(0);
}
