/* any_number.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_FLOAT(float_1_25, 1.25);

/* Used on Ints and on Floats: the parameter is a value, its box lives where the caller wants it. */
/* double_
 *   x    borrowed  only read here; the caller keeps it
 *   sum  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *double_(Region *dest, Obj *x)
{
    return omni_add(dest, x, x, "double+1: (+ x x)");
}

/* main
 *   double  double_region    not reachable from outside; last use: (double 21); not on the stack:
 *                            size unknown: built by double
 *   double  double_region_2  not reachable from outside; last use: (double 1.25); not on the stack:
 *                            size unknown: built by double
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Region *double_region = region_create();  /* for double: last used in (double 21) */
    int64_t double_result = omni_int_value(double_(double_region, OMNI_FIX(21)));
    region_exit(double_region);  /* last use of double: (double 21) */
    omni_display_int(double_result);
    omni_newline();
    Region *double_region_2 = region_create();  /* for double: last used in (double 1.25) */
    double double_result_2 = omni_float_value(double_(double_region_2, OMNI_REF(float_1_25)));
    region_exit(double_region_2);  /* last use of double: (double 1.25) */
    omni_display_float(double_result_2);
    omni_newline();
    return omni_shutdown(0);
}
