/* pair.omni, translated by omnic */
#include "omni.h"

/* Small, local, one for each call: an object in the C frame. */
/* manhattan
 *   point  borrowed  only read here; the caller keeps it
 */
static int64_t manhattan(Obj *point)
{
    int64_t head = omni_int_value(omni_pair_car(point));
    int64_t tail = omni_int_value(omni_pair_cdr(point));
    int64_t magnitude = omni_int_abs(head, "manhattan+1: (abs (car point))");
    int64_t magnitude_2 = omni_int_abs(tail, "manhattan+1: (abs (cdr point))");
    return omni_int_add(magnitude, magnitude_2,
                        "manhattan+1: (+ (abs (car point)) (abs (cdr point)))");
}

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
    return manhattan(point);
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(distance(3, -4));
    omni_newline();
    return omni_shutdown(0);
}
