/* be_like_begin.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_SYMBOL(sym_ok, "ok");

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    omni_display_int(4);
    omni_newline();
    omni_display(OMNI_REF(sym_ok));
    omni_newline();
    return omni_shutdown(0);
}
