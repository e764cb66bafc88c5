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
 *   ends  ends_region  at most 56 bytes, built by ends: its region lies in the C frame, and needs
 *                      no chunk; not on the stack: size unknown: built by ends
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    OMNI_SCRATCH_STORAGE(256) ends_scratch;
    /* for ends: last used in (println (ends 1 2)) */
    Region *ends_region = stack_alloc_region(&ends_scratch, sizeof ends_scratch);
    omni_display(ends(ends_region, 1, 2));
    region_exit(ends_region);  /* last use of ends: (println (ends 1 2)) */
    omni_newline();
    return omni_shutdown(0);
}
