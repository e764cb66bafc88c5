/* quoted_words.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_SYMBOL(sym_false, "false");
OMNI_STATIC_SYMBOL(sym_no, "no");
OMNI_STATIC_SYMBOL(sym_true, "true");
OMNI_STATIC_SYMBOL(sym_yes, "yes");

OMNI_STATIC_STRING(text_space, " ", 1);

static Obj *answer(Obj *word)
{
    if (word == OMNI_REF(sym_true) || omni_is_eqv(word, OMNI_TRUE)) {
        return OMNI_REF(sym_yes);
    } else if (word == OMNI_REF(sym_false) || omni_is_eqv(word, OMNI_FALSE)) {
        return OMNI_REF(sym_no);
    }
    return OMNI_NOTHING;
}

/* main
 *   list  stack  at most 72 bytes and one object for each call
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Pair list_pair;  /* at most 72 bytes and one object for each call */
    Pair list_pair_2;  /* at most 72 bytes and one object for each call */
    Pair list_pair_3;  /* at most 72 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair_2, OMNI_TRUE,
                              mk_pair_stack(&list_pair, OMNI_FALSE, OMNI_NIL));
    Obj *answer_result = answer(OMNI_REF(sym_true));
    Obj *answer_result_2 = answer(OMNI_FALSE);
    omni_display(mk_pair_stack(&list_pair_3, OMNI_REF(sym_true), list));
    omni_display(answer_result);
    omni_display(answer_result_2);
    omni_display_bool(true);
    omni_newline();
    omni_display_float(-0.0);
    omni_display(OMNI_REF(text_space));
    omni_display_int(-5);
    omni_display(OMNI_REF(text_space));
    omni_display_float(0.0);
    omni_newline();
    return omni_shutdown(0);
}
