/* comments.omni, translated by omnic */
#include "omni.h"

/* Comments in front of a definition stay in front of it. */

/* Two of them,
 * one after the other. */
static void area(int64_t width, int64_t height)
{
    /* the sides are in millimetres */
    int64_t product = omni_int_mul(width, height, "area+2: (* width height)");

    /* after a blank line
     * behind the code */
    omni_display_int(product);
    omni_newline();
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* a block comment
     * at the end */
    area(3, 4);
    return omni_shutdown(0);
    /* the last line */
}
