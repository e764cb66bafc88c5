/* swap.omni, translated by omnic */
#include "omni.h"

static int64_t low = 0;
static int64_t high = 0;

/* ordered
 *   list  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *ordered(Region *dest, int64_t tmp, int64_t other)
{
    if (tmp > other) {
        int64_t tmp_2 = tmp;
        tmp = other;
        other = tmp_2;
    }
    Obj *list = mk_pair_region(dest, mk_int_region(dest, other), OMNI_NIL);
    return mk_pair_region(dest, mk_int_region(dest, tmp), list);
}

/* main
 *   ordered  ordered_region  at most 80 bytes, built by ordered: its region lies in the C frame,
 *                            and needs no chunk; not on the stack: size unknown: built by ordered
 *   list     stack           at most 48 bytes and one object for each call
 *   high     stack           at most 32 bytes and one object for each call
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    low = 1;
    high = 2;

    OMNI_SCRATCH_STORAGE(256) ordered_scratch;
    /* for ordered: last used in (display (ordered 9 4)) */
    Region *ordered_region = stack_alloc_region(&ordered_scratch, sizeof ordered_scratch);
    omni_display(ordered(ordered_region, 9, 4));
    region_exit(ordered_region);  /* last use of ordered: (display (ordered 9 4)) */
    omni_newline();
    int64_t tmp = low;
    low = high;
    high = tmp;
    IntBox high_box;  /* at most 32 bytes and one object for each call */
    IntBox low_box;  /* at most 32 bytes and one object for each call */
    Pair list_pair;  /* at most 48 bytes and one object for each call */
    Pair list_pair_2;  /* at most 48 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair, mk_int_stack(&high_box, high), OMNI_NIL);
    omni_display(mk_pair_stack(&list_pair_2, mk_int_stack(&low_box, low), list));
    omni_newline();
    return omni_shutdown(0);
}
