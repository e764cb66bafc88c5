/* reset_left_early.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_SYMBOL(sym_found, "found");
OMNI_STATIC_SYMBOL(sym_none, "none");

OMNI_STATIC_STRING(text_space, " ", 1);

/* The loop is left from the middle of an iteration: the region ends on that way too. */
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

/* first_long
 *   numbers  numbers_region  used only within one iteration, last in (length numbers); not on the
 *                            stack: size unknown: built by numbers-to
 */
static Obj *first_long(int64_t limit, int64_t wanted)
{
    int64_t n = 1;
    while (n <= limit) {
        Region *numbers_region = region_create();  /* for numbers: used only within one iteration */
        Obj *numbers = numbers_to(numbers_region, n);
        int64_t length = omni_length(numbers, "first-long+5: (length numbers)");
        region_exit(numbers_region);  /* last use of numbers: (length numbers) */
        if (length == wanted) {
            return OMNI_REF(sym_found);
        }
        n = omni_int_add(n, 1, "first-long+7: (+ n 1)");
    }
    return OMNI_REF(sym_none);
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Obj *first_long_result = first_long(10, 4);
    Obj *first_long_result_2 = first_long(10, 40);
    omni_display(first_long_result);
    omni_display(OMNI_REF(text_space));
    omni_display(first_long_result_2);
    omni_newline();
    return omni_shutdown(0);
}
