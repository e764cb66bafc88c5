/* sum.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_space, " ", 1);

static const int64_t vector_1_2_3_items[3] = {
    1, 2, 3,
};
OMNI_STATIC_INT_VECTOR(vector_1_2_3, vector_1_2_3_items, 3);

/* Called with Ints and with Floats: each gets a version of its own, without boxes and tests. */
/* sum
 *   sum  version   specialised for Int: called 2 times with Int only
 *   v    borrowed  only read here; the caller keeps it
 */
static int64_t sum(Obj *v)
{
    int64_t i = 1;
    int64_t total = omni_int_item(v, 0, "sum+1: (vector-ref v 0)");
    while (i != omni_vector_length(v, "sum+2: (vector-length v)")) {
        int64_t sum = omni_int_add(i, 1, "sum+4: (+ i 1)");
        int64_t item = omni_int_item(v, i, "sum+4: (vector-ref v i)");
        i = sum;
        total = omni_int_add(total, item, "sum+4: (+ total (vector-ref v i))");
    }
    return total;
}

/* sum_float
 *   sum_float  version   specialised for Float: called once, with Float
 *   v          borrowed  only read here; the caller keeps it
 */
static double sum_float(Obj *v)
{
    int64_t i = 1;
    double total = omni_float_item(v, 0, "sum+1: (vector-ref v 0)");
    while (i != omni_vector_length(v, "sum+2: (vector-length v)")) {
        int64_t next_i = omni_int_add(i, 1, "sum+4: (+ i 1)");
        total = total + omni_float_item(v, i, "sum+4: (vector-ref v i)");
        i = next_i;
    }
    return total;
}

/* main
 *   vector  vector_region    few objects for each call, so the first 512 bytes of their region lie
 *                            in the C frame; not on the stack: what it holds lies in a buffer of
 *                            its own, which can grow
 *   vector  vector_region_2  few objects for each call, so the first 512 bytes of their region lie
 *                            in the C frame; not on the stack: what it holds lies in a buffer of
 *                            its own, which can grow
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    int64_t sum_result = sum(OMNI_REF(vector_1_2_3));
    OMNI_SCRATCH_STORAGE(512) vector_scratch;
    /* for vector: last used in (sum (vector 4 5)) */
    Region *vector_region = stack_alloc_region(&vector_scratch, sizeof vector_scratch);
    int64_t sum_result_2 = sum(mk_int_vector_region(vector_region, 2, (int64_t[]){ 4, 5 }));
    region_exit(vector_region);  /* last use of vector: (sum (vector 4 5)) */
    OMNI_SCRATCH_STORAGE(512) vector_scratch_2;
    /* for vector: last used in (sum (vector 1.5 2.5)) */
    Region *vector_region_2 = stack_alloc_region(&vector_scratch_2, sizeof vector_scratch_2);
    double sum_result_3 = sum_float(mk_float_vector_region(vector_region_2, 2,
                                                           (double[]){ 1.5, 2.5 }));
    region_exit(vector_region_2);  /* last use of vector: (sum (vector 1.5 2.5)) */
    omni_display_int(sum_result);
    omni_display(OMNI_REF(text_space));
    omni_display_int(sum_result_2);
    omni_display(OMNI_REF(text_space));
    omni_display_float(sum_result_3);
    omni_newline();
    return omni_shutdown(0);
}
