/* ring.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_SYMBOL(sym_tick, "tick");
OMNI_STATIC_SYMBOL(sym_tock, "tock");

/* A cycle is no trouble: its region ends as a whole. */
/* ring_of_two
 *   first  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *ring_of_two(Region *dest, Obj *a, Obj *b)
{
    Obj *first = mk_pair_region(dest, a, OMNI_NIL);
    Obj *pair = mk_pair_region(dest, b, first);
    omni_set_cdr(first, pair, "ring-of-two+2: (set-cdr! first (cons b first))");
    return first;
}

/* third_of
 *   ring  borrowed  only read here; the caller keeps it
 */
static Obj *third_of(Obj *ring)
{
    return omni_pair_car(omni_cdr(omni_pair_cdr(ring), "third-of+1: (cddr ring)"));
}

/* main
 *   ring_of_two  ring_of_two_region  at most 48 bytes, built by ring-of-two: its region lies in the
 *                                    C frame, and needs no chunk; not on the stack: size unknown:
 *                                    built by ring-of-two
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    OMNI_SCRATCH_STORAGE(256) ring_of_two_scratch;
    /* for ring-of-two: last used in (third-of (ring-of-two 'tick 'tock)) */
    Region *ring_of_two_region = stack_alloc_region(&ring_of_two_scratch,
                                                    sizeof ring_of_two_scratch);
    Obj *ring_of_two_result = ring_of_two(ring_of_two_region, OMNI_REF(sym_tick),
                                          OMNI_REF(sym_tock));
    Obj *third_of_result = third_of(ring_of_two_result);
    /* last use of ring-of-two: (third-of (ring-of-two 'tick 'tock)) */
    region_exit(ring_of_two_region);
    omni_display(third_of_result);
    omni_newline();
    return omni_shutdown(0);
}
