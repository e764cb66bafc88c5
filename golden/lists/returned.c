/* returned.omni, translated by omnic */
#include "omni.h"

/* What is returned is built in the region that the caller passes: dest. */
/* count_down
 *   count_down  loop  what a call of itself returns only ends its list: each pair is linked behind
 *                     the last
 *   pair        dest  returned, so it is built in the caller's region: no copy
 */
static Obj *count_down(Region *dest, int64_t n)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (n != 0) {
        Obj *pair = mk_pair_region(dest, mk_int_region(dest, n), OMNI_NIL);
        int64_t difference = omni_int_sub(n, 1, "count-down+3: (- n 1)");
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
 *   count_down  count_down_region  not reachable from outside; last use: (println (count-down 5));
 *                                  not on the stack: size unknown: built by count-down
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for count-down: last used in (println (count-down 5)) */
    Region *count_down_region = region_create();
    omni_display(count_down(count_down_region, 5));
    region_exit(count_down_region);  /* last use of count-down: (println (count-down 5)) */
    omni_newline();
    return omni_shutdown(0);
}
