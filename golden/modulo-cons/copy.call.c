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
 *   items  borrowed  only read here; the caller keeps it
 *   pair   dest      returned, so it is built in the caller's region: no copy
 */
static inline Obj *doubled(Region *dest, Obj *items)
{
    OMNI_STACK_CHECK("doubled");
    if (omni_is_null(items)) {
        return OMNI_NIL;
    }
    int64_t head = omni_int_value(omni_pair_car(items));
    int64_t product = omni_int_mul(2, head, "doubled+3: (* 2 (car items))");
    return mk_pair_region(dest, mk_int_region(dest, product), doubled(dest, omni_pair_cdr(items)));
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
