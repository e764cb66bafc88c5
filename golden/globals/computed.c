/* computed.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_space, " ", 1);

static Obj *numbers = OMNI_NOTHING;

/* numbers_to
 *   pair  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *numbers_to(Region *dest, int64_t n)
{
    OMNI_STACK_CHECK("numbers-to");
    if (n == 0) {
        return OMNI_NIL;
    }
    Obj *numbers_to_result = numbers_to(dest, omni_int_sub(n, 1, "numbers-to+3: (- n 1)"));
    return mk_pair_region(dest, mk_int_region(dest, n), numbers_to_result);
}

/* main
 *   numbers  global  reachable from the top-level variable numbers: lives until the program ends
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    numbers = numbers_to(omni_global, 4);

    int64_t length = omni_length(numbers, "main: (length numbers)");
    omni_display(numbers);
    omni_display(OMNI_REF(text_space));
    omni_display_int(length);
    omni_newline();
    return omni_shutdown(0);
}
