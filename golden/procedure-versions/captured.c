/* captured.omni, translated by omnic */
#include "omni.h"

static Obj *map_rows_shifted_lambda(Region *dest, Obj *rows, int64_t by);
static Obj *map_map_rows_lambda_shifted_lambda(Region *dest, Obj *items, int64_t by);
static Obj *map_shifted_lambda(Region *dest, Obj *items, int64_t by);

static const Pair list_in_main[5] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(list_in_main[2]), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(list_in_main[4]), OMNI_NIL},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[3])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_NIL},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_NIL},
};

/* shifted
 *   rows      borrowed  only read here; the caller keeps it
 *   map_rows  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *shifted(Region *dest, Obj *rows, int64_t by)
{
    return map_rows_shifted_lambda(dest, rows, by);
}

/* The procedure is handed on through a lambda: both become parameters of the versions. */
/* map_rows_shifted_lambda
 *   map_rows_shifted_lambda  version   specialised for shifted-lambda: what it gets to call is
 *                                      known
 *   rows                     borrowed  only read here; the caller keeps it
 *   map                      dest      returned, so it is built in the caller's region: no copy
 */
static Obj *map_rows_shifted_lambda(Region *dest, Obj *rows, int64_t by)
{
    return map_map_rows_lambda_shifted_lambda(dest, rows, by);
}

/* main
 *   shifted  shifted_region  not reachable from outside; last use: (println (shifted '((1 2) (3))
 *                            10)); not on the stack: size unknown: built by shifted
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for shifted: last used in (println (shifted '((1 2) (3)) 10)) */
    Region *shifted_region = region_create();
    omni_display(shifted(shifted_region, OMNI_REF(list_in_main[0]), 10));
    region_exit(shifted_region);  /* last use of shifted: (println (shifted '((1 2) (3)) 10)) */
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* map_map_rows_lambda_shifted_lambda
 *   map_map_rows_lambda_shifted_lambda  version   specialised for shifted-lambda: what it gets to
 *                                                 call is known
 *   map_map_rows_lambda_shifted_lambda  loop      what a call of itself returns only ends its list:
 *                                                 each pair is linked behind the last
 *   items                               borrowed  only read here; the caller keeps it
 *   pair                                dest      returned, so it is built in the caller's region:
 *                                                 no copy
 */
static Obj *map_map_rows_lambda_shifted_lambda(Region *dest, Obj *items, int64_t by)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(items)) {
        Obj *pair = mk_pair_region(dest, map_shifted_lambda(dest, omni_pair_car(items), by),
                                   OMNI_NIL);
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

/* map_shifted_lambda
 *   map_shifted_lambda  version   specialised for shifted-lambda: what it gets to call is known
 *   map_shifted_lambda  loop      what a call of itself returns only ends its list: each pair is
 *                                 linked behind the last
 *   items               borrowed  only read here; the caller keeps it
 *   pair                dest      returned, so it is built in the caller's region: no copy
 */
static Obj *map_shifted_lambda(Region *dest, Obj *items, int64_t by)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(items)) {
        int64_t head = omni_int_value(omni_pair_car(items));
        Obj *f_result = mk_int_region(dest, omni_int_add(head, by, "map+3: (f (car items))"));
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
