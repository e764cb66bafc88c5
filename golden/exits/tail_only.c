/* tail_only.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_SYMBOL(sym_none, "none");

OMNI_STATIC_STRING(text_space, " ", 1);

static const Pair list_in_main[4] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(4), OMNI_REF(list_in_main[3])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(5), OMNI_NIL},
};

static const Pair list_in_main_2[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main_2[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_NIL},
};

/* first_even_body
 *   numbers  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *first_even_body(Obj *numbers)
{
    Obj *rest = numbers;
    while (!omni_is_null(rest)) {
        if (omni_int_is_even(omni_int_value(omni_pair_car(rest)))) {
            return omni_pair_car(rest);
        }
        rest = omni_pair_cdr(rest);
    }
    return OMNI_REF(sym_none);
}

/* Where the continuation is called in tail positions only, its argument is the value of the
 * body: no exit is made. */
/* first_even
 *   numbers  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *first_even(Obj *numbers)
{
    return first_even_body(numbers);
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Obj *first_even_result = first_even(OMNI_REF(list_in_main[0]));
    Obj *first_even_result_2 = first_even(OMNI_REF(list_in_main_2[0]));
    omni_display(first_even_result);
    omni_display(OMNI_REF(text_space));
    omni_display(first_even_result_2);
    omni_newline();
    return omni_shutdown(0);
}
