/* dead_on_one_path.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_not_wanted, "not wanted", 10);

/* Alive on one path, dead at the head of the other. */
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

/* choose
 *   numbers  numbers_region  not reachable from outside; last use: (if wanted (println numbers)
 *                            (println...; not on the stack: size unknown: built by numbers-to
 */
static void choose(int64_t n, bool wanted)
{
    /* for numbers: last used in (if wanted (println numbers) (println... */
    Region *numbers_region = region_create();
    Obj *numbers = numbers_to(numbers_region, n);
    if (wanted) {
        omni_display(numbers);
        region_exit(numbers_region);  /* last use of numbers: (println numbers) */
        omni_newline();
    } else {
        region_exit(numbers_region);  /* numbers: not used on this path */
        omni_display(OMNI_REF(text_not_wanted));
        omni_newline();
    }
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    choose(3, true);
    choose(3, false);
    return omni_shutdown(0);
}
