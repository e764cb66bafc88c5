/* script_line.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_run_as_a_script, "run as a script", 15);

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    /* !/usr/bin/env -S omnic run
     * The first line of a script is for the shell. */
    omni_display(OMNI_REF(text_run_as_a_script));
    omni_newline();
    return omni_shutdown(0);
}
