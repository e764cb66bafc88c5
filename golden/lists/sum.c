/* sum.omni, translated by omnic */
#include "omni.h"

static const Pair list_in_main[4] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_REF(list_in_main[3])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(4), OMNI_NIL},
};

/* The list is only read: the caller keeps it. */
/* sum
 *   xs  borrowed  only read here; the caller keeps it
 */
static inline int64_t sum(Obj *xs)
{
    OMNI_STACK_CHECK("sum");
    if (omni_is_null(xs)) {
        return 0;
    }
    int64_t head = omni_int_value(omni_pair_car(xs));
    return omni_int_add(head, sum(omni_pair_cdr(xs)), "sum+3: (+ (car xs) (sum (cdr xs)))");
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(sum(OMNI_REF(list_in_main[0])));
    omni_newline();
    return omni_shutdown(0);
}
