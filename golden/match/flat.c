/* flat.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_SYMBOL(sym_minus, "minus");
OMNI_STATIC_SYMBOL(sym_plus, "plus");
OMNI_STATIC_SYMBOL(sym_zero, "zero");

OMNI_STATIC_STRING(text_bang, "!", 1);
OMNI_STATIC_STRING(text_down, "down", 4);
OMNI_STATIC_STRING(text_m, "m", 1);
OMNI_STATIC_STRING(text_question, "?", 1);
OMNI_STATIC_STRING(text_space, " ", 1);
OMNI_STATIC_STRING(text_up, "up", 2);

static Obj *word = OMNI_NOTHING;

/* Flat clauses, as value of a binding and inside of a call. */
static Obj *sign(int64_t n)
{
    if (n == 0) {
        return OMNI_REF(sym_zero);
    }
    int64_t k = n;
    if (k > 0) {
        return OMNI_REF(sym_plus);
    }
    return OMNI_REF(sym_minus);
}

/* main
 *   text  text_region  few objects for each call, so the first 512 bytes of their region lie in the
 *                      C frame; not on the stack: size unknown: built by string-append
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    Obj *word_value;
    if (sign(5) == OMNI_REF(sym_plus)) {
        word_value = OMNI_REF(text_up);
    } else {
        word_value = OMNI_REF(text_down);
    }
    word = word_value;
    Obj *sign_result = sign(0);
    Obj *word_value_2 = word;
    Obj *result;
    if (sign(-1) == OMNI_REF(sym_minus)) {
        result = OMNI_REF(text_m);
    } else {
        result = OMNI_REF(text_question);
    }
    OMNI_SCRATCH_STORAGE(512) text_scratch;
    /* for text: last used in (println (sign 0) " " word " " (strin... */
    Region *text_region = stack_alloc_region(&text_scratch, sizeof text_scratch);
    Obj *text = omni_string_append(text_region, result, OMNI_REF(text_bang),
                                   "main: (string-append (match (sign -1) 'minu...");
    omni_display(sign_result);
    omni_display(OMNI_REF(text_space));
    omni_display(word_value_2);
    omni_display(OMNI_REF(text_space));
    omni_display(text);
    region_exit(text_region);  /* last use of text: (println (sign 0) " " word " " (strin... */
    omni_newline();
    return omni_shutdown(0);
}
