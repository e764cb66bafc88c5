/* through_calls.omni, translated by omnic */
#include "omni.h"

static Obj *point(Region *dest, int64_t n);

/* dest goes down through every call on the way to the result. */
/* pairs
 *   pair  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *pairs(Region *dest, int64_t n)
{
    OMNI_STACK_CHECK("pairs");
    if (n == 0) {
        return OMNI_NIL;
    }
    Obj *point_result = point(dest, n);
    return mk_pair_region(dest, point_result, pairs(dest, omni_int_sub(n, 1, "pairs+3: (- n 1)")));
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
