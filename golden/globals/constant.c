/* constant.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_SYMBOL(sym_a, "a");
OMNI_STATIC_SYMBOL(sym_b, "b");
OMNI_STATIC_SYMBOL(sym_c, "c");

static const Pair list_in_main[3] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_a), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_b), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_c), OMNI_NIL},
};

static int64_t limit = 0;
static Obj *names = OMNI_NOTHING;

static bool is_within(int64_t n)
{
    return n < limit;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    limit = 10;
    names = OMNI_REF(list_in_main[0]);

    omni_display_bool(is_within(omni_length(names, "main: (length names)")));
    omni_newline();
    return omni_shutdown(0);
}
