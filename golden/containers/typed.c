/* typed.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_FLOAT(float_0_5, 0.5);
OMNI_STATIC_FLOAT(float_1_5, 1.5);
OMNI_STATIC_FLOAT(float_2_0, 2.0);

static Obj *const vector_1_5_2_0_items[2] = {
    OMNI_REF(float_1_5), OMNI_REF(float_2_0),
};
OMNI_STATIC_VECTOR(vector_1_5_2_0, vector_1_5_2_0_items, 2);

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
        double item = omni_float_value(omni_vector_ref(a, i, "dot+4: (vector-ref a i)"));
        double product = item * omni_float_value(omni_vector_ref(b, i, "dot+4: (vector-ref b i)"));
        i = sum_2;
        sum = sum + product;
    }
    return sum;
}

/* main
 *   vector  vector_region  not reachable from outside; last use: (dot #(1.5 2.0) [2.0 0.5]); not on
 *                          the stack: what it holds lies in a buffer of its own, which can grow
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for vector: last used in (dot #(1.5 2.0) [2.0 0.5]) */
    Region *vector_region = region_create();
    Obj *vector = mk_vector_region(vector_region, 2,
                                   (Obj *[]){ OMNI_REF(float_2_0), OMNI_REF(float_0_5) });
    double dot_result = dot(OMNI_REF(vector_1_5_2_0), vector);
    region_exit(vector_region);  /* last use of vector: (dot #(1.5 2.0) [2.0 0.5]) */
    omni_display_float(dot_result);
    omni_newline();
    return omni_shutdown(0);
}
