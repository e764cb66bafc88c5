/* chain.omni, translated by omnic */
#include "omni.h"

static double square_float(double x);

OMNI_STATIC_STRING(text_space, " ", 1);

/* What a version calls gets a version too. */
/* square
 *   square  version  specialised for Int: called 2 times with Int only
 */
static int64_t square(int64_t x)
{
    return omni_int_mul(x, x, "square+0: (* x x)");
}

/* power4
 *   power4  version  specialised for Int: called once, with Int
 */
static int64_t power4(int64_t x)
{
    return square(square(x));
}

/* power4_float
 *   power4_float  version  specialised for Float: called once, with Float
 */
static double power4_float(double x)
{
    return square_float(square_float(x));
}

/* square_float
 *   square_float  version  specialised for Float: called 2 times with Float only
 */
static double square_float(double x)
{
    return x * x;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    int64_t power4_result = power4(3);
    double power4_result_2 = power4_float(1.5);
    omni_display_int(power4_result);
    omni_display(OMNI_REF(text_space));
    omni_display_float(power4_result_2);
    omni_newline();
    return omni_shutdown(0);
}
