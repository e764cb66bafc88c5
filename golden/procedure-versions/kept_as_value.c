/* kept_as_value.omni, translated by omnic */
#include "omni.h"

static Obj *changing_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *map(Region *dest, Obj *f, Obj *items);
static Obj *car_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *cdr_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *plus_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_SYMBOL(sym_other, "other");
OMNI_STATIC_SYMBOL(sym_same, "same");

static const Pair list_in_main[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_NIL},
};

static const Pair list_in_main_2[3] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main_2[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main_2[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_NIL},
};

OMNI_STATIC_CLOSURE(main_lambda_closure, main_lambda_entry, 1, 1);
OMNI_STATIC_CLOSURE(main_lambda_2_closure, main_lambda_2_entry, 1, 1);
OMNI_STATIC_CLOSURE(car_closure, car_entry, 1, 1);
OMNI_STATIC_CLOSURE(cdr_closure, cdr_entry, 1, 1);
OMNI_STATIC_CLOSURE(plus_2_closure, plus_2_entry, 0, -1);

/* No version where the procedure is more than called: it is stored, compared, given to apply, or
 * changes on the way. */
/* stored
 *   f      borrowed  part of the result; the caller keeps it alive as long as the result
 *   items  borrowed  only read here; the caller keeps it
 *   pair   dest      returned, so it is built in the caller's region: no copy
 */
static Obj *stored(Region *dest, Obj *f, Obj *items)
{
    return mk_pair_region(dest, f, map(dest, f, items));
}

/* compared
 *   f  borrowed  only read here; the caller keeps it
 *   g  borrowed  only read here; the caller keeps it
 */
static Obj *compared(Obj *f, Obj *g)
{
    if (omni_is_eq(f, g)) {
        return OMNI_REF(sym_same);
    }
    return OMNI_REF(sym_other);
}

/* spread
 *   f         borrowed  only read here; the caller keeps it
 *   items     borrowed  only read here; the caller keeps it
 *   f_result  dest      part of the result, which is returned: built in the caller's region
 */
static int64_t spread(Region *dest, Obj *f, Obj *items)
{
    return omni_int_value(omni_apply(f, dest, 0, NULL, items, "spread+0: (apply f items)"));
}

/* changing_lambda
 *   f         borrowed  only read here; the caller keeps it
 *   f_result  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *changing_lambda(Obj *self, Region *dest, int64_t x)
{
    OMNI_STACK_CHECK("changing-lambda");
    Obj *f = omni_captured(self, 0);
    Obj *product = mk_int_region(dest, omni_int_mul(2, x, "changing-lambda+0: (* 2 x)"));
    /* goes on in the caller: may come back here through an unknown function, and takes no stack */
    return omni_pend_call(f, dest, 1, (Obj *[]){ product }, "changing-lambda+0: (f (* 2 x))");
}

static Obj *changing_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    return changing_lambda(self, dest, omni_as_int(args[0], "changing-lambda: x"));
}

/* changing
 *   f         borrowed  changed here; the caller keeps it
 *   f_result  dest      part of the result, which is returned: built in the caller's region
 */
static int64_t changing(Region *dest, Obj *f, int64_t count)
{
    Obj *f_2 = f;
    while (count != 0) {
        f_2 = mk_closure_region(region_of(f), changing_lambda_entry, 1, 1, 1, (Obj *[]){ f_2 });
        count = omni_int_sub(count, 1, "changing+1: (- count 1)");
    }
    Obj *f_result = omni_call(f_2, dest, 1, (Obj *[]){ OMNI_FIX(1) }, "changing+1: (f 1)");
    return omni_int_value(f_result);
}

static int64_t main_lambda(int64_t x)
{
    return omni_int_mul(x, x, "main-lambda+0: (* x x)");
}

static Obj *main_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return mk_int_region(dest, main_lambda(omni_as_int(args[0], "main-lambda: x")));
}

static int64_t main_lambda_2(int64_t x)
{
    return omni_int_add(x, 1, "main-lambda-2+0: (+ x 1)");
}

static Obj *main_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return mk_int_region(dest, main_lambda_2(omni_as_int(args[0], "main-lambda-2: x")));
}

/* main
 *   stored  function_region  not reachable from outside; last use: (println (cdr (stored (lambda
 *                            (x) (* ...; not on the stack: size unknown: built by stored
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for function: last used in (println (cdr (stored (lambda (x) (* ... */
    Region *function_region = region_create();
    Obj *stored_result = stored(function_region, OMNI_REF(main_lambda_closure),
                                OMNI_REF(list_in_main[0]));
    Obj *tail = omni_pair_cdr(stored_result);
    Obj *compared_result = compared(OMNI_REF(car_closure), OMNI_REF(cdr_closure));
    Region *spread_region = region_create();  /* for spread: last used in (spread + '(1 2 3)) */
    int64_t spread_result = spread(spread_region, OMNI_REF(plus_2_closure),
                                   OMNI_REF(list_in_main_2[0]));
    region_exit(spread_region);  /* spread: never used after this */
    /* for changing: last used in (changing (lambda (x) (+ x 1)) 3) */
    Region *changing_region = region_create();
    int64_t changing_result = changing(changing_region, OMNI_REF(main_lambda_2_closure), 3);
    region_exit(changing_region);  /* changing: never used after this */
    omni_display(tail);
    /* last use of function: (println (cdr (stored (lambda (x) (* ... */
    region_exit(function_region);
    omni_display(compared_result);
    omni_display_int(spread_result);
    omni_display_int(changing_result);
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

/* car
 *   a  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *car(Obj *a)
{
    return omni_car(a, "car");
}

static Obj *car_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    return car(args[0]);
}

/* cdr
 *   a  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *cdr(Obj *a)
{
    return omni_cdr(a, "cdr");
}

static Obj *cdr_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    return cdr(args[0]);
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
