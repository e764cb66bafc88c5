/* library_names.omni, translated by omnic */
#include "omni.h"

static Obj *main_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *map_3(Region *dest, Obj *f, Obj *items, Obj *others);
static Obj *plus_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);

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

static const Pair list_in_map[1] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_s_end), OMNI_NIL},
};

OMNI_STATIC_CLOSURE(main_lambda_closure, main_lambda_entry, 1, 1);
OMNI_STATIC_CLOSURE(plus_2_closure, plus_2_entry, 0, -1);

/* map
 *   map   loop      what a call of itself returns only ends its list: each pair is linked behind
 *                   the last
 *   f     borrowed  only read here; the caller keeps it
 *   xs    borrowed  only read here; the caller keeps it
 *   pair  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *map(Region *dest, Obj *f, Obj *xs)
{
    Obj *first = OMNI_NOTHING;
    Obj *last = OMNI_NIL;
    for (;;) {
        if (omni_is_null(xs)) {
            if (omni_is_null(last)) {
                return OMNI_REF(list_in_map[0]);
            }
            omni_pair_set_cdr(last, OMNI_REF(list_in_map[0]));
            return first;
        }
        Obj *f_result = omni_call(f, dest, 1, (Obj *[]){ omni_pair_car(xs) },
                                  "map+1: (f (s:car xs))");
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

static int64_t main_lambda(int64_t x)
{
    return omni_int_mul(x, x, "main-lambda+0: (s:* x x)");
}

static Obj *main_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return mk_int_region(dest, main_lambda(omni_as_int(args[0], "main-lambda: x")));
}

/* main
 *   map    map_region    not reachable from outside; last use: (display (map (s:lambda (x) (s:* x
 *                        x)...; not on the stack: size unknown: built by map
 *   map_3  map_3_region  not reachable from outside; last use: (display (s:map s:+ '(1 2) '(3 4)));
 *                        not on the stack: size unknown: built by map
 *   list   stack         at most 16 bytes and one object for each call
 *   list   stack         at most 48 bytes and one object for each call
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for map: last used in (display (map (s:lambda (x) (s:* x x)... */
    Region *map_region = region_create();
    Obj *map_result = map(map_region, OMNI_REF(main_lambda_closure), OMNI_REF(list_in_main[0]));
    omni_display(map_result);
    region_exit(map_region);  /* last use of map: (display (map (s:lambda (x) (s:* x x)... */
    /* for map-3: last used in (display (s:map s:+ '(1 2) '(3 4))) */
    Region *map_3_region = region_create();
    Obj *map_3_result = map_3(map_3_region, OMNI_REF(plus_2_closure), OMNI_REF(list_in_main_2[0]),
                              OMNI_REF(list_in_main_3[0]));
    omni_display(map_3_result);
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

/* map_3
 *   f       borrowed  only read here; the caller keeps it
 *   items   borrowed  only read here; the caller keeps it
 *   others  borrowed  only read here; the caller keeps it
 *   first   dest      returned, so it is built in the caller's region: no copy
 *   next    dest      returned, so it is built in the caller's region: no copy
 */
static Obj *map_3(Region *dest, Obj *f, Obj *items, Obj *others)
{
    Obj *f_result = omni_call(f, dest, 2, (Obj *[]){ omni_pair_car(items), omni_pair_car(others) },
                              "map-3+3: (f (car items) (car others))");
    Obj *first = mk_pair_region(dest, f_result, OMNI_NIL);
    Obj *rest = omni_pair_cdr(items);
    Obj *rest_2 = omni_pair_cdr(others);
    Obj *last = first;
    while (!omni_is_null(rest) && !omni_is_null(rest_2)) {
        Obj *f_result_2 = omni_call(f, dest, 2,
                                    (Obj *[]){ omni_pair_car(rest), omni_pair_car(rest_2) },
                                    "map-3+7: (f (car rest) (car rest-2))");
        Obj *next = mk_pair_region(dest, f_result_2, OMNI_NIL);
        omni_set_cdr(last, next, "map-3+8: (set-cdr! last next)");
        rest = omni_pair_cdr(rest);
        rest_2 = omni_pair_cdr(rest_2);
        last = next;
    }
    return first;
}

/* plus
 *   numbers  borrowed  only read here; the caller keeps it
 */
static int64_t plus(Obj *numbers)
{
    int64_t sum = 0;
    Obj *rest = numbers;
    while (!omni_is_null(rest)) {
        int64_t head = omni_int_value(omni_pair_car(rest));
        sum = omni_int_add(sum, head, "++4: (+ sum (car rest))");
        rest = omni_pair_cdr(rest);
    }
    return sum;
}

/* plus_2
 *   a     borrowed     only read here; the caller keeps it
 *   b     borrowed     only read here; the caller keeps it
 *   more  borrowed     changed here; the caller keeps it
 *   list  more_region  becomes part of more, so it is built in the region that holds more
 *   list  stack        at most 24 bytes and one object for each call
 */
static int64_t plus_2(Obj *a, Obj *b, Obj *more)
{
    if (omni_is_absent(a)) {
        return plus(OMNI_NIL);
    } else if (omni_is_absent(b)) {
        Pair list_pair;  /* at most 24 bytes and one object for each call */
        return plus(mk_pair_stack(&list_pair, a, OMNI_NIL));
    } else if (omni_is_null(more)) {
        return omni_int_add(omni_int_value(a), omni_int_value(b), "+");
    }
    /* becomes part of more, so it is built in the region that holds more */
    Region *more_region = region_of(more);
    return plus(mk_pair_region(more_region, a, mk_pair_region(more_region, b, more)));
}

static Obj *plus_2_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    return mk_int_region(dest,
                         plus_2(argc > 0 ? args[0] : OMNI_ABSENT, argc > 1 ? args[1] : OMNI_ABSENT,
                                omni_rest_list(dest, argc, args, 2)));
}
