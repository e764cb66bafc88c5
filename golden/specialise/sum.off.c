/* sum.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_FLOAT(float_1_5, 1.5);
OMNI_STATIC_FLOAT(float_2_5, 2.5);

OMNI_STATIC_STRING(text_space, " ", 1);

static Obj *const vector_1_2_3_items[3] = {
    OMNI_FIX(1), OMNI_FIX(2), OMNI_FIX(3),
};
OMNI_STATIC_VECTOR(vector_1_2_3, vector_1_2_3_items, 3);

/* Called with Ints and with Floats: each gets a version of its own, without boxes and tests. */
/* sum
 *   v  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *sum(Region *dest, Obj *v)
{
    int64_t i = 1;
    Obj *total = omni_vector_ref(v, 0, "sum+1: (vector-ref v 0)");
    while (i != omni_vector_length(v, "sum+2: (vector-length v)")) {
        int64_t sum = omni_int_add(i, 1, "sum+4: (+ i 1)");
        Obj *item = omni_vector_ref(v, i, "sum+4: (vector-ref v i)");
        i = sum;
        total = omni_add(dest, total, item, "sum+4: (+ total (vector-ref v i))");
    }
    return total;
}

/* main
 *   sum     sum_region_3     not reachable from outside; last use: (sum #(1 2 3)); not on the
 *                            stack: size unknown: built by sum
 *   sum     sum_region       not reachable from outside; last use: (sum (vector 4 5)); not on the
 *                            stack: size unknown: built by sum
 *   vector  vector_region    few objects for each call, so the first 512 bytes of their region lie
 *                            in the C frame; not on the stack: what it holds lies in a buffer of
 *                            its own, which can grow
 *   sum     sum_region_2     not reachable from outside; last use: (sum (vector 1.5 2.5)); not on
 *                            the stack: size unknown: built by sum
 *   vector  vector_region_2  few objects for each call, so the first 512 bytes of their region lie
 *                            in the C frame; not on the stack: what it holds lies in a buffer of
 *                            its own, which can grow
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Region *sum_region_3 = region_create();  /* for sum: last used in (sum #(1 2 3)) */
    int64_t sum_result = omni_int_value(sum(sum_region_3, OMNI_REF(vector_1_2_3)));
    region_exit(sum_region_3);  /* last use of sum: (sum #(1 2 3)) */
    OMNI_SCRATCH_STORAGE(512) vector_scratch;
    /* for vector: last used in (sum (vector 4 5)) */
    Region *vector_region = stack_alloc_region(&vector_scratch, sizeof vector_scratch);
    Region *sum_region = region_create();  /* for sum: last used in (sum (vector 4 5)) */
    Obj *vector = mk_vector_region(vector_region, 2, (Obj *[]){ OMNI_FIX(4), OMNI_FIX(5) });
    Obj *sum_result_2 = sum(sum_region, vector);
    region_exit(vector_region);  /* last use of vector: (sum (vector 4 5)) */
    int64_t sum_result_3 = omni_int_value(sum_result_2);
    region_exit(sum_region);  /* last use of sum: (sum (vector 4 5)) */
    OMNI_SCRATCH_STORAGE(512) vector_scratch_2;
    /* for vector: last used in (sum (vector 1.5 2.5)) */
    Region *vector_region_2 = stack_alloc_region(&vector_scratch_2, sizeof vector_scratch_2);
    Region *sum_region_2 = region_create();  /* for sum: last used in (sum (vector 1.5 2.5)) */
    Obj *vector_2 = mk_vector_region(vector_region_2, 2,
                                     (Obj *[]){ OMNI_REF(float_1_5), OMNI_REF(float_2_5) });
    Obj *sum_result_4 = sum(sum_region_2, vector_2);
    region_exit(vector_region_2);  /* last use of vector: (sum (vector 1.5 2.5)) */
    double sum_result_5 = omni_float_value(sum_result_4);
    region_exit(sum_region_2);  /* last use of sum: (sum (vector 1.5 2.5)) */
    omni_display_int(sum_result);
    omni_display(OMNI_REF(text_space));
    omni_display_int(sum_result_3);
    omni_display(OMNI_REF(text_space));
    omni_display_float(sum_result_5);
    omni_newline();
    return omni_shutdown(0);
}
