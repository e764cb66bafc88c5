/* and_or_values.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_SYMBOL(sym_none, "none");

static const Pair list_in_main[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(7), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(8), OMNI_NIL},
};

/* `and` and `or` give the value that decided. */
/* first_of
 *   xs    borrowed  only read here; the caller keeps it
 *   head  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *first_of(Region *dest, Obj *xs)
{
    if (omni_is_pair(xs)) {
        return mk_int_region(dest, omni_int_value(omni_pair_car(xs)));
    }
    return OMNI_FALSE;
}

/* main
 *   first_of  either_region  not reachable from outside; last use: (println (or (first-of '())
 *                            (first-of...; not on the stack: size unknown: built by first-of
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Region *first_of_region = region_create();  /* for first-of: last used in (first-of '()) */
    Obj *first_of_result = first_of(first_of_region, OMNI_NIL);
    region_exit(first_of_region);  /* first-of: never used after this */
    bool first_of_result_2 = omni_bool_value(first_of_result);
    /* for either and first-of: last used in (println (or (first-of '()) (first-of... */
    Region *either_region = region_create();
    Obj *either;
    if (first_of_result_2) {
        either = omni_bool(first_of_result_2);
    } else {
        Obj *first_of_result_3 = first_of(either_region, OMNI_REF(list_in_main[0]));
        if (omni_is_true(first_of_result_3)) {
            either = first_of_result_3;
        } else {
            either = OMNI_REF(sym_none);
        }
    }
    omni_display(either);
    /* last use of either and first-of: (println (or (first-of '()) (first-of... */
    region_exit(either_region);
    omni_newline();
    return omni_shutdown(0);
}
