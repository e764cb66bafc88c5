/* local_cyclic.omni, translated by omnic */
#include "omni.h"

/* Row 3: a local cycle dies with its storage like anything else: a small one in the C frame,
 * under --mode=jit in scratch. */
/* third_of_ring
 *   ring  ring_region  lives to the end of the scope: --mode=jit tells no branches apart; not on
 *                      the stack: switched off by --mode=jit
 */
static int64_t third_of_ring(int64_t a, int64_t b)
{
    OMNI_SCRATCH_STORAGE(512) ring_scratch;
    /* for ring: last used in (caddr ring) */
    Region *ring_region = stack_alloc_region(&ring_scratch, sizeof ring_scratch);
    Obj *list = mk_pair_region(ring_region, mk_int_region(ring_region, b), OMNI_NIL);
    Obj *ring = mk_pair_region(ring_region, mk_int_region(ring_region, a), list);
    omni_set_cdr(omni_pair_cdr(ring), ring, "third-of-ring+2: (set-cdr! (cdr ring) ring)");
    Obj *head = omni_car(omni_pair_cdr(omni_pair_cdr(ring)), "third-of-ring+3: (caddr ring)");
    int64_t head_2 = omni_int_value(head);
    region_exit(ring_region);  /* end of the scope of ring (--mode=jit) */
    return head_2;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(third_of_ring(7, 8));
    omni_newline();
    return omni_shutdown(0);
}
