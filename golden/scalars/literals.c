/* literals.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_space, " ", 1);

/* C computes with small literals in `int`. Where the value does not fit, one of them is an
 * INT64_C; where it fits, all stay bare. */
static int64_t price(bool many)
{
    return (many ? 100000 : 200000) * INT64_C(100000);
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(INT64_C(99999999) * 99999999);
    omni_newline();
    omni_display_int(INT64_C(2147483647) + 1);
    omni_display(OMNI_REF(text_space));
    omni_display_int(2147483646 + 1);
    omni_newline();
    omni_display_int(365 * 24 * 60 * 60);
    omni_display(OMNI_REF(text_space));
    omni_display_int(365 * 24 * 60 * 60 * INT64_C(1000));
    omni_newline();
    omni_display_int(0 - INT64_C(65536) * 32768 - 1);
    omni_display(OMNI_REF(text_space));
    omni_display_int(-2147483647 - 1);
    omni_newline();
    int64_t sum = omni_int_add(2147483647 | 1, 1, "main: (+ (bit-or 2147483647 1) 1)");
    int64_t sum_2 = omni_int_add(~2147483647, -1, "main: (+ (bit-not 2147483647) -1)");
    omni_display_int(sum);
    omni_display(OMNI_REF(text_space));
    omni_display_int(sum_2);
    omni_newline();
    int64_t price_result = price(true);
    int64_t price_result_2 = price(false);
    omni_display_int(price_result);
    omni_display(OMNI_REF(text_space));
    omni_display_int(price_result_2);
    omni_newline();
    return omni_shutdown(0);
}
