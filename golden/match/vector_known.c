/* vector_known.omni, translated by omnic */
#include "omni.h"

/* Where omnic knows that it is a vector, nothing else is asked for. */
/* dot
 *   a  borrowed  only read here; the caller keeps it
 *   b  borrowed  only read here; the caller keeps it
 */
static double dot(Obj *a, Obj *b)
{
    if (omni_vector_length(a, "dot+2: [x y]") == 2) {
        double x = omni_float_item(a, 0, "dot+2: [x y]");
        double y = omni_float_item(a, 1, "dot+2: [x y]");
        if (omni_vector_length(b, "dot+3: [u v]") == 2) {
            double u = omni_float_item(b, 0, "dot+3: [u v]");
            double v = omni_float_item(b, 1, "dot+3: [u v]");
            return x * u + y * v;
        }
        omni_no_clause(b, "dot+2: (match b [[u v] (+ (* x u) (* y v))])");
    }
    omni_no_clause(a, "dot+1: (match a [[x y] (match b [[u v] (+ (*...");
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
    /* for vector: last used in (dot (vector 1.0 2.0) (vector 3.0 4.0)) */
    Region *vector_region = stack_alloc_region(&vector_scratch, sizeof vector_scratch);
    Obj *vector = mk_float_vector_region(vector_region, 2, (double[]){ 1.0, 2.0 });
    double dot_result = dot(vector,
                            mk_float_vector_region(vector_region, 2, (double[]){ 3.0, 4.0 }));
    region_exit(vector_region);  /* last use of vector: (dot (vector 1.0 2.0) (vector 3.0 4.0)) */
    omni_display_float(dot_result);
    omni_newline();
    return omni_shutdown(0);
}
