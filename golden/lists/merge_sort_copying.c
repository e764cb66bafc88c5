/* merge_sort_copying.omni, translated by omnic */
#include "omni.h"

static Obj *list_copy(Region *dest, Obj *items);

/* `merge` copies what it returns, so each level of the recursion drops its halves before it
 * returns. */
/* merge
 *   merge      loop      what a call of itself returns only ends its list: each pair is linked
 *                        behind the last
 *   a          borrowed  part of the result; the caller keeps it alive as long as the result
 *   b          borrowed  part of the result; the caller keeps it alive as long as the result
 *   list_copy  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *merge(Region *dest, Obj *a, Obj *b)
{
    Obj *first = OMNI_NOTHING;
    Obj *last = OMNI_NIL;
    for (;;) {
        if (omni_is_null(a)) {
            Obj *list_copy_result = list_copy(dest, b);
            if (omni_is_null(last)) {
                return list_copy_result;
            }
            omni_pair_set_cdr(last, list_copy_result);
            return first;
        } else if (omni_is_null(b)) {
            Obj *list_copy_result_2 = list_copy(dest, a);
            if (omni_is_null(last)) {
                return list_copy_result_2;
            }
            omni_pair_set_cdr(last, list_copy_result_2);
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
 *   list_copy    dest      returned, so it is built in the caller's region: no copy
 */
static Obj *every_other(Region *dest, Obj *xs)
{
    Obj *first = OMNI_NOTHING;
    Obj *last = OMNI_NIL;
    for (;;) {
        if (omni_is_null(xs) || omni_is_null(omni_pair_cdr(xs))) {
            Obj *list_copy_result = list_copy(dest, xs);
            if (omni_is_null(last)) {
                return list_copy_result;
            }
            omni_pair_set_cdr(last, list_copy_result);
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
 *   xs           borrowed              part of the result; the caller keeps it alive as long as the
 *                                      result
 *   list_copy    dest                  returned, so it is built in the caller's region: no copy
 *   sort         sort_region           used only in this branch, last in (merge (sort (every-other
 *                                      xs)) (sort ...; not on the stack: size unknown: built by
 *                                      sort
 *   every_other  every_other_region    used only in this branch, last in (sort (every-other xs));
 *                                      not on the stack: size unknown: built by every-other
 *   every_other  every_other_region_2  used only in this branch, last in (sort (every-other (cdr
 *                                      xs))); not on the stack: size unknown: built by every-other
 */
static Obj *sort(Region *dest, Obj *xs)
{
    OMNI_STACK_CHECK("sort");
    if (omni_is_null(xs) || omni_is_null(omni_pair_cdr(xs))) {
        return list_copy(dest, xs);
    }
    Region *every_other_region = region_create();  /* for every-other: used only in this branch */
    Obj *every_other_result = every_other(every_other_region, xs);
    Region *sort_region = region_create();  /* for sort: used only in this branch */
    Obj *sort_result = sort(sort_region, every_other_result);
    region_exit(every_other_region);  /* last use of every-other: (sort (every-other xs)) */
    Obj *tail = omni_pair_cdr(xs);
    Region *every_other_region_2 = region_create();  /* for every-other: used only in this branch */
    Obj *sort_result_2 = sort(sort_region, every_other(every_other_region_2, tail));
    region_exit(every_other_region_2);  /* last use of every-other: (sort (every-other (cdr xs))) */
    Obj *merge_result = merge(dest, sort_result, sort_result_2);
    region_exit(sort_region);  /* last use of sort: (merge (sort (every-other xs)) (sort ... */
    return merge_result;
}

/* main
 *   sort  sort_region  not reachable from outside; last use: (println (sort (list 5 2 9 1 7 3)));
 *                      not on the stack: size unknown: built by sort
 *   list  stack        at most 144 bytes and one object for each call
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Pair list_pair;  /* at most 144 bytes and one object for each call */
    Pair list_pair_2;  /* at most 144 bytes and one object for each call */
    Pair list_pair_3;  /* at most 144 bytes and one object for each call */
    Pair list_pair_4;  /* at most 144 bytes and one object for each call */
    Pair list_pair_5;  /* at most 144 bytes and one object for each call */
    Pair list_pair_6;  /* at most 144 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair_2, OMNI_FIX(7),
                              mk_pair_stack(&list_pair, OMNI_FIX(3), OMNI_NIL));
    Obj *list_2 = mk_pair_stack(&list_pair_4, OMNI_FIX(9),
                                mk_pair_stack(&list_pair_3, OMNI_FIX(1), list));
    Obj *list_3 = mk_pair_stack(&list_pair_6, OMNI_FIX(5),
                                mk_pair_stack(&list_pair_5, OMNI_FIX(2), list_2));
    /* for sort: last used in (println (sort (list 5 2 9 1 7 3))) */
    Region *sort_region = region_create();
    omni_display(sort(sort_region, list_3));
    region_exit(sort_region);  /* last use of sort: (println (sort (list 5 2 9 1 7 3))) */
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* list_copy
 *   items  borrowed  part of the result; the caller keeps it alive as long as the result
 *   first  dest      returned, so it is built in the caller's region: no copy
 *   next   dest      returned, so it is built in the caller's region: no copy
 */
static Obj *list_copy(Region *dest, Obj *items)
{
    if (omni_is_null(items)) {
        return OMNI_NIL;
    }
    Obj *first = mk_pair_region(dest, omni_pair_car(items), OMNI_NIL);
    Obj *rest = omni_pair_cdr(items);
    Obj *last = first;
    while (!omni_is_null(rest)) {
        Obj *next = mk_pair_region(dest, omni_pair_car(rest), OMNI_NIL);
        omni_set_cdr(last, next, "list-copy+10: (set-cdr! last next)");
        rest = omni_pair_cdr(rest);
        last = next;
    }
    return first;
}
