/* vector_local.omni, translated by omnic */
#include "omni.h"

/* A vector that does not leave the function: a region of its own, because its items lie in a
 * buffer beside it. */
/* average
 *   v         v_region  few objects for each call, so the first 512 bytes of their region lie in
 *                       the C frame; not on the stack: what it holds lies in a buffer of its own,
 *                       which can grow
 *   quotient  dest      returned, so it is built in the caller's region: no copy
 *   sum       stack     at most 16 bytes and one object for each call
 *   length    stack     at most 16 bytes and one object for each call
 */
static Obj *average(Region *dest, int64_t a, int64_t b, int64_t c)
{
    OMNI_SCRATCH_STORAGE(512) v_scratch;
    /* for v: last used in (vector-length v) */
    Region *v_region = stack_alloc_region(&v_scratch, sizeof v_scratch);
    Obj *v = mk_int_vector_region(v_region, 3, (int64_t[]){ a, b, c });
    int64_t item = omni_int_item(v, 0, "average+2: (vector-ref v 0)");
    int64_t item_2 = omni_int_item(v, 1, "average+2: (vector-ref v 1)");
    int64_t item_3 = omni_int_item(v, 2, "average+2: (vector-ref v 2)");
    int64_t sum = omni_int_add(item, item_2, "average+2: (+ (vector-ref v 0) (vector-ref v 1) ...");
    int64_t sum_2 = omni_int_add(sum, item_3,
                                 "average+2: (+ (vector-ref v 0) (vector-ref v 1) ...");
    int64_t length = omni_vector_length(v, "average+2: (vector-length v)");
    region_exit(v_region);  /* last use of v: (vector-length v) */
    IntBox sum_box;  /* at most 16 bytes and one object for each call */
    IntBox length_box;  /* at most 16 bytes and one object for each call */
    Obj *sum_3 = mk_int_stack(&sum_box, sum_2);
    Obj *length_2 = mk_int_stack(&length_box, length);
    return omni_div(dest, sum_3, length_2, "average+2: (/ (+ (vector-ref v 0) (vector-ref v ...");
}

/* main
 *   average  average_region  not reachable from outside; last use: (println (average 2 4 9)); not
 *                            on the stack: size unknown: built by average
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for average: last used in (println (average 2 4 9)) */
    Region *average_region = region_create();
    omni_display(average(average_region, 2, 4, 9));
    region_exit(average_region);  /* last use of average: (println (average 2 4 9)) */
    omni_newline();
    return omni_shutdown(0);
}
