/* dead_on_one_path.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_not_wanted, "not wanted", 10);

/* Alive on one path, dead at the head of the other. */
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
