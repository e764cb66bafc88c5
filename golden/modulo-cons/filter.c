/* filter.omni, translated by omnic */
#include "omni.h"

static const Pair list_in_main[6] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_REF(list_in_main[3])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(4), OMNI_REF(list_in_main[4])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(5), OMNI_REF(list_in_main[5])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(6), OMNI_NIL},
};

/* Both kinds of calls of itself, the last thing it does and the end of a list, go on with the
 * same loop. */
/* is_keep_even
 *   is_keep_even  version   specialised for even?: what it gets to call is known
 *   is_keep_even  loop      what a call of itself returns only ends its list: each pair is linked
 *                           behind the last
 *   items         borrowed  part of the result; the caller keeps it alive as long as the result
 *   pair          dest      returned, so it is built in the caller's region: no copy
 */
static Obj *is_keep_even(Region *dest, Obj *items)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(items)) {
        if (omni_int_is_even(omni_int_value(omni_pair_car(items)))) {
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

/* main
 *   keep  keep_region  not reachable from outside; last use: (println (keep even? '(1 2 3 4 5 6)));
 *                      not on the stack: size unknown: built by keep-even?
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for keep: last used in (println (keep even? '(1 2 3 4 5 6))) */
    Region *keep_region = region_create();
    omni_display(is_keep_even(keep_region, OMNI_REF(list_in_main[0])));
    region_exit(keep_region);  /* last use of keep: (println (keep even? '(1 2 3 4 5 6))) */
    omni_newline();
    return omni_shutdown(0);
}
