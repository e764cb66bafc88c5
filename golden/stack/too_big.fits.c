/* too_big.omni, translated by omnic */
#include "omni.h"

static int64_t fold_left(Region *dest, Obj *f, int64_t start, Obj *items);
static Obj *plus_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_CLOSURE(plus_2_closure, plus_2_entry, 0, -1);

/* The limit is a number of bytes; what is larger goes to a region. */
/* sum_of_four
 *   all  stack     at most 96 bytes and one object for each call
 *   d    d_region  not reachable from outside; last use: (fold-left + 0 all); not on the stack:
 *                  size unknown: built by fold-left
 */
static int64_t sum_of_four(int64_t a, int64_t b, int64_t c, int64_t d)
{
    Region *d_region = region_create();  /* for d: last used in (fold-left + 0 all) */
    Pair list_pair;  /* at most 96 bytes and one object for each call */
    Pair list_pair_2;  /* at most 96 bytes and one object for each call */
    Pair list_pair_3;  /* at most 96 bytes and one object for each call */
    Pair all_pair;  /* at most 96 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair, mk_int_region(d_region, d), OMNI_NIL);
    Obj *list_2 = mk_pair_stack(&list_pair_2, mk_int_region(d_region, c), list);
    Obj *list_3 = mk_pair_stack(&list_pair_3, mk_int_region(d_region, b), list_2);
    Obj *all = mk_pair_stack(&all_pair, mk_int_region(d_region, a), list_3);
    int64_t fold_left_result = fold_left(d_region, OMNI_REF(plus_2_closure), 0, all);
    region_exit(d_region);  /* last use of d: (fold-left + 0 all) */
    return fold_left_result;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(sum_of_four(1, 2, 3, 4));
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

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
