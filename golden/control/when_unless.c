/* when_unless.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_large, "large ", 6);
OMNI_STATIC_STRING(text_odd, "odd ", 4);

static void report(int64_t x)
{
    if (x > 10) {
        omni_display(OMNI_REF(text_large));
    }
    if (!omni_int_is_even(x)) {
        omni_display(OMNI_REF(text_odd));
    }
    omni_display_int(x);
    omni_newline();
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    report(4);
    report(15);
    return omni_shutdown(0);
}
