/* named_let.omni, translated by omnic */
#include "omni.h"

/* A named let whose calls are all in tail position is a loop in C. */
static int64_t digits_sum(int64_t n)
{
    int64_t sum = 0;
    while (n != 0) {
        sum = omni_int_add(sum, n % 10, "digits-sum+4: (+ sum (remainder n 10))");
        n = n / 10;
    }
    return sum;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(digits_sum(98765));
    omni_newline();
    return omni_shutdown(0);
}
