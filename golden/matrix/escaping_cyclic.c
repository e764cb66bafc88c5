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

/* third
 *   made  made_region  at most 80 bytes, built by ring: its region lies in the C frame, and needs
 *                      no chunk; not on the stack: size unknown: built by ring
 */
static int64_t third(int64_t a, int64_t b)
{
    OMNI_SCRATCH_STORAGE(256) made_scratch;
    /* for made: last used in (caddr made) */
    Region *made_region = stack_alloc_region(&made_scratch, sizeof made_scratch);
    Obj *made = ring(made_region, a, b);
    Obj *head = omni_car(omni_pair_cdr(omni_pair_cdr(made)), "third+2: (caddr made)");
    int64_t head_2 = omni_int_value(head);
    region_exit(made_region);  /* last use of made: (caddr made) */
    return head_2;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(third(7, 8));
    omni_newline();
    return omni_shutdown(0);
}
