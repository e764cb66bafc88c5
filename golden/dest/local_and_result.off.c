/* local_and_result.omni, translated by omnic */
#include "omni.h"

/* The list in between is local, the result is the caller's: without outliving regions it is
 * copied out. */
/* numbers_to
 *   numbers_to  loop          what a call of itself returns only ends its list: each pair is linked
 *                             behind the last
 *   pair        first_region  pair is returned but was built locally (--no-outliving); not on the
 *                             stack: outlives the call: numbers-to
 */
static Obj *numbers_to(Region *dest, int64_t n)
{
    Region *first_region = region_create();  /* for first: carried from one iteration to the next */
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (n != 0) {
        Obj *pair = mk_pair_region(first_region, mk_int_region(first_region, n), OMNI_NIL);
        int64_t difference = omni_int_sub(n, 1, "numbers-to+3: (- n 1)");
        if (omni_is_null(last)) {
            first = pair;
        } else {
            omni_pair_set_cdr(last, pair);
        }
        n = difference;
        last = pair;
    }
    /* first is returned but was built locally (--no-outliving) */
    Obj *first_copy = transmigrate(first, first_region, dest);
    region_exit(first_region);  /* first is returned but was built locally (--no-outliving) */
    return first_copy;
}

/* doubled
 *   doubled  loop          what a call of itself returns only ends its list: each pair is linked
 *                          behind the last
 *   xs       borrowed      only read here; the caller keeps it
 *   pair     first_region  pair is returned but was built locally (--no-outliving); not on the
 *                          stack: outlives the call: doubled
 */
static Obj *doubled(Region *dest, Obj *xs)
{
    Region *first_region = region_create();  /* for first: carried from one iteration to the next */
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(xs)) {
        int64_t head = omni_int_value(omni_pair_car(xs));
        Obj *product = mk_int_region(first_region,
                                     omni_int_mul(2, head, "doubled+3: (* 2 (car xs))"));
        Obj *pair = mk_pair_region(first_region, product, OMNI_NIL);
        Obj *tail = omni_pair_cdr(xs);
        if (omni_is_null(last)) {
            first = pair;
        } else {
            omni_pair_set_cdr(last, pair);
        }
        xs = tail;
        last = pair;
    }
    /* first is returned but was built locally (--no-outliving) */
    Obj *first_copy = transmigrate(first, first_region, dest);
    region_exit(first_region);  /* first is returned but was built locally (--no-outliving) */
    return first_copy;
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
