/* callee_bound.omni, translated by omnic */
#include "omni.h"

/* What a callee builds has a bound when neither a loop nor a recursion builds it: its region is
 * a buffer of that size in the
 * C frame, and never takes a chunk. */
/* corner
 *   pair  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *corner(Region *dest, int64_t x, int64_t y)
{
    return mk_pair_region(dest, mk_int_region(dest, x), mk_int_region(dest, y));
}

/* box
 *   list  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *box(Region *dest, int64_t x, int64_t y)
{
    Obj *corner_result = corner(dest, x, y);
    int64_t sum = omni_int_add(x, 1, "box+1: (+ x 1)");
    Obj *list = mk_pair_region(dest, corner(dest, sum, omni_int_add(y, 1, "box+1: (+ y 1)")),
                               OMNI_NIL);
    return mk_pair_region(dest, corner_result, list);
}

/* width
 *   corners  corners_region  at most 160 bytes, built by box: its region lies in the C frame, and
 *                            needs no chunk; not on the stack: size unknown: built by box
 */
static int64_t width(int64_t x, int64_t y)
{
    OMNI_SCRATCH_STORAGE(288) corners_scratch;
    /* for corners: last used in (car (car corners)) */
    Region *corners_region = stack_alloc_region(&corners_scratch, sizeof corners_scratch);
    Obj *corners = box(corners_region, x, y);
    int64_t head = omni_int_value(omni_pair_car(omni_pair_car(omni_pair_cdr(corners))));
    int64_t head_2 = omni_int_value(omni_pair_car(omni_pair_car(corners)));
    region_exit(corners_region);  /* last use of corners: (car (car corners)) */
    return omni_int_sub(head, head_2, "width+2: (- (car (cadr corners)) (car (car cor...");
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(width(3, 4));
    omni_newline();
    return omni_shutdown(0);
}
