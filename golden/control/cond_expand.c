/* cond_expand.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_SYMBOL(sym_large, "large");
OMNI_STATIC_SYMBOL(sym_small, "small");

OMNI_STATIC_STRING(text_hello, "hello, ", 7);
OMNI_STATIC_STRING(text_omnic, "omnic", 5);
OMNI_STATIC_STRING(text_scheme, " scheme", 7);

/* greet
 *   name  borrowed  only read here; the caller keeps it
 */
static void greet(Obj *name)
{
    omni_display(OMNI_REF(text_hello));
    omni_display(name);
    omni_newline();
}

static Obj *classify(int64_t n)
{
    int64_t limit = 10;
    if (n < limit) {
        return OMNI_REF(sym_small);
    }
    return OMNI_REF(sym_large);
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    greet(OMNI_REF(text_omnic));
    omni_display(classify(7));
    omni_display(OMNI_REF(text_scheme));
    omni_newline();
    return omni_shutdown(0);
}
