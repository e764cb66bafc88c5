/* endless_program.omni, translated by omnic */
#include "omni.h"

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    /* Nothing is translated behind a loop at the top level that does not end. */
    int64_t n = 1;
    for (;;) {
        omni_display_int(n);
        omni_newline();
        if (n == 3) {
            omni_exit_with(OMNI_FIX(0));
        }
        n = omni_int_add(n, 1, "main: (+ n 1)");
    }
}
