/* and_one_condition.omni, translated by omnic */
#include "omni.h"

static Obj *memv(Obj *item, Obj *items);

OMNI_STATIC_STRING(text_bang, "!", 1);
OMNI_STATIC_STRING(text_hey, "hey", 3);
OMNI_STATIC_STRING(text_no, "no", 2);
OMNI_STATIC_STRING(text_psst, "psst", 4);
OMNI_STATIC_STRING(text_space, " ", 1);

static const Pair list_in_main[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_CHAR_CONST('+'), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_NIL},
};

static const Pair list_in_main_2[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_CHAR_CONST('-'), OMNI_REF(list_in_main_2[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_CHAR_CONST('+'), OMNI_NIL},
};

static const Pair list_in_main_3[1] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_CHAR_CONST('+'), OMNI_NIL},
};

static const Pair list_in_main_4[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main_4[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_NIL},
};

static const Pair list_in_main_5[1] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(text_hey), OMNI_NIL},
};

static const Pair list_in_main_6[1] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(text_no), OMNI_NIL},
};

static const Pair list_in_main_7[1] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(text_psst), OMNI_NIL},
};

/* All operands of `and` but the last are only tested: they make one condition, not a ladder of
 * ifs. */
/* next_of
 *   tokens     borrowed  only read here; the caller keeps it
 *   operators  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *next_of(Obj *tokens, Obj *operators)
{
    if (omni_is_char(omni_pair_car(tokens)) && omni_is_pair(omni_pair_cdr(tokens))) {
        return memv(omni_pair_car(tokens), operators);
    }
    return OMNI_FALSE;
}

/* shout
 *   words  borrowed  only read here; the caller keeps it
 */
static void shout(bool is_loud, Obj *words)
{
    if (is_loud) {
        omni_display(omni_pair_car(words));
        omni_display(OMNI_REF(text_bang));
        omni_newline();
    }
}

/* quiet
 *   words  borrowed  only read here; the caller keeps it
 */
static void quiet(bool is_loud, Obj *words)
{
    if (!is_loud) {
        if (!omni_is_null(words)) {
            omni_display(omni_pair_car(words));
            omni_newline();
        }
    }
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display(next_of(OMNI_REF(list_in_main[0]), OMNI_REF(list_in_main_2[0])));
    omni_newline();
    Obj *next_of_result = next_of(OMNI_REF(list_in_main_3[0]), OMNI_REF(list_in_main_2[0]));
    Obj *next_of_result_2 = next_of(OMNI_REF(list_in_main_4[0]), OMNI_REF(list_in_main_4[0]));
    omni_display(next_of_result);
    omni_display(OMNI_REF(text_space));
    omni_display(next_of_result_2);
    omni_newline();
    shout(true, OMNI_REF(list_in_main_5[0]));
    shout(false, OMNI_REF(list_in_main_6[0]));
    quiet(false, OMNI_REF(list_in_main_7[0]));
    quiet(false, OMNI_NIL);
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* memv
 *   item   borrowed  only read here; the caller keeps it
 *   items  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *memv(Obj *item, Obj *items)
{
    while (!omni_is_null(items)) {
        if (omni_is_eqv(item, omni_pair_car(items))) {
            return items;
        }
        items = omni_pair_cdr(items);
    }
    return OMNI_FALSE;
}
