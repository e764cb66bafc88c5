/* self.omni, translated by omnic */
#include "omni.h"

static int64_t gcd(int64_t a, int64_t b)
{
    while (b != 0) {
        int64_t next_a = b;
        b = omni_int_remainder(a, b, "gcd+3: (remainder a b)");
        a = next_a;
    }
    return a;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(gcd(1071, 462));
    omni_newline();
    return omni_shutdown(0);
}
