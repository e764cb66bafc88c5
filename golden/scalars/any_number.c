/* any_number.omni, translated by omnic */
#include "omni.h"

/* Used on Ints and on Floats: the parameter is a value, its box lives where the caller wants it. */
/* double_
 *   double  version  specialised for Int: called once, with Int
 */
static int64_t double_(int64_t x)
{
    return omni_int_add(x, x, "double+1: (+ x x)");
}

/* double_float
 *   double_float  version  specialised for Float: called once, with Float
 */
static double double_float(double x)
{
    return x + x;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(double_(21));
    omni_newline();
    omni_display_float(double_float(1.25));
    omni_newline();
    return omni_shutdown(0);
}
