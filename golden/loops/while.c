/* while.omni, translated by omnic */
#include "omni.h"

static int64_t collatz_length(int64_t n)
{
    int64_t steps = 0;
    while (n != 1) {
        if (omni_int_is_even(n)) {
            n = n / 2;
        } else {
            int64_t product = omni_int_mul(3, n, "collatz-length+3: (* 3 n)");
            n = omni_int_add(product, 1, "collatz-length+3: (+ (* 3 n) 1)");
        }
        steps = omni_int_add(steps, 1, "collatz-length+4: (+ steps 1)");
    }
    return steps;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(collatz_length(27));
    omni_newline();
    return omni_shutdown(0);
}
