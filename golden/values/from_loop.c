/* from_loop.omni, translated by omnic */
#include "omni.h"

static Obj *reverse(Region *dest, Obj *items);

OMNI_STATIC_STRING(text_space, " ", 1);

static const Pair list_in_main[5] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_REF(list_in_main[3])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(4), OMNI_REF(list_in_main[4])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(5), OMNI_NIL},
};

/* A loop that ends in `values` assigns them on its way out. */
/* split_at
 *   items  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *split_at(Region *dest, Obj *items, int64_t count)
{
    Region *front_region = region_create();  /* for front: carried from one iteration to the next */
    Obj *front = OMNI_NIL;
    Obj *rest = items;
    int64_t left = count;
    while (left != 0 && !omni_is_null(rest)) {
        front = mk_pair_region(front_region, omni_pair_car(rest), front);
        rest = omni_pair_cdr(rest);
        left = omni_int_sub(left, 1, "split-at+4: (- left 1)");
    }
    Obj *values = mk_values_region(dest, reverse(dest, front), rest);
    region_exit(front_region);  /* last use of front: (reverse front) */
    return values;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    int64_t sum = 0;
    int64_t last = 0;
    int64_t i = 1;
    int64_t sum_2 = 0;
    while (i <= 10) {
        sum_2 = omni_int_add(sum_2, i, "main: (+ sum i)");
        i = i + 1;
    }
    sum = sum_2;
    last = i;
    omni_display_int(sum);
    omni_display(OMNI_REF(text_space));
    omni_display_int(last);
    omni_newline();
    /* for front and back: last used in (println front " " back) */
    Region *front_region = region_create();
    Obj *split_at_result = split_at(front_region, OMNI_REF(list_in_main[0]), 2);
    omni_check_values(split_at_result, 2, "main: (split-at '(1 2 3 4 5) 2)");
    Obj *front = omni_values_first(split_at_result);
    Obj *back = omni_values_rest(split_at_result);
    omni_display(front);
    omni_display(OMNI_REF(text_space));
    omni_display(back);
    region_exit(front_region);  /* last use of front and back: (println front " " back) */
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
