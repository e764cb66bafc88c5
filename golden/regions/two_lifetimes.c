/* two_lifetimes.omni, translated by omnic */
#include "omni.h"

/* Two lists that die at different places have two regions. */
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

/* report
 *   small  small_region  not reachable from outside; last use: (println small); not on the stack:
 *                        size unknown: built by numbers-to
 *   large  large_region  not reachable from outside; last use: (length large); not on the stack:
 *                        size unknown: built by numbers-to
 */
static void report(void)
{
    Region *small_region = region_create();  /* for small: last used in (println small) */
    Obj *small = numbers_to(small_region, 2);
    Region *large_region = region_create();  /* for large: last used in (length large) */
    Obj *large = numbers_to(large_region, 9);
    int64_t length = omni_length(large, "report+3: (length large)");
    region_exit(large_region);  /* last use of large: (length large) */
    omni_display_int(length);
    omni_newline();
    omni_display(small);
    region_exit(small_region);  /* last use of small: (println small) */
    omni_newline();
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    report();
    return omni_shutdown(0);
}
