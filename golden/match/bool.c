/* bool.omni, translated by omnic */
#include "omni.h"

/* Both Bools are all Bools: nothing is left over. */
static bool flip(bool b)
{
    return !b;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    bool flip_result = flip(true);
    bool flip_result_2 = flip(1 == 2);
    omni_display_bool(flip_result);
    omni_display_bool(flip_result_2);
    omni_newline();
    return omni_shutdown(0);
}
