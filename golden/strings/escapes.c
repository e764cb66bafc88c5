/* escapes.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_a_b, "a\nb", 3);
OMNI_STATIC_TEXT(text_gr_e, "gr\303\274\303\237e, \316\273", 11, 8);
OMNI_STATIC_STRING(text_tab_quote_backslash_percent, "tab\tquote\" backslash\\ percent% "
                                                     "trigraph?\?/ end", 46);

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    /* Text of every kind arrives in C as it was written. */
    omni_display(OMNI_REF(text_tab_quote_backslash_percent));
    omni_newline();
    omni_display(OMNI_REF(text_gr_e));
    omni_newline();
    omni_write(OMNI_REF(text_a_b));
    omni_newline();
    return omni_shutdown(0);
}
