/* do.omni, translated by omnic */
#include "omni.h"

static int64_t factorial(int64_t n)
{
    int64_t i = 1;
    int64_t product = 1;
    while (i <= n) {
        int64_t next_i = omni_int_add(i, 1, "factorial+1: (+ i 1)");
        product = omni_int_mul(product, i, "factorial+2: (* product i)");
        i = next_i;
    }
    return product;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(factorial(20));
    omni_newline();
    return omni_shutdown(0);
}
