/* nested.omni, translated by omnic */
#include "omni.h"

static int64_t count_pythagorean(int64_t limit)
{
    int64_t a = 1;
    int64_t found = 0;
    while (a <= limit) {
        int64_t sum = omni_int_add(a, 1, "count-pythagorean+4: (+ a 1)");
        int64_t b = a;
        for (;;) {
            int64_t product = omni_int_mul(a, a, "count-pythagorean+6: (* a a)");
            int64_t product_2 = omni_int_mul(b, b, "count-pythagorean+6: (* b b)");
            int64_t sum_2 = omni_int_add(product, product_2,
                                         "count-pythagorean+6: (+ (* a a) (* b b))");
            double floor_ = floor(sqrt((double)sum_2));
            int64_t c = omni_float_to_int(floor_,
                                          "count-pythagorean+6: (exact (floor (sqrt (inexact (+ "
                                          "(* a ...");
            if (c > limit) {
                break;
            }
            int64_t product_3 = omni_int_mul(c, c, "count-pythagorean+9: (* c c)");
            int64_t product_4 = omni_int_mul(a, a, "count-pythagorean+9: (* a a)");
            int64_t product_5 = omni_int_mul(b, b, "count-pythagorean+9: (* b b)");
            int64_t sum_3 = omni_int_add(product_4, product_5,
                                         "count-pythagorean+9: (+ (* a a) (* b b))");
            if (product_3 == sum_3) {
                b = omni_int_add(b, 1, "count-pythagorean+9: (+ b 1)");
                found = omni_int_add(found, 1, "count-pythagorean+9: (+ found 1)");
            } else {
                b = omni_int_add(b, 1, "count-pythagorean+10: (+ b 1)");
            }
        }
        a = sum;
    }
    return found;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(count_pythagorean(50));
    omni_newline();
    return omni_shutdown(0);
}
