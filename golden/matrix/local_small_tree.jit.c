/* local_small_tree.omni, translated by omnic */
#include "omni.h"

/* Row 1 of the allocation matrix: a small tree that stays here is in the C frame; --mode=jit
 * takes scratch. */
/* distance
 *   point  point_region  lives to the end of the scope: --mode=jit tells no branches apart; not on
 *                        the stack: switched off by --mode=jit
 */
static int64_t distance(int64_t x, int64_t y)
{
    OMNI_SCRATCH_STORAGE(512) point_scratch;
    /* for point: last used in (cdr point) */
    Region *point_region = stack_alloc_region(&point_scratch, sizeof point_scratch);
    Obj *point = mk_pair_region(point_region, mk_int_region(point_region, x),
                                mk_int_region(point_region, y));
    int64_t head = omni_int_value(omni_pair_car(point));
    int64_t tail = omni_int_value(omni_pair_cdr(point));
    int64_t sum = omni_int_add(head, tail, "distance+2: (+ (car point) (cdr point))");
    region_exit(point_region);  /* end of the scope of point (--mode=jit) */
    return sum;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(distance(3, 4));
    omni_newline();
    return omni_shutdown(0);
}
