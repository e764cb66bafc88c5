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
 *   ring  ring_region  lives to the end of the scope: --mode=jit tells no branches apart; not on
 *                      the stack: switched off by --mode=jit
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    OMNI_SCRATCH_STORAGE(512) ring_scratch;
    /* for ring, tail and head: last used in (caddr (ring 7 8)) */
    Region *ring_region = stack_alloc_region(&ring_scratch, sizeof ring_scratch);
    Obj *tail = omni_pair_cdr(omni_pair_cdr(ring(ring_region, 7, 8)));
    omni_display_int(omni_int_value(omni_car(tail, "main: (caddr (ring 7 8))")));
    omni_newline();
    region_exit(ring_region);  /* end of the scope of ring, tail and head (--mode=jit) */
    return omni_shutdown(0);
}
