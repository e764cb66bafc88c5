/* early_end.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_and_much_more, "and much more", 13);
OMNI_STATIC_STRING(text_done, "done", 4);

/* The region of `names` ends at the last use, not at the end of the function. */
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

/* report
 *   numbers  numbers_region  not reachable from outside; last use: (println numbers); not on the
 *                            stack: size unknown: built by numbers-to
 */
static void report(int64_t n)
{
    Region *numbers_region = region_create();  /* for numbers: last used in (println numbers) */
    Obj *numbers = numbers_to(numbers_region, n);
    omni_display(numbers);
    omni_newline();
    omni_display(OMNI_REF(text_done));
    omni_newline();
    omni_display(OMNI_REF(text_and_much_more));
    omni_newline();
    region_exit(numbers_region);  /* end of the scope of numbers (--no-nonlexical) */
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    report(3);
    return omni_shutdown(0);
}
