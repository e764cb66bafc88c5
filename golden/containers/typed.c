/* typed.omni, translated by omnic */
#include "omni.h"

static const double vector_1_5_2_0_items[2] = {
    1.5, 2.0,
};
OMNI_STATIC_FLOAT_VECTOR(vector_1_5_2_0, vector_1_5_2_0_items, 2);

/* Annotations: an element of unknown kind is checked where it is used as a number. */
/* dot
 *   a  borrowed  only read here; the caller keeps it
 *   b  borrowed  only read here; the caller keeps it
 */
static double dot(Obj *a, Obj *b)
{
    int64_t i = 0;
    double sum = 0.0;
    while (i != omni_vector_length(a, "dot+2: (vector-length a)")) {
        int64_t sum_2 = omni_int_add(i, 1, "dot+4: (+ i 1)");
        double item = omni_float_item(a, i, "dot+4: (vector-ref a i)");
        sum = sum + item * omni_float_item(b, i, "dot+4: (vector-ref b i)");
        i = sum_2;
    }
    return sum;
}

/* main
 *   vector  vector_region  few objects for each call, so the first 512 bytes of their region lie in
 *                          the C frame; not on the stack: what it holds lies in a buffer of its
 *                          own, which can grow
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    OMNI_SCRATCH_STORAGE(512) vector_scratch;
    /* for vector: last used in (dot #(1.5 2.0) [2.0 0.5]) */
    Region *vector_region = stack_alloc_region(&vector_scratch, sizeof vector_scratch);
    Obj *vector = mk_float_vector_region(vector_region, 2, (double[]){ 2.0, 0.5 });
    double dot_result = dot(OMNI_REF(vector_1_5_2_0), vector);
    region_exit(vector_region);  /* last use of vector: (dot #(1.5 2.0) [2.0 0.5]) */
    omni_display_float(dot_result);
    omni_newline();
    return omni_shutdown(0);
}
