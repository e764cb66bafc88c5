/* with_region.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_made, "made ", 5);

/* What `with-region` gives leaves it and is placed outside; the rest dies in it. */
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
        int64_t difference = omni_int_sub(n, 1, "numbers-to+1: (- n 1)");
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

/* report
 *   numbers  numbers_region  not reachable from outside; last use: (length numbers); not on the
 *                            stack: size unknown: built by numbers-to
 *   facts    stack           at most 48 bytes and one object for each call
 *   n        stack           at most 32 bytes and one object for each call
 */
static int64_t report(int64_t n)
{
    Region *numbers_region = region_create();  /* for numbers: last used in (length numbers) */
    Obj *numbers = numbers_to(numbers_region, n);
    omni_display(OMNI_REF(text_made));
    omni_display(numbers);
    omni_newline();
    int64_t length = omni_length(numbers, "report+4: (length numbers)");
    region_exit(numbers_region);  /* last use of numbers: (length numbers) */
    IntBox n_box;  /* at most 32 bytes and one object for each call */
    IntBox length_box;  /* at most 32 bytes and one object for each call */
    Pair list_pair;  /* at most 48 bytes and one object for each call */
    Pair facts_pair;  /* at most 48 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair, mk_int_stack(&n_box, n), OMNI_NIL);
    Obj *facts = mk_pair_stack(&facts_pair, mk_int_stack(&length_box, length), list);
    omni_display(facts);
    omni_newline();
    return omni_length(facts, "report+6: (length facts)");
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(report(3));
    omni_newline();
    return omni_shutdown(0);
}
