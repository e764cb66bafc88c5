/* two_dresses.omni, translated by omnic */
#include "omni.h"

/* Scheme's dress and Clojure's mean the same. */
static int64_t square_1(int64_t x)
{
    return omni_int_mul(x, x, "square-1+0: (* x x)");
}

static int64_t square_2(int64_t x)
{
    return omni_int_mul(x, x, "square-2+0: (* x x)");
}

static int64_t square_3(int64_t x)
{
    return omni_int_mul(x, x, "square-3+0: (* x x)");
}

static int64_t square_4(int64_t x)
{
    return omni_int_mul(x, x, "square-4+0: (* x x)");
}

static int64_t square_5(int64_t x)
{
    return omni_int_mul(x, x, "square-5+0: (* x x)");
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    int64_t square_1_result = square_1(3);
    int64_t square_2_result = square_2(3);
    int64_t square_3_result = square_3(3);
    int64_t square_4_result = square_4(3);
    int64_t square_5_result = square_5(3);
    omni_display_int(square_1_result);
    omni_display_int(square_2_result);
    omni_display_int(square_3_result);
    omni_display_int(square_4_result);
    omni_display_int(square_5_result);
    omni_newline();
    return omni_shutdown(0);
}
