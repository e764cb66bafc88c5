/* long_expression.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_at_the_place_that_was_asked, " at the place that was asked for", 32);
OMNI_STATIC_STRING(text_the_polynomial_has_the_value, "the polynomial has the value ", 29);

/* Lines of C stay within 100 columns. */
static double polynomial(double x, double first_coefficient, double second_coefficient,
                         double third_coefficient, double fourth_coefficient)
{
    double sum = first_coefficient * x * x * x + second_coefficient * x * x + third_coefficient * x;
    return sum + fourth_coefficient;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    double polynomial_result = polynomial(2.5, 1.0, -2.0, 3.0, -4.0);
    omni_display(OMNI_REF(text_the_polynomial_has_the_value));
    omni_display_float(polynomial_result);
    omni_display(OMNI_REF(text_at_the_place_that_was_asked));
    omni_newline();
    return omni_shutdown(0);
}
