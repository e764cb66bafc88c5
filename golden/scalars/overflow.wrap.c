/* overflow.omni, translated by omnic */
#include "omni.h"

/* Int overflow is an error with its place, or wraps when that was asked for. */
static inline int64_t power_of_two(int64_t n)
{
    OMNI_STACK_CHECK("power-of-two");
    if (n == 0) {
        return 1;
    }
    int64_t power_of_two_result = power_of_two(omni_int_sub(n, 1, "power-of-two+3: (- n 1)"));
    return omni_int_mul(2, power_of_two_result, "power-of-two+3: (* 2 (power-of-two (- n 1)))");
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(power_of_two(62));
    omni_newline();
    omni_display_int(power_of_two(63));
    omni_newline();
    return omni_shutdown(0);
}
