/* merge_sort.omni, translated by omnic */
#include "omni.h"

/* `merge` returns a tail of what it got, so the halves live where the result lives. */
/* merge
 *   merge  loop      what a call of itself returns only ends its list: each pair is linked behind
 *                    the last
 *   a      borrowed  part of the result; the caller keeps it alive as long as the result
 *   b      borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *merge(Region *dest, Obj *a, Obj *b)
{
    Obj *first = OMNI_NOTHING;
    Obj *last = OMNI_NIL;
    for (;;) {
        if (omni_is_null(a)) {
            if (omni_is_null(last)) {
                return b;
            }
            omni_pair_set_cdr(last, b);
            return first;
        } else if (omni_is_null(b)) {
            if (omni_is_null(last)) {
                return a;
            }
            omni_pair_set_cdr(last, a);
            return first;
        } else if (omni_int_value(omni_pair_car(a)) < omni_int_value(omni_pair_car(b))) {
            Obj *pair = mk_pair_region(dest, omni_pair_car(a), OMNI_NIL);
            Obj *tail = omni_pair_cdr(a);
            if (omni_is_null(last)) {
                first = pair;
            } else {
                omni_pair_set_cdr(last, pair);
            }
            a = tail;
            last = pair;
        } else {
            Obj *pair_2 = mk_pair_region(dest, omni_pair_car(b), OMNI_NIL);
            Obj *tail_2 = omni_pair_cdr(b);
            if (omni_is_null(last)) {
                first = pair_2;
            } else {
                omni_pair_set_cdr(last, pair_2);
            }
            b = tail_2;
            last = pair_2;
        }
    }
}

/* every_other
 *   every_other  loop      what a call of itself returns only ends its list: each pair is linked
 *                          behind the last
 *   xs           borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *every_other(Region *dest, Obj *xs)
{
    Obj *first = OMNI_NOTHING;
    Obj *last = OMNI_NIL;
    for (;;) {
        if (omni_is_null(xs) || omni_is_null(omni_pair_cdr(xs))) {
            if (omni_is_null(last)) {
                return xs;
            }
            omni_pair_set_cdr(last, xs);
            return first;
        }
        Obj *pair = mk_pair_region(dest, omni_pair_car(xs), OMNI_NIL);
        Obj *tail = omni_cdr(omni_pair_cdr(xs), "every-other+3: (cddr xs)");
        if (omni_is_null(last)) {
            first = pair;
        } else {
            omni_pair_set_cdr(last, pair);
        }
        xs = tail;
        last = pair;
    }
}

/* sort
 *   xs     borrowed  part of the result; the caller keeps it alive as long as the result
 *   merge  dest      returned, so it is built in the caller's region: no copy
 */
static inline Obj *sort(Region *dest, Obj *xs)
{
    OMNI_STACK_CHECK("sort");
    if (omni_is_null(xs) || omni_is_null(omni_pair_cdr(xs))) {
        return xs;
    }
    Obj *sort_result = sort(dest, every_other(dest, xs));
    return merge(dest, sort_result, sort(dest, every_other(dest, omni_pair_cdr(xs))));
}

/* main
 *   sort  list_region  not reachable from outside; last use: (println (sort (list 5 2 9 1 7 3)));
 *                      not on the stack: size unknown: built by sort
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for list: last used in (println (sort (list 5 2 9 1 7 3))) */
    Region *list_region = region_create();
    Obj *list = mk_pair_region(list_region, OMNI_FIX(7),
                               mk_pair_region(list_region, OMNI_FIX(3), OMNI_NIL));
    Obj *list_2 = mk_pair_region(list_region, OMNI_FIX(9),
                                 mk_pair_region(list_region, OMNI_FIX(1), list));
    Obj *list_3 = mk_pair_region(list_region, OMNI_FIX(5),
                                 mk_pair_region(list_region, OMNI_FIX(2), list_2));
    omni_display(sort(list_region, list_3));
    region_exit(list_region);  /* last use of list: (println (sort (list 5 2 9 1 7 3))) */
    omni_newline();
    return omni_shutdown(0);
}
