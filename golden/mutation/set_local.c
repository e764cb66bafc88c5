/* set_local.omni, translated by omnic */
#include "omni.h"

/* `set!` on a variable that no closure captures is an assignment in C. */
static int64_t middle(int64_t a, int64_t b, int64_t c)
{
    int64_t low = a;
    int64_t high = b;
    if (low > high) {
        low = b;
        high = a;
    }
    return omni_int_max(low, omni_int_min(high, c));
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(middle(9, 1, 5));
    omni_newline();
    return omni_shutdown(0);
}
