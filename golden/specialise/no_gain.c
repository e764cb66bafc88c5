/* no_gain.omni, translated by omnic */
#include "omni.h"

static Obj *reverse(Region *dest, Obj *items);

OMNI_STATIC_FLOAT(float_1_5, 1.5);
OMNI_STATIC_FLOAT(float_2_5, 2.5);

OMNI_STATIC_STRING(text_a, "a", 1);
OMNI_STATIC_STRING(text_b, "b", 1);

static const Pair list_in_main[3] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_NIL},
};

static const Pair list_in_main_2[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(float_1_5), OMNI_REF(list_in_main_2[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(float_2_5), OMNI_NIL},
};

static const Pair list_in_main_3[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(text_a), OMNI_REF(list_in_main_3[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(text_b), OMNI_NIL},
};

/* `rest` calculates nothing: it moves what it finds, and one version does for all. */
/* rest
 *   items    borrowed  part of the result; the caller keeps it alive as long as the result
 *   reverse  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *rest(Region *dest, Obj *items)
{
    return reverse(dest, omni_pair_cdr(items));
}

/* main
 *   rest  rest_region    not reachable from outside; last use: (println (rest '(1 2 3)) (rest '(1.5
 *                        ...; not on the stack: size unknown: built by rest
 *   rest  rest_region_2  not reachable from outside; last use: (println (rest '(1 2 3)) (rest '(1.5
 *                        ...; not on the stack: size unknown: built by rest
 *   rest  rest_region_3  not reachable from outside; last use: (println (rest '(1 2 3)) (rest '(1.5
 *                        ...; not on the stack: size unknown: built by rest
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for rest: last used in (println (rest '(1 2 3)) (rest '(1.5 ... */
    Region *rest_region = region_create();
    Obj *rest_result = rest(rest_region, OMNI_REF(list_in_main[0]));
    /* for rest: last used in (println (rest '(1 2 3)) (rest '(1.5 ... */
    Region *rest_region_2 = region_create();
    Obj *rest_result_2 = rest(rest_region_2, OMNI_REF(list_in_main_2[0]));
    /* for rest: last used in (println (rest '(1 2 3)) (rest '(1.5 ... */
    Region *rest_region_3 = region_create();
    Obj *rest_result_3 = rest(rest_region_3, OMNI_REF(list_in_main_3[0]));
    omni_display(rest_result);
    region_exit(rest_region);  /* last use of rest: (println (rest '(1 2 3)) (rest '(1.5 ... */
    omni_display(rest_result_2);
    region_exit(rest_region_2);  /* last use of rest: (println (rest '(1 2 3)) (rest '(1.5 ... */
    omni_display(rest_result_3);
    region_exit(rest_region_3);  /* last use of rest: (println (rest '(1 2 3)) (rest '(1.5 ... */
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* reverse
 *   items  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *reverse(Region *dest, Obj *items)
{
    Obj *rest = items;
    Obj *result = OMNI_NIL;
    while (!omni_is_null(rest)) {
        result = mk_pair_region(dest, omni_pair_car(rest), result);
        rest = omni_pair_cdr(rest);
    }
    return result;
}
