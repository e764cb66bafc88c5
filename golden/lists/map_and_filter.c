/* map_and_filter.omni, translated by omnic */
#include "omni.h"

static Obj *is_filter_odd(Region *dest, Obj *items);
static Obj *map_squares_of_odd_lambda(Region *dest, Obj *items);

/* Library functions written in OmniLisp are planned with the program. */
/* squares_of_odd
 *   xs      borrowed       only read here; the caller keeps it
 *   map     dest           returned, so it is built in the caller's region: no copy
 *   filter  filter_region  not reachable from outside; last use: (map (lambda (x) (* x x)) (filter
 *                          odd...; not on the stack: size unknown: built by filter-odd?
 */
static Obj *squares_of_odd(Region *dest, Obj *xs)
{
    /* for filter: last used in (map (lambda (x) (* x x)) (filter odd... */
    Region *filter_region = region_create();
    Obj *map = map_squares_of_odd_lambda(dest, is_filter_odd(filter_region, xs));
    region_exit(filter_region);  /* last use of filter: (map (lambda (x) (* x x)) (filter odd... */
    return map;
}

/* main
 *   squares_of_odd  squares_of_odd_region  not reachable from outside; last use: (println
 *                                          (squares-of-odd (list 1 2 3 ...; not on the stack: size
 *                                          unknown: built by squares-of-odd
 *   list            stack                  at most 120 bytes and one object for each call
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Pair list_pair;  /* at most 120 bytes and one object for each call */
    Pair list_pair_2;  /* at most 120 bytes and one object for each call */
    Pair list_pair_3;  /* at most 120 bytes and one object for each call */
    Pair list_pair_4;  /* at most 120 bytes and one object for each call */
    Pair list_pair_5;  /* at most 120 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair_2, OMNI_FIX(4),
                              mk_pair_stack(&list_pair, OMNI_FIX(5), OMNI_NIL));
    Obj *list_2 = mk_pair_stack(&list_pair_4, OMNI_FIX(2),
                                mk_pair_stack(&list_pair_3, OMNI_FIX(3), list));
    Obj *list_3 = mk_pair_stack(&list_pair_5, OMNI_FIX(1), list_2);
    /* for squares-of-odd: last used in (println (squares-of-odd (list 1 2 3 ... */
    Region *squares_of_odd_region = region_create();
    omni_display(squares_of_odd(squares_of_odd_region, list_3));
    /* last use of squares-of-odd: (println (squares-of-odd (list 1 2 3 ... */
    region_exit(squares_of_odd_region);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* is_filter_odd
 *   is_filter_odd  version   specialised for odd?: what it gets to call is known
 *   is_filter_odd  loop      what a call of itself returns only ends its list: each pair is linked
 *                            behind the last
 *   items          borrowed  part of the result; the caller keeps it alive as long as the result
 *   pair           dest      returned, so it is built in the caller's region: no copy
 */
static Obj *is_filter_odd(Region *dest, Obj *items)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(items)) {
        if (omni_int_is_odd(omni_int_value(omni_pair_car(items)))) {
            Obj *pair = mk_pair_region(dest, omni_pair_car(items), OMNI_NIL);
            Obj *tail = omni_pair_cdr(items);
            if (omni_is_null(last)) {
                first = pair;
            } else {
                omni_pair_set_cdr(last, pair);
            }
            items = tail;
            last = pair;
        } else {
            items = omni_pair_cdr(items);
        }
    }
    return first;
}

/* map_squares_of_odd_lambda
 *   map_squares_of_odd_lambda  version   specialised for squares-of-odd-lambda: what it gets to
 *                                        call is known
 *   map_squares_of_odd_lambda  loop      what a call of itself returns only ends its list: each
 *                                        pair is linked behind the last
 *   items                      borrowed  only read here; the caller keeps it
 *   pair                       dest      returned, so it is built in the caller's region: no copy
 */
static Obj *map_squares_of_odd_lambda(Region *dest, Obj *items)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(items)) {
        int64_t head = omni_int_value(omni_pair_car(items));
        Obj *f_result = mk_int_region(dest, omni_int_mul(head, head, "map+3: (f (car items))"));
        Obj *pair = mk_pair_region(dest, f_result, OMNI_NIL);
        Obj *tail = omni_pair_cdr(items);
        if (omni_is_null(last)) {
            first = pair;
        } else {
            omni_pair_set_cdr(last, pair);
        }
        items = tail;
        last = pair;
    }
    return first;
}
