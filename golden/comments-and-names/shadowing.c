/* shadowing.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_space, " ", 1);

/* Inner bindings of the same name are different variables. */
static int64_t shadow(int64_t x)
{
    int64_t x_2 = omni_int_add(x, 1, "shadow+1: (+ x 1)");
    int64_t x_3 = omni_int_mul(x_2, 2, "shadow+2: (* x 2)");
    int64_t y = x_2;
    omni_display_int(x_3);
    omni_display(OMNI_REF(text_space));
    omni_display_int(y);
    omni_newline();
    return x_2;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(shadow(10));
    omni_newline();
    return omni_shutdown(0);
}
