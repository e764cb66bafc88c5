/* copy.omni, translated by omnic */
#include "omni.h"

static const Pair list_in_main[3] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_NIL},
};

/* The recursive call only ends the list: a loop links each pair behind the last one. Without
 * that it is a recursion. */
/* doubled
 *   doubled  loop      what a call of itself returns only ends its list: each pair is linked behind
 *                      the last
 *   items    borrowed  only read here; the caller keeps it
 *   pair     dest      returned, so it is built in the caller's region: no copy
 */
static Obj *doubled(Region *dest, Obj *items)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(items)) {
        int64_t head = omni_int_value(omni_pair_car(items));
        Obj *product = mk_int_region(dest, omni_int_mul(2, head, "doubled+3: (* 2 (car items))"));
        Obj *pair = mk_pair_region(dest, product, OMNI_NIL);
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

/* main
 *   doubled  doubled_region  not reachable from outside; last use: (println (doubled '(1 2 3)));
 *                            not on the stack: size unknown: built by doubled
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for doubled: last used in (println (doubled '(1 2 3))) */
    Region *doubled_region = region_create();
    omni_display(doubled(doubled_region, OMNI_REF(list_in_main[0])));
    region_exit(doubled_region);  /* last use of doubled: (println (doubled '(1 2 3))) */
    omni_newline();
    return omni_shutdown(0);
}
