/* while_loop.omni, translated by omnic */
#include "omni.h"

static int64_t count_down(int64_t loop)
{
    int64_t sum = 0;
    while (loop > 0) {
        sum = omni_int_add(sum, loop, "count-down+3: (+ sum loop)");
        loop = omni_int_sub(loop, 1, "count-down+4: (- loop 1)");
    }
    return sum;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(count_down(10));
    omni_newline();
    return omni_shutdown(0);
}
