/* local_cyclic.omni, translated by omnic */
#include "omni.h"

/* Row 3: a local cycle dies with its storage like anything else: a small one in the C frame,
 * under --mode=jit in scratch. */
/* third_of_ring
 *   ring  stack  at most 48 bytes and one object for each call
 *   b     stack  at most 32 bytes and one object for each call
 */
static int64_t third_of_ring(int64_t a, int64_t b)
{
    IntBox b_box;  /* at most 32 bytes and one object for each call */
    IntBox a_box;  /* at most 32 bytes and one object for each call */
    Pair list_pair;  /* at most 48 bytes and one object for each call */
    Pair ring_pair;  /* at most 48 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair, mk_int_stack(&b_box, b), OMNI_NIL);
    Obj *ring = mk_pair_stack(&ring_pair, mk_int_stack(&a_box, a), list);
    omni_set_cdr(omni_pair_cdr(ring), ring, "third-of-ring+2: (set-cdr! (cdr ring) ring)");
    Obj *head = omni_car(omni_pair_cdr(omni_pair_cdr(ring)), "third-of-ring+3: (caddr ring)");
    return omni_int_value(head);
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(third_of_ring(7, 8));
    omni_newline();
    return omni_shutdown(0);
}
