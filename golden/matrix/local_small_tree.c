/* local_small_tree.omni, translated by omnic */
#include "omni.h"

/* Row 1 of the allocation matrix: a small tree that stays here is in the C frame; --mode=jit
 * takes scratch. */
/* distance
 *   point  stack  at most 24 bytes and one object for each call
 *   x      stack  at most 16 bytes and one object for each call
 *   y      stack  at most 16 bytes and one object for each call
 */
static int64_t distance(int64_t x, int64_t y)
{
    IntBox x_box;  /* at most 16 bytes and one object for each call */
    IntBox y_box;  /* at most 16 bytes and one object for each call */
    Pair point_pair;  /* at most 24 bytes and one object for each call */
    Obj *point = mk_pair_stack(&point_pair, mk_int_stack(&x_box, x), mk_int_stack(&y_box, y));
    int64_t head = omni_int_value(omni_pair_car(point));
    int64_t tail = omni_int_value(omni_pair_cdr(point));
    return omni_int_add(head, tail, "distance+2: (+ (car point) (cdr point))");
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(distance(3, 4));
    omni_newline();
    return omni_shutdown(0);
}
