/* through_calls.omni, translated by omnic */
#include "omni.h"

static Obj *point(Region *dest, int64_t n);

/* dest goes down through every call on the way to the result. */
/* pairs
 *   pairs  loop  what a call of itself returns only ends its list: each pair is linked behind the
 *                last
 *   pair   dest  returned, so it is built in the caller's region: no copy
 */
static Obj *pairs(Region *dest, int64_t n)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (n != 0) {
        Obj *pair = mk_pair_region(dest, point(dest, n), OMNI_NIL);
        int64_t difference = omni_int_sub(n, 1, "pairs+3: (- n 1)");
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

/* point
 *   pair  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *point(Region *dest, int64_t n)
{
    return mk_pair_region(dest, mk_int_region(dest, n),
                          mk_int_region(dest, omni_int_mul(n, n, "point+1: (* n n)")));
}

/* main
 *   pairs  pairs_region  not reachable from outside; last use: (println (pairs 3)); not on the
 *                        stack: size unknown: built by pairs
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Region *pairs_region = region_create();  /* for pairs: last used in (println (pairs 3)) */
    omni_display(pairs(pairs_region, 3));
    region_exit(pairs_region);  /* last use of pairs: (println (pairs 3)) */
    omni_newline();
    return omni_shutdown(0);
}
