/* floats.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_space, " ", 1);

/* Floats are doubles in C; an Int constant beside a Float becomes one. */
static double area(double radius)
{
    return 3.14159 * radius * radius;
}

static double hypotenuse(double a, double b)
{
    return sqrt(a * a + b * b);
}

/* main
 *   quotient  quotient_region    few objects for each call, so the first 512 bytes of their region
 *                                lie in the C frame; not on the stack: size unknown: built by /
 *   quotient  quotient_region_2  few objects for each call, so the first 512 bytes of their region
 *                                lie in the C frame; not on the stack: size unknown: built by /
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_float(area(2.0));
    omni_newline();
    omni_display_float(hypotenuse(3.0, 4.0));
    omni_newline();
    OMNI_SCRATCH_STORAGE(512) quotient_scratch;
    /* for quotient: last used in (println (/ 1.0 3.0) " " (/ 6 3) " " ... */
    Region *quotient_region = stack_alloc_region(&quotient_scratch, sizeof quotient_scratch);
    Obj *quotient = omni_div(quotient_region, OMNI_FIX(6), OMNI_FIX(3), "main: (/ 6 3)");
    OMNI_SCRATCH_STORAGE(512) quotient_scratch_2;
    /* for quotient: last used in (println (/ 1.0 3.0) " " (/ 6 3) " " ... */
    Region *quotient_region_2 = stack_alloc_region(&quotient_scratch_2, sizeof quotient_scratch_2);
    Obj *quotient_2 = omni_div(quotient_region_2, OMNI_FIX(7), OMNI_FIX(2), "main: (/ 7 2)");
    omni_display_float(1.0 / 3.0);
    omni_display(OMNI_REF(text_space));
    omni_display(quotient);
    /* last use of quotient: (println (/ 1.0 3.0) " " (/ 6 3) " " ... */
    region_exit(quotient_region);
    omni_display(OMNI_REF(text_space));
    omni_display(quotient_2);
    /* last use of quotient: (println (/ 1.0 3.0) " " (/ 6 3) " " ... */
    region_exit(quotient_region_2);
    omni_newline();
    return omni_shutdown(0);
}
