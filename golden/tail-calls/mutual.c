/* mutual.omni, translated by omnic */
#include "omni.h"

static bool is_even_is_odd(int64_t state, int64_t n)
{
    for (;;) {
        if (state == 0) {
            if (n == 0) {
                return true;
            }
            state = 1;
            n = omni_int_sub(n, 1, "is-even?-is-odd?+1: (- n 1)");
        } else if (n == 0) {
            return false;
        } else {
            state = 0;
            n = omni_int_sub(n, 1, "is-even?-is-odd?+4: (- n 1)");
        }
    }
}

/* Two functions that call each other in tail position share one loop. */
static bool is_even(int64_t n)
{
    return is_even_is_odd(0, n);
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_bool(is_even(1000001));
    omni_newline();
    return omni_shutdown(0);
}
