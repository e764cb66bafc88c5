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
 *   point  point_region  not reachable from outside; last use: (manhattan point); not on the stack:
 *                        switched off by --no-stack
 */
static int64_t distance(int64_t x, int64_t y)
{
    Region *point_region = region_create();  /* for point: last used in (manhattan point) */
    Obj *point = mk_pair_region(point_region, mk_int_region(point_region, x),
                                mk_int_region(point_region, y));
    int64_t manhattan_result = manhattan(point);
    region_exit(point_region);  /* last use of point: (manhattan point) */
    return manhattan_result;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(distance(3, -4));
    omni_newline();
    return omni_shutdown(0);
}
