/* map.omni, translated by omnic */
#include "omni.h"

static Obj *scale_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *map(Region *dest, Obj *f, Obj *items);
static int64_t fold_left(Region *dest, Obj *f, int64_t start, Obj *items);
static Obj *plus_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_STRING(text_space, " ", 1);

static const Pair list_in_main[3] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_NIL},
};

OMNI_STATIC_CLOSURE(plus_2_closure, plus_2_entry, 0, -1);

/* scale_lambda
 *   factor  borrowed  only read here; the caller keeps it
 */
static int64_t scale_lambda(Obj *self, int64_t item)
{
    Obj *factor = omni_captured(self, 0);
    return omni_int_mul(item, omni_int_value(factor), "scale-lambda+0: (* item factor)");
}

static Obj *scale_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    return mk_int_region(dest, scale_lambda(self, omni_as_int(args[0], "scale-lambda: item")));
}

/* The version of map for this procedure calls no closure: what the lambda captured is a
 * parameter, and numbers stay unboxed
 * up to the list. `off` is the version for any procedure. */
/* scale
 *   items     borrowed  only read here; the caller keeps it
 *   map       dest      returned, so it is built in the caller's region: no copy
 *   function  stack     at most 40 bytes and one object for each call
 *   factor    stack     at most 16 bytes and one object for each call
 */
static Obj *scale(Region *dest, Obj *items, int64_t factor)
{
    IntBox factor_box;  /* at most 16 bytes and one object for each call */
    OMNI_CLOSURE_STORAGE(1) function_closure;  /* at most 40 bytes and one object for each call */
    Obj *factor_2 = mk_int_stack(&factor_box, factor);
    Obj *function = mk_closure_stack(&function_closure, scale_lambda_entry, 1, 1, 1,
                                     (Obj *[]){ factor_2 });
    return map(dest, function, items);
}

/* main
 *   scale  scale_region    not reachable from outside; last use: (println (scale '(1 2 3) 10) " "
 *                          (fol...; not on the stack: size unknown: built by scale
 *   scale  scale_region_2  not reachable from outside; last use: (fold-left + 0 (scale '(1 2 3)
 *                          2)); not on the stack: size unknown: built by fold-left
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for scale: last used in (println (scale '(1 2 3) 10) " " (fol... */
    Region *scale_region = region_create();
    Obj *scale_result = scale(scale_region, OMNI_REF(list_in_main[0]), 10);
    /* for scale: last used in (fold-left + 0 (scale '(1 2 3) 2)) */
    Region *scale_region_2 = region_create();
    int64_t fold_left_result = fold_left(scale_region_2, OMNI_REF(plus_2_closure), 0,
                                         scale(scale_region_2, OMNI_REF(list_in_main[0]), 2));
    region_exit(scale_region_2);  /* last use of scale: (fold-left + 0 (scale '(1 2 3) 2)) */
    omni_display(scale_result);
    region_exit(scale_region);  /* last use of scale: (println (scale '(1 2 3) 10) " " (fol... */
    omni_display(OMNI_REF(text_space));
    omni_display_int(fold_left_result);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* map
 *   map    loop      what a call of itself returns only ends its list: each pair is linked behind
 *                    the last
 *   f      borrowed  only read here; the caller keeps it
 *   items  borrowed  only read here; the caller keeps it
 *   pair   dest      returned, so it is built in the caller's region: no copy
 */
static Obj *map(Region *dest, Obj *f, Obj *items)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(items)) {
        Obj *f_result = omni_call(f, dest, 1, (Obj *[]){ omni_pair_car(items) },
                                  "map+3: (f (car items))");
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

/* fold_left
 *   f         borrowed  only read here; the caller keeps it
 *   items     borrowed  only read here; the caller keeps it
 *   f_result  dest      part of the result, which is returned: built in the caller's region
 */
static int64_t fold_left(Region *dest, Obj *f, int64_t start, Obj *items)
{
    int64_t result = start;
    Obj *rest = items;
    while (!omni_is_null(rest)) {
        Obj *result_2 = mk_int_region(dest, result);
        Obj *f_result = omni_call(f, dest, 2, (Obj *[]){ result_2, omni_pair_car(rest) },
                                  "fold-left+4: (f result (car rest))");
        result = omni_int_value(f_result);
        rest = omni_pair_cdr(rest);
    }
    return result;
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
