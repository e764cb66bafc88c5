/* two_lifetimes.omni, translated by omnic */
#include "omni.h"

/* Two lists that die at different places have two regions. */
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
