/* three_states.omni, translated by omnic */
#include "omni.h"

static bool middle(Obj *input);
static bool end(Obj *input);

OMNI_STATIC_SYMBOL(sym_a, "a");
OMNI_STATIC_SYMBOL(sym_b, "b");
OMNI_STATIC_SYMBOL(sym_c, "c");

OMNI_STATIC_STRING(text_space, " ", 1);

static const Pair list_in_main[4] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_a), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_b), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_b), OMNI_REF(list_in_main[3])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_c), OMNI_NIL},
};

static const Pair list_in_main_2[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_a), OMNI_REF(list_in_main_2[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_c), OMNI_NIL},
};

static const Pair list_in_main_3[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_a), OMNI_REF(list_in_main_3[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_b), OMNI_NIL},
};

/* A machine of three states over a list of symbols: does it match a b* c ? */
/* start
 *   input  borrowed  only read here; the caller keeps it
 */
static bool start(Obj *input)
{
    if (omni_pair_car(input) == OMNI_REF(sym_a)) {
        return middle(omni_pair_cdr(input));
    }
    return false;
}

/* middle
 *   input  borrowed  only read here; the caller keeps it
 */
static bool middle(Obj *input)
{
    while (omni_is_pair(input)) {
        if (omni_pair_car(input) == OMNI_REF(sym_b)) {
            input = omni_pair_cdr(input);
        } else {
            return end(input);
        }
    }
    return false;
}

/* end
 *   input  borrowed  only read here; the caller keeps it
 */
static bool end(Obj *input)
{
    return omni_pair_car(input) == OMNI_REF(sym_c) && omni_is_null(omni_pair_cdr(input));
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    bool start_result = start(OMNI_REF(list_in_main[0]));
    bool start_result_2 = start(OMNI_REF(list_in_main_2[0]));
    bool start_result_3 = start(OMNI_REF(list_in_main_3[0]));
    omni_display_bool(start_result);
    omni_display(OMNI_REF(text_space));
    omni_display_bool(start_result_2);
    omni_display(OMNI_REF(text_space));
    omni_display_bool(start_result_3);
    omni_newline();
    return omni_shutdown(0);
}
