/* shared_tail.omni, translated by omnic */
#include "omni.h"

/* The new pairs lie beside the list that they point into. */
/* with_front
 *   xs    borrowed  part of the result; the caller keeps it alive as long as the result
 *   pair  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *with_front(Region *dest, int64_t a, int64_t b, Obj *xs)
{
    Obj *pair = mk_pair_region(dest, mk_int_region(dest, b), xs);
    return mk_pair_region(dest, mk_int_region(dest, a), pair);
}

/* show
 *   tail  tail_region  at most 208 bytes, built by with-front: its region lies in the C frame, and
 *                      needs no chunk; not on the stack: size unknown: built by with-front
 */
static void show(void)
{
    OMNI_SCRATCH_STORAGE(336) tail_scratch;
    /* for tail: last used in (println (with-front 8 9 tail)) */
    Region *tail_region = stack_alloc_region(&tail_scratch, sizeof tail_scratch);
    Obj *tail = mk_pair_region(tail_region, OMNI_FIX(3),
                               mk_pair_region(tail_region, OMNI_FIX(4), OMNI_NIL));
    omni_display(with_front(tail_region, 1, 2, tail));
    omni_newline();
    omni_display(with_front(tail_region, 8, 9, tail));
    region_exit(tail_region);  /* last use of tail: (println (with-front 8 9 tail)) */
    omni_newline();
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    show();
    return omni_shutdown(0);
}
