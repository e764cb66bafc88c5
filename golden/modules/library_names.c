/* library_names.omni, translated by omnic */
#include "omni.h"

static Obj *map_3_plus(Region *dest, Obj *items, Obj *others);

OMNI_STATIC_SYMBOL(sym_s_end, "s:end");

static const Pair list_in_main[3] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_NIL},
};

static const Pair list_in_main_2[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main_2[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_NIL},
};

static const Pair list_in_main_3[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_REF(list_in_main_3[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(4), OMNI_NIL},
};

static const Pair list_in_map_main_lambda[1] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_s_end), OMNI_NIL},
};

/* map_main_lambda
 *   map_main_lambda  version   specialised for main-lambda: what it gets to call is known
 *   map_main_lambda  loop      what a call of itself returns only ends its list: each pair is
 *                              linked behind the last
 *   xs               borrowed  only read here; the caller keeps it
 *   pair             dest      returned, so it is built in the caller's region: no copy
 */
static Obj *map_main_lambda(Region *dest, Obj *xs)
{
    Obj *first = OMNI_NOTHING;
    Obj *last = OMNI_NIL;
    for (;;) {
        if (omni_is_null(xs)) {
            if (omni_is_null(last)) {
                return OMNI_REF(list_in_map_main_lambda[0]);
            }
            omni_pair_set_cdr(last, OMNI_REF(list_in_map_main_lambda[0]));
            return first;
        }
        int64_t head = omni_int_value(omni_pair_car(xs));
        Obj *f_result = mk_int_region(dest, omni_int_mul(head, head, "map+1: (f (s:car xs))"));
        Obj *pair = mk_pair_region(dest, f_result, OMNI_NIL);
        Obj *tail = omni_pair_cdr(xs);
        if (omni_is_null(last)) {
            first = pair;
        } else {
            omni_pair_set_cdr(last, pair);
        }
        xs = tail;
        last = pair;
    }
}

/* main
 *   map    map_region    not reachable from outside; last use: (display (map (s:lambda (x) (s:* x
 *                        x)...; not on the stack: size unknown: built by map-main-lambda
 *   map_3  map_3_region  not reachable from outside; last use: (display (s:map s:+ '(1 2) '(3 4)));
 *                        not on the stack: size unknown: built by map-3-+
 *   list   stack         at most 16 bytes and one object for each call
 *   list   stack         at most 48 bytes and one object for each call
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for map: last used in (display (map (s:lambda (x) (s:* x x)... */
    Region *map_region = region_create();
    omni_display(map_main_lambda(map_region, OMNI_REF(list_in_main[0])));
    region_exit(map_region);  /* last use of map: (display (map (s:lambda (x) (s:* x x)... */
    /* for map-3: last used in (display (s:map s:+ '(1 2) '(3 4))) */
    Region *map_3_region = region_create();
    Obj *map_3 = map_3_plus(map_3_region, OMNI_REF(list_in_main_2[0]), OMNI_REF(list_in_main_3[0]));
    omni_display(map_3);
    region_exit(map_3_region);  /* last use of map-3: (display (s:map s:+ '(1 2) '(3 4))) */
    int64_t list = 3;
    IntBox list_box;  /* at most 16 bytes and one object for each call */
    Obj *tail = omni_cdr(omni_pair_cdr(OMNI_REF(list_in_main[0])), "main: (third '(1 2 3))");
    Pair list_pair;  /* at most 48 bytes and one object for each call */
    Pair list_pair_2;  /* at most 48 bytes and one object for each call */
    Obj *list_2 = mk_pair_stack(&list_pair, omni_car(tail, "main: (third '(1 2 3))"), OMNI_NIL);
    omni_display(mk_pair_stack(&list_pair_2, mk_int_stack(&list_box, list), list_2));
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* map_3_plus
 *   map_3_plus  version   specialised for +: what it gets to call is known
 *   map_3_plus  loop      what a call of itself returns only ends its list: each pair is linked
 *                         behind the last
 *   items       borrowed  only read here; the caller keeps it
 *   others      borrowed  only read here; the caller keeps it
 *   pair        dest      returned, so it is built in the caller's region: no copy
 */
static Obj *map_3_plus(Region *dest, Obj *items, Obj *others)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(items) && !omni_is_null(others)) {
        int64_t head = omni_int_value(omni_pair_car(items));
        int64_t head_2 = omni_int_value(omni_pair_car(others));
        Obj *f_result = mk_int_region(dest,
                                      omni_int_add(head, head_2,
                                                   "map-3+3: (f (car items) (car others))"));
        Obj *pair = mk_pair_region(dest, f_result, OMNI_NIL);
        Obj *tail = omni_pair_cdr(items);
        Obj *tail_2 = omni_pair_cdr(others);
        if (omni_is_null(last)) {
            first = pair;
        } else {
            omni_pair_set_cdr(last, pair);
        }
        items = tail;
        others = tail_2;
        last = pair;
    }
    return first;
}
