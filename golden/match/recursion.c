/* recursion.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_space, " ", 1);

static const Pair list_in_main[4] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_REF(list_in_main[3])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(4), OMNI_NIL},
};

static const Pair list_in_main_2[5] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main_2[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main_2[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_REF(list_in_main_2[3])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(4), OMNI_REF(list_in_main_2[4])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(5), OMNI_NIL},
};

/* A list taken apart in a loop: the last match is in tail position. */
/* total
 *   xs  borrowed  only read here; the caller keeps it
 */
static int64_t total(Obj *xs, int64_t sum)
{
    while (!omni_is_null(xs)) {
        int64_t x = omni_int_value(omni_pair_car(xs));
        Obj *rest = omni_pair_cdr(xs);
        xs = rest;
        sum = omni_int_add(sum, x, "total+3: (+ sum x)");
    }
    return sum;
}

/* count_pairs
 *   xs  borrowed  only read here; the caller keeps it
 */
static int64_t count_pairs(Obj *xs)
{
    OMNI_STACK_CHECK("count-pairs");
    if (omni_has_pairs(xs, 2)) {
        Obj *rest = omni_pair_cdr(omni_pair_cdr(xs));
        return omni_int_add(1, count_pairs(rest), "count-pairs+2: (+ 1 (count-pairs rest))");
    }
    return 0;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    int64_t total_result = total(OMNI_REF(list_in_main[0]), 0);
    int64_t count_pairs_result = count_pairs(OMNI_REF(list_in_main_2[0]));
    omni_display_int(total_result);
    omni_display(OMNI_REF(text_space));
    omni_display_int(count_pairs_result);
    omni_newline();
    return omni_shutdown(0);
}
