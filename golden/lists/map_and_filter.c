/* map_and_filter.omni, translated by omnic */
#include "omni.h"

static Obj *squares_of_odd_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *map(Region *dest, Obj *f, Obj *items);
static Obj *filter(Region *dest, Obj *is_keep, Obj *items);
static Obj *is_odd_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_CLOSURE(squares_of_odd_lambda_closure, squares_of_odd_lambda_entry, 1, 1);
OMNI_STATIC_CLOSURE(is_odd_closure, is_odd_entry, 1, 1);

static int64_t squares_of_odd_lambda(int64_t x)
{
    return omni_int_mul(x, x, "squares-of-odd-lambda+0: (* x x)");
}

static Obj *squares_of_odd_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return mk_int_region(dest,
                         squares_of_odd_lambda(omni_as_int(args[0], "squares-of-odd-lambda: x")));
}

/* Library functions written in OmniLisp are planned with the program. */
/* squares_of_odd
 *   xs      borrowed       only read here; the caller keeps it
 *   map     dest           returned, so it is built in the caller's region: no copy
 *   filter  filter_region  not reachable from outside; last use: (map (lambda (x) (* x x)) (filter
 *                          odd...; not on the stack: size unknown: built by filter
 */
static Obj *squares_of_odd(Region *dest, Obj *xs)
{
    /* for filter: last used in (map (lambda (x) (* x x)) (filter odd... */
    Region *filter_region = region_create();
    Obj *map_result = map(dest, OMNI_REF(squares_of_odd_lambda_closure),
                          filter(filter_region, OMNI_REF(is_odd_closure), xs));
    region_exit(filter_region);  /* last use of filter: (map (lambda (x) (* x x)) (filter odd... */
    return map_result;
}

/* main
 *   squares_of_odd  squares_of_odd_region  not reachable from outside; last use: (println
 *                                          (squares-of-odd (list 1 2 3 ...; not on the stack: size
 *                                          unknown: built by squares-of-odd
 *   list            stack                  at most 120 bytes and one object for each call
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Pair list_pair;  /* at most 120 bytes and one object for each call */
    Pair list_pair_2;  /* at most 120 bytes and one object for each call */
    Pair list_pair_3;  /* at most 120 bytes and one object for each call */
    Pair list_pair_4;  /* at most 120 bytes and one object for each call */
    Pair list_pair_5;  /* at most 120 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair_2, OMNI_FIX(4),
                              mk_pair_stack(&list_pair, OMNI_FIX(5), OMNI_NIL));
    Obj *list_2 = mk_pair_stack(&list_pair_4, OMNI_FIX(2),
                                mk_pair_stack(&list_pair_3, OMNI_FIX(3), list));
    Obj *list_3 = mk_pair_stack(&list_pair_5, OMNI_FIX(1), list_2);
    /* for squares-of-odd: last used in (println (squares-of-odd (list 1 2 3 ... */
    Region *squares_of_odd_region = region_create();
    omni_display(squares_of_odd(squares_of_odd_region, list_3));
    /* last use of squares-of-odd: (println (squares-of-odd (list 1 2 3 ... */
    region_exit(squares_of_odd_region);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* map
 *   f      borrowed  only read here; the caller keeps it
 *   items  borrowed  only read here; the caller keeps it
 *   first  dest      returned, so it is built in the caller's region: no copy
 *   next   dest      returned, so it is built in the caller's region: no copy
 */
static Obj *map(Region *dest, Obj *f, Obj *items)
{
    if (omni_is_null(items)) {
        return OMNI_NIL;
    }
    Obj *f_result = omni_call(f, dest, 1, (Obj *[]){ omni_pair_car(items) },
                              "map+3: (f (car items))");
    Obj *first = mk_pair_region(dest, f_result, OMNI_NIL);
    Obj *rest = omni_pair_cdr(items);
    Obj *last = first;
    while (!omni_is_null(rest)) {
        Obj *f_result_2 = omni_call(f, dest, 1, (Obj *[]){ omni_pair_car(rest) },
                                    "map+7: (f (car rest))");
        Obj *next = mk_pair_region(dest, f_result_2, OMNI_NIL);
        omni_set_cdr(last, next, "map+8: (set-cdr! last next)");
        rest = omni_pair_cdr(rest);
        last = next;
    }
    return first;
}

/* filter
 *   is_keep  borrowed  only read here; the caller keeps it
 *   items    borrowed  part of the result; the caller keeps it alive as long as the result
 *   first    dest      returned, so it is built in the caller's region: no copy
 *   next     dest      returned, so it is built in the caller's region: no copy
 */
static Obj *filter(Region *dest, Obj *is_keep, Obj *items)
{
    Obj *rest = items;
    while (!omni_is_null(rest)) {
        Obj *keep_result = omni_call(is_keep, omni_global, 1, (Obj *[]){ omni_pair_car(rest) },
                                     "filter+4: (keep? (car rest))");
        if (omni_bool_value(keep_result)) {
            Obj *first = mk_pair_region(dest, omni_pair_car(rest), OMNI_NIL);
            Obj *rest_2 = omni_pair_cdr(rest);
            Obj *last = first;
            while (!omni_is_null(rest_2)) {
                Obj *keep_result_2 = omni_call(is_keep, omni_global, 1,
                                               (Obj *[]){ omni_pair_car(rest_2) },
                                               "filter+9: (keep? (car rest))");
                if (omni_bool_value(keep_result_2)) {
                    Obj *next = mk_pair_region(dest, omni_pair_car(rest_2), OMNI_NIL);
                    omni_set_cdr(last, next, "filter+11: (set-cdr! last next)");
                    rest_2 = omni_pair_cdr(rest_2);
                    last = next;
                } else {
                    rest_2 = omni_pair_cdr(rest_2);
                }
            }
            return first;
        }
        rest = omni_pair_cdr(rest);
    }
    return OMNI_NIL;
}

static bool is_odd(int64_t a)
{
    return omni_int_is_odd(a);
}

static Obj *is_odd_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    return omni_bool(is_odd(omni_as_int(args[0], "odd?: a")));
}
