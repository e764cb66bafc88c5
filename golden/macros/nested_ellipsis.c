/* nested_ellipsis.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_SYMBOL(sym_high, "high");
OMNI_STATIC_SYMBOL(sym_low, "low");
OMNI_STATIC_SYMBOL(sym_name, "...");
OMNI_STATIC_SYMBOL(sym_x, "x");
OMNI_STATIC_SYMBOL(sym_y, "y");

static const Pair list_in_main[3] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_NIL},
};

static const Pair list_in_main_2[4] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(4), OMNI_REF(list_in_main_2[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main_2[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_REF(list_in_main_2[3])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_NIL},
};

static const Pair list_in_main_3[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main_3[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_NIL},
};

static const Pair list_in_main_4[6] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(list_in_main_4[2]), OMNI_REF(list_in_main_4[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(list_in_main_4[5]), OMNI_NIL},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main_4[3])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_x), OMNI_REF(list_in_main_4[4])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_y), OMNI_NIL},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main_4[3])},
};

static const Pair list_in_main_5[7] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(list_in_main_5[3]), OMNI_REF(list_in_main_5[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(list_in_main_5[5]), OMNI_REF(list_in_main_5[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_name), OMNI_NIL},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main_5[4])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_NIL},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main_5[6])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_NIL},
};

/* main
 *   list  stack  at most 96 bytes and one object for each call
 *   sum   stack  at most 32 bytes and one object for each call
 *   list  stack  at most 48 bytes and one object for each call
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    int64_t a = 1;
    int64_t b = a + 1;
    int64_t c = b * 10;
    omni_display_int(a + b + c);
    omni_newline();
    IntBox sum_box;  /* at most 32 bytes and one object for each call */
    IntBox sum_box_2;  /* at most 32 bytes and one object for each call */
    Pair list_pair;  /* at most 96 bytes and one object for each call */
    Pair list_pair_2;  /* at most 96 bytes and one object for each call */
    Pair list_pair_3;  /* at most 96 bytes and one object for each call */
    Pair list_pair_4;  /* at most 96 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair, mk_int_stack(&sum_box, 1 + 2 + 3), OMNI_NIL);
    Obj *list_2 = mk_pair_stack(&list_pair_3, mk_int_stack(&sum_box_2, 10 + 20), OMNI_NIL);
    Pair list_pair_5;  /* at most 48 bytes and one object for each call */
    Pair list_pair_6;  /* at most 48 bytes and one object for each call */
    Obj *list_3 = mk_pair_stack(&list_pair_5,
                                mk_pair_stack(&list_pair_4, OMNI_REF(sym_high), list_2), OMNI_NIL);
    Obj *list_4 = mk_pair_stack(&list_pair_6, mk_pair_stack(&list_pair_2, OMNI_REF(sym_low), list),
                                list_3);
    omni_display(list_4);
    omni_newline();
    omni_display(OMNI_REF(list_in_main[0]));
    omni_display(OMNI_REF(list_in_main_2[0]));
    omni_display(OMNI_REF(list_in_main_3[0]));
    omni_display(OMNI_REF(list_in_main_4[0]));
    omni_display(OMNI_REF(list_in_main_5[0]));
    omni_newline();
    return omni_shutdown(0);
}
