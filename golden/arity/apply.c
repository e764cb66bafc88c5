/* apply.omni, translated by omnic */
#include "omni.h"

static Obj *volume_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *list_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static int64_t max(int64_t first, Obj *more);
static int64_t plus(Obj *numbers);
static Obj *iota(Region *dest, int64_t count);
static Obj *iota_3(Region *dest, int64_t count, int64_t start, int64_t step);

OMNI_STATIC_SYMBOL(sym_first, "first");

OMNI_STATIC_STRING(text_space, " ", 1);

static const Pair list_in_main[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_NIL},
};

static const Pair list_in_main_2[1] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_NIL},
};

static const Pair list_in_main_3[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_REF(list_in_main_3[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(4), OMNI_NIL},
};

static const Pair list_in_main_4[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(5), OMNI_REF(list_in_main_4[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_NIL},
};

OMNI_STATIC_CLOSURE(volume_closure, volume_entry, 3, 3);
OMNI_STATIC_CLOSURE(main_lambda_closure, main_lambda_entry, 2, 2);
OMNI_STATIC_CLOSURE(list_closure, list_entry, 0, -1);

/* Any function takes the elements of a list of any length; the rest parameter of a library
 * function takes the list itself. */
/* call_with
 *   f         borrowed  only read here; the caller keeps it
 *   items     borrowed  only read here; the caller keeps it
 *   f_result  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *call_with(Region *dest, Obj *f, Obj *items)
{
    return omni_apply(f, dest, 1, (Obj *[]){ OMNI_REF(sym_first) }, items,
                      "call-with+1: (apply f 'first items)");
}

static int64_t volume(int64_t a, int64_t b, int64_t c)
{
    int64_t product = omni_int_mul(a, b, "volume+1: (* a b c)");
    return omni_int_mul(product, c, "volume+1: (* a b c)");
}

static Obj *volume_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    int64_t a = omni_as_int(args[0], "volume: a");
    int64_t b = omni_as_int(args[1], "volume: b");
    int64_t c = omni_as_int(args[2], "volume: c");
    return mk_int_region(dest, volume(a, b, c));
}

/* main_lambda
 *   a     borrowed  part of the result; the caller keeps it alive as long as the result
 *   b     borrowed  part of the result; the caller keeps it alive as long as the result
 *   list  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *main_lambda(Region *dest, Obj *a, Obj *b)
{
    return mk_pair_region(dest, b, mk_pair_region(dest, a, OMNI_NIL));
}

static Obj *main_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return main_lambda(dest, args[0], args[1]);
}

/* main
 *   call_with      call_with_region      not reachable from outside; last use: (println (call-with
 *                                        list '(1 2)) (cal...; not on the stack: size unknown:
 *                                        built by call-with
 *   call_with      call_with_region_2    not reachable from outside; last use: (println (call-with
 *                                        list '(1 2)) (cal...; not on the stack: size unknown:
 *                                        built by main-lambda
 *   volume_result  volume_result_region  not reachable from outside; last use: (apply volume 2 '(3
 *                                        4)); not on the stack: size unknown: built by volume
 *   iota           iota_region           not reachable from outside; last use: (apply + (iota
 *                                        100)); not on the stack: size unknown: built by iota
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for call-with: last used in (println (call-with list '(1 2)) (cal... */
    Region *call_with_region = region_create();
    Obj *call_with_result = call_with(call_with_region, OMNI_REF(list_closure),
                                      OMNI_REF(list_in_main[0]));
    /* for call-with: last used in (println (call-with list '(1 2)) (cal... */
    Region *call_with_region_2 = region_create();
    Obj *call_with_result_2 = call_with(call_with_region_2, OMNI_REF(main_lambda_closure),
                                        OMNI_REF(list_in_main_2[0]));
    omni_display(call_with_result);
    /* last use of call-with: (println (call-with list '(1 2)) (cal... */
    region_exit(call_with_region);
    omni_display(call_with_result_2);
    /* last use of call-with: (println (call-with list '(1 2)) (cal... */
    region_exit(call_with_region_2);
    omni_newline();
    /* for volume-result: last used in (apply volume 2 '(3 4)) */
    Region *volume_result_region = region_create();
    Obj *volume_result = omni_apply(OMNI_REF(volume_closure), volume_result_region, 1,
                                    (Obj *[]){ OMNI_FIX(2) }, OMNI_REF(list_in_main_3[0]),
                                    "main: (apply volume 2 '(3 4))");
    int64_t volume_result_2 = omni_int_value(volume_result);
    region_exit(volume_result_region);  /* last use of volume-result: (apply volume 2 '(3 4)) */
    int64_t max_result = max(1, OMNI_REF(list_in_main_4[0]));
    omni_display_int(volume_result_2);
    omni_display(OMNI_REF(text_space));
    omni_display_int(max_result);
    omni_newline();
    Region *iota_region = region_create();  /* for iota: last used in (apply + (iota 100)) */
    int64_t plus_result = plus(iota(iota_region, 100));
    region_exit(iota_region);  /* last use of iota: (apply + (iota 100)) */
    omni_display_int(plus_result);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* list
 *   items  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *list(Obj *items)
{
    return items;
}

static Obj *list_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    return list(omni_rest_list(dest, argc, args, 0));
}

/* max
 *   more  borrowed  only read here; the caller keeps it
 */
static int64_t max(int64_t first, Obj *more)
{
    int64_t largest = first;
    Obj *rest = more;
    while (!omni_is_null(rest)) {
        largest = omni_int_max(largest, omni_int_value(omni_pair_car(rest)));
        rest = omni_pair_cdr(rest);
    }
    return largest;
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

/* iota
 *   iota  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *iota(Region *dest, int64_t count)
{
    return iota_3(dest, count, 0, 1);
}

static Obj *iota_3(Region *dest, int64_t count, int64_t start, int64_t step)
{
    int64_t index = omni_int_sub(count, 1, "iota-3+1: (- count 1)");
    Obj *result = OMNI_NIL;
    while (index >= 0) {
        int64_t product = omni_int_mul(index, step, "iota-3+4: (* index step)");
        Obj *sum = mk_int_region(dest,
                                 omni_int_add(start, product,
                                              "iota-3+4: (+ start (* index step))"));
        index = index - 1;
        result = mk_pair_region(dest, sum, result);
    }
    return result;
}
