/* map.omni, translated by omnic */
#include "omni.h"

static int64_t fold_left_plus(int64_t start, Obj *items);
static Obj *map_scale_lambda(Region *dest, Obj *items, int64_t factor);

OMNI_STATIC_STRING(text_space, " ", 1);

static const Pair list_in_main[3] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_NIL},
};

/* The version of map for this procedure calls no closure: what the lambda captured is a
 * parameter, and numbers stay unboxed
 * up to the list. `off` is the version for any procedure. */
/* scale
 *   items  borrowed  only read here; the caller keeps it
 *   map    dest      returned, so it is built in the caller's region: no copy
 */
static Obj *scale(Region *dest, Obj *items, int64_t factor)
{
    return map_scale_lambda(dest, items, factor);
}

/* main
 *   scale  scale_region    not reachable from outside; last use: (println (scale '(1 2 3) 10) " "
 *                          (fol...; not on the stack: size unknown: built by scale
 *   scale  scale_region_2  not reachable from outside; last use: (fold-left + 0 (scale '(1 2 3)
 *                          2)); not on the stack: size unknown: built by scale
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for scale: last used in (println (scale '(1 2 3) 10) " " (fol... */
    Region *scale_region = region_create();
    Obj *scale_result = scale(scale_region, OMNI_REF(list_in_main[0]), 10);
    /* for scale: last used in (fold-left + 0 (scale '(1 2 3) 2)) */
    Region *scale_region_2 = region_create();
    int64_t fold_left = fold_left_plus(0, scale(scale_region_2, OMNI_REF(list_in_main[0]), 2));
    region_exit(scale_region_2);  /* last use of scale: (fold-left + 0 (scale '(1 2 3) 2)) */
    omni_display(scale_result);
    region_exit(scale_region);  /* last use of scale: (println (scale '(1 2 3) 10) " " (fol... */
    omni_display(OMNI_REF(text_space));
    omni_display_int(fold_left);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* fold_left_plus
 *   fold_left_plus  version   specialised for +: what it gets to call is known
 *   items           borrowed  only read here; the caller keeps it
 */
static int64_t fold_left_plus(int64_t start, Obj *items)
{
    int64_t result = start;
    Obj *rest = items;
    while (!omni_is_null(rest)) {
        int64_t head = omni_int_value(omni_pair_car(rest));
        result = omni_int_add(result, head, "fold-left+4: (f result (car rest))");
        rest = omni_pair_cdr(rest);
    }
    return result;
}

/* map_scale_lambda
 *   map_scale_lambda  version   specialised for scale-lambda: what it gets to call is known
 *   map_scale_lambda  loop      what a call of itself returns only ends its list: each pair is
 *                               linked behind the last
 *   items             borrowed  only read here; the caller keeps it
 *   pair              dest      returned, so it is built in the caller's region: no copy
 */
static Obj *map_scale_lambda(Region *dest, Obj *items, int64_t factor)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(items)) {
        int64_t head = omni_int_value(omni_pair_car(items));
        Obj *f_result = mk_int_region(dest, omni_int_mul(head, factor, "map+3: (f (car items))"));
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
