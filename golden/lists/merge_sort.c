/* merge_sort.omni, translated by omnic */
#include "omni.h"

/* `merge` returns a tail of what it got, so the halves live where the result lives. */
/* merge
 *   a     borrowed  part of the result; the caller keeps it alive as long as the result
 *   b     borrowed  part of the result; the caller keeps it alive as long as the result
 *   pair  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *merge(Region *dest, Obj *a, Obj *b)
{
    OMNI_STACK_CHECK("merge");
    if (omni_is_null(a)) {
        return b;
    } else if (omni_is_null(b)) {
        return a;
    } else if (omni_int_value(omni_pair_car(a)) < omni_int_value(omni_pair_car(b))) {
        int64_t head = omni_int_value(omni_pair_car(a));
        return mk_pair_region(dest, mk_int_region(dest, head), merge(dest, omni_pair_cdr(a), b));
    }
    int64_t head_2 = omni_int_value(omni_pair_car(b));
    return mk_pair_region(dest, mk_int_region(dest, head_2), merge(dest, a, omni_pair_cdr(b)));
}

/* every_other
 *   xs    borrowed  part of the result; the caller keeps it alive as long as the result
 *   pair  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *every_other(Region *dest, Obj *xs)
{
    OMNI_STACK_CHECK("every-other");
    if (omni_is_null(xs) || omni_is_null(omni_pair_cdr(xs))) {
        return xs;
    }
    int64_t head = omni_int_value(omni_pair_car(xs));
    Obj *every_other_result = every_other(dest,
                                          omni_cdr(omni_pair_cdr(xs), "every-other+3: (cddr xs)"));
    return mk_pair_region(dest, mk_int_region(dest, head), every_other_result);
}

/* sort
 *   xs     borrowed  part of the result; the caller keeps it alive as long as the result
 *   merge  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *sort(Region *dest, Obj *xs)
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

    /* for list and sort: last used in (println (sort (list 5 2 9 1 7 3))) */
    Region *list_region = region_create();
    Obj *list = mk_pair_region(list_region, OMNI_FIX(7),
                               mk_pair_region(list_region, OMNI_FIX(3), OMNI_NIL));
    Obj *list_2 = mk_pair_region(list_region, OMNI_FIX(9),
                                 mk_pair_region(list_region, OMNI_FIX(1), list));
    Obj *list_3 = mk_pair_region(list_region, OMNI_FIX(5),
                                 mk_pair_region(list_region, OMNI_FIX(2), list_2));
    omni_display(sort(list_region, list_3));
    region_exit(list_region);  /* last use of list and sort: (println (sort (list 5 2 9 1 7 3))) */
    omni_newline();
    return omni_shutdown(0);
}
