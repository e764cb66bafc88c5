/* escaping_cyclic.omni, translated by omnic */
#include "omni.h"

/* Row 6: a cycle that escapes is made in the parent's region, in both modes. */
/* ring
 *   pairs  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *ring(Region *dest, int64_t a, int64_t b)
{
    Obj *list = mk_pair_region(dest, mk_int_region(dest, b), OMNI_NIL);
    Obj *pairs = mk_pair_region(dest, mk_int_region(dest, a), list);
    omni_set_cdr(omni_pair_cdr(pairs), pairs, "ring+2: (set-cdr! (cdr pairs) pairs)");
    return pairs;
}

/* main
 *   ring  ring_region  not reachable from outside; last use: (caddr (ring 7 8)); not on the stack:
 *                      size unknown: built by ring
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for ring, tail and head: last used in (caddr (ring 7 8)) */
    Region *ring_region = region_create();
    Obj *tail = omni_pair_cdr(omni_pair_cdr(ring(ring_region, 7, 8)));
    int64_t head = omni_int_value(omni_car(tail, "main: (caddr (ring 7 8))"));
    region_exit(ring_region);  /* last use of ring, tail and head: (caddr (ring 7 8)) */
    omni_display_int(head);
    omni_newline();
    return omni_shutdown(0);
}
