/* merge.omni, translated by omnic */
#include "omni.h"

static const Pair list_in_main[3] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(4), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(6), OMNI_NIL},
};

static const Pair list_in_main_2[3] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main_2[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_REF(list_in_main_2[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(9), OMNI_NIL},
};

/* What is returned in the end is a list that was there before: it goes behind the last pair. */
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

/* main
 *   merge  merge_region  not reachable from outside; last use: (println (merge '(1 4 6) '(2 3 9)));
 *                        not on the stack: size unknown: built by merge
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for merge: last used in (println (merge '(1 4 6) '(2 3 9))) */
    Region *merge_region = region_create();
    Obj *merge_result = merge(merge_region, OMNI_REF(list_in_main[0]), OMNI_REF(list_in_main_2[0]));
    omni_display(merge_result);
    region_exit(merge_region);  /* last use of merge: (println (merge '(1 4 6) '(2 3 9))) */
    omni_newline();
    return omni_shutdown(0);
}
