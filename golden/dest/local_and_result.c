/* local_and_result.omni, translated by omnic */
#include "omni.h"

/* The list in between is local, the result is the caller's: without outliving regions it is
 * copied out. */
/* numbers_to
 *   numbers_to  loop  what a call of itself returns only ends its list: each pair is linked behind
 *                     the last
 *   pair        dest  returned, so it is built in the caller's region: no copy
 */
static Obj *numbers_to(Region *dest, int64_t n)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (n != 0) {
        Obj *pair = mk_pair_region(dest, mk_int_region(dest, n), OMNI_NIL);
        int64_t difference = omni_int_sub(n, 1, "numbers-to+3: (- n 1)");
        if (omni_is_null(last)) {
            first = pair;
        } else {
            omni_pair_set_cdr(last, pair);
        }
        n = difference;
        last = pair;
    }
    return first;
}

/* doubled
 *   doubled  loop      what a call of itself returns only ends its list: each pair is linked behind
 *                      the last
 *   xs       borrowed  only read here; the caller keeps it
 *   pair     dest      returned, so it is built in the caller's region: no copy
 */
static Obj *doubled(Region *dest, Obj *xs)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(xs)) {
        int64_t head = omni_int_value(omni_pair_car(xs));
        Obj *product = mk_int_region(dest, omni_int_mul(2, head, "doubled+3: (* 2 (car xs))"));
        Obj *pair = mk_pair_region(dest, product, OMNI_NIL);
        Obj *tail = omni_pair_cdr(xs);
        if (omni_is_null(last)) {
            first = pair;
        } else {
            omni_pair_set_cdr(last, pair);
        }
        xs = tail;
        last = pair;
    }
    return first;
}

/* even_numbers
 *   numbers  numbers_region  not reachable from outside; last use: (doubled numbers); not on the
 *                            stack: size unknown: built by numbers-to
 *   doubled  dest            returned, so it is built in the caller's region: no copy
 */
static Obj *even_numbers(Region *dest, int64_t n)
{
    Region *numbers_region = region_create();  /* for numbers: last used in (doubled numbers) */
    Obj *numbers = numbers_to(numbers_region, n);
    Obj *doubled_result = doubled(dest, numbers);
    region_exit(numbers_region);  /* last use of numbers: (doubled numbers) */
    return doubled_result;
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
