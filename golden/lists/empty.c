/* empty.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_true, "true", 4);

static const Pair list_in_main[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_NIL},
};

/* The empty list needs no quote. */
/* rest_of
 *   items  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *rest_of(Obj *items)
{
    if (omni_is_null(items)) {
        return OMNI_NIL;
    }
    return omni_pair_cdr(items);
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_bool(true);
    omni_display_bool(true);
    omni_display(OMNI_REF(text_true));
    omni_newline();
    Obj *rest_of_result = rest_of(OMNI_REF(list_in_main[0]));
    Obj *rest_of_result_2 = rest_of(OMNI_NIL);
    omni_display(rest_of_result);
    omni_display(rest_of_result_2);
    omni_newline();
    return omni_shutdown(0);
}
