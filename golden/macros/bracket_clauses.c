/* bracket_clauses.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_minus, "minus", 5);
OMNI_STATIC_STRING(text_plus, "plus", 4);
OMNI_STATIC_STRING(text_space, " ", 1);
OMNI_STATIC_STRING(text_zero, "zero", 4);

static Obj *sign(int64_t n)
{
    if (n < 0) {
        return OMNI_REF(text_minus);
    } else if (n == 0) {
        return OMNI_REF(text_zero);
    }
    return OMNI_REF(text_plus);
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Obj *sign_result = sign(-2);
    Obj *sign_result_2 = sign(0);
    Obj *sign_result_3 = sign(7);
    omni_display(sign_result);
    omni_display(OMNI_REF(text_space));
    omni_display(sign_result_2);
    omni_display(OMNI_REF(text_space));
    omni_display(sign_result_3);
    omni_display(OMNI_REF(text_space));
    omni_display_bool(true);
    omni_display_bool(false);
    omni_newline();
    return omni_shutdown(0);
}
