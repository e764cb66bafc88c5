/* local_and_result.omni, translated by omnic */
#include "omni.h"

/* The list in between is local, the result is the caller's: without outliving regions it is
 * copied out. */
/* numbers_to
 *   pair  numbers_to_region  pair is returned but was built locally (--no-outliving); not on the
 *                            stack: outlives the call: numbers-to
 */
static Obj *numbers_to(Region *dest, int64_t n)
{
    OMNI_STACK_CHECK("numbers-to");
    if (n == 0) {
        return OMNI_NIL;
    }
    int64_t difference = omni_int_sub(n, 1, "numbers-to+3: (- n 1)");
    /* for numbers-to, n and pair: used only in this branch */
    Region *numbers_to_region = region_create();
    Obj *numbers_to_result = numbers_to(numbers_to_region, difference);
    /* numbers-to is returned but was built locally (--no-outliving) */
    Obj *pair_copy = transmigrate(mk_pair_region(numbers_to_region,
                                                 mk_int_region(numbers_to_region, n),
                                                 numbers_to_result), numbers_to_region, dest);
    /* numbers-to is returned but was built locally (--no-outliving) */
    region_exit(numbers_to_region);
    return pair_copy;
}

/* doubled
 *   xs    borrowed        only read here; the caller keeps it
 *   pair  doubled_region  pair is returned but was built locally (--no-outliving); not on the
 *                         stack: outlives the call: doubled
 */
static Obj *doubled(Region *dest, Obj *xs)
{
    OMNI_STACK_CHECK("doubled");
    if (omni_is_null(xs)) {
        return OMNI_NIL;
    }
    int64_t product = omni_int_mul(2, omni_int_value(omni_pair_car(xs)),
                                   "doubled+3: (* 2 (car xs))");
    Obj *tail = omni_pair_cdr(xs);
    /* for doubled, product and pair: used only in this branch */
    Region *doubled_region = region_create();
    /* doubled is returned but was built locally (--no-outliving) */
    Obj *pair_copy = transmigrate(mk_pair_region(doubled_region,
                                                 mk_int_region(doubled_region, product),
                                                 doubled(doubled_region, tail)), doubled_region,
                                  dest);
    region_exit(doubled_region);  /* doubled is returned but was built locally (--no-outliving) */
    return pair_copy;
}

/* even_numbers
 *   numbers  numbers_region  not reachable from outside; last use: (doubled numbers); not on the
 *                            stack: size unknown: built by numbers-to
 *   doubled  doubled_region  doubled is returned but was built locally (--no-outliving); not on the
 *                            stack: outlives the call: even-numbers
 */
static Obj *even_numbers(Region *dest, int64_t n)
{
    Region *numbers_region = region_create();  /* for numbers: last used in (doubled numbers) */
    Obj *numbers = numbers_to(numbers_region, n);
    Region *doubled_region = region_create();  /* for doubled: last used in (doubled numbers) */
    Obj *doubled_result = doubled(doubled_region, numbers);
    region_exit(numbers_region);  /* last use of numbers: (doubled numbers) */
    /* doubled is returned but was built locally (--no-outliving) */
    Obj *doubled_copy = transmigrate(doubled_result, doubled_region, dest);
    region_exit(doubled_region);  /* doubled is returned but was built locally (--no-outliving) */
    return doubled_copy;
}

/* main
 *   even_numbers  even_numbers_region  not reachable from outside; last use: (println (even-numbers
 *                                      3)); not on the stack: size unknown: built by even-numbers
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for even-numbers: last used in (println (even-numbers 3)) */
    Region *even_numbers_region = region_create();
    omni_display(even_numbers(even_numbers_region, 3));
    region_exit(even_numbers_region);  /* last use of even-numbers: (println (even-numbers 3)) */
    omni_newline();
    return omni_shutdown(0);
}
