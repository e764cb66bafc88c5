/* and_or.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_space, " ", 1);

static const Pair list_in_main[3] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_NIL},
};

static const Pair list_in_main_2[3] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main_2[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(-2), OMNI_REF(list_in_main_2[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_NIL},
};

/* The last part of `and` and `or` is a tail position. */
/* is_all_positive
 *   xs  borrowed  only read here; the caller keeps it
 */
static bool is_all_positive(Obj *xs)
{
    for (;;) {
        bool empty = omni_is_null(xs);
        if (empty) {
            return empty;
        } else if (omni_int_value(omni_pair_car(xs)) > 0) {
            xs = omni_pair_cdr(xs);
        } else {
            return false;
        }
    }
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    bool is_all_positive_result = is_all_positive(OMNI_REF(list_in_main[0]));
    bool is_all_positive_result_2 = is_all_positive(OMNI_REF(list_in_main_2[0]));
    omni_display_bool(is_all_positive_result);
    omni_display(OMNI_REF(text_space));
    omni_display_bool(is_all_positive_result_2);
    omni_newline();
    return omni_shutdown(0);
}
