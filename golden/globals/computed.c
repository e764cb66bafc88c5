/* computed.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_space, " ", 1);

static Obj *numbers = OMNI_NOTHING;

/* numbers_to
 *   numbers_to  loop  what a call of itself returns only ends its list: each pair is linked behind
 *                     the last
 *   pair        dest  returned, so it is built in the caller's region: no copy
 */
static Obj *numbers_to(Region *dest, int64_t n)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (n != 0) {
        Obj *pair = mk_pair_region(dest, mk_int_region(dest, n), OMNI_NIL);
        int64_t difference = omni_int_sub(n, 1, "numbers-to+3: (- n 1)");
        if (omni_is_null(last)) {
            first = pair;
        } else {
            omni_pair_set_cdr(last, pair);
        }
        n = difference;
        last = pair;
    }
    return first;
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
