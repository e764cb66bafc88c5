/* escapes.omni, translated by omnic */
#include "omni.h"

/* The same pair twice: one is only read, the other is returned. */
/* ends
 *   inner   stack  at most 24 bytes and one object for each call
 *   a       stack  at most 16 bytes and one object for each call
 *   b       stack  at most 16 bytes and one object for each call
 *   result  dest   returned, so it is built in the caller's region: no copy
 */
static Obj *ends(Region *dest, int64_t a, int64_t b)
{
    IntBox a_box;  /* at most 16 bytes and one object for each call */
    IntBox b_box;  /* at most 16 bytes and one object for each call */
    Pair inner_pair;  /* at most 24 bytes and one object for each call */
    Obj *inner = mk_pair_stack(&inner_pair, mk_int_stack(&a_box, a), mk_int_stack(&b_box, b));
    Obj *result = mk_pair_region(dest, mk_int_region(dest, b), mk_int_region(dest, a));
    omni_display(inner);
    omni_newline();
    return result;
}

/* main
 *   ends  ends_region  not reachable from outside; last use: (println (ends 1 2)); not on the
 *                      stack: size unknown: built by ends
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Region *ends_region = region_create();  /* for ends: last used in (println (ends 1 2)) */
    omni_display(ends(ends_region, 1, 2));
    region_exit(ends_region);  /* last use of ends: (println (ends 1 2)) */
    omni_newline();
    return omni_shutdown(0);
}
