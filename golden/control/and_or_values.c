/* and_or_values.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_SYMBOL(sym_none, "none");

static const Pair list_in_main[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(7), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(8), OMNI_NIL},
};

/* `and` and `or` give the value that decided. */
/* first_of
 *   xs  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *first_of(Obj *xs)
{
    if (omni_is_pair(xs)) {
        return omni_pair_car(xs);
    }
    return OMNI_FALSE;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    bool first_of_result = omni_bool_value(first_of(OMNI_NIL));
    Obj *either;
    if (first_of_result) {
        either = omni_bool(first_of_result);
    } else {
        Obj *first_of_result_2 = first_of(OMNI_REF(list_in_main[0]));
        if (omni_is_true(first_of_result_2)) {
            either = first_of_result_2;
        } else {
            either = OMNI_REF(sym_none);
        }
    }
    omni_display(either);
    omni_newline();
    return omni_shutdown(0);
}
