/* declared.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_space, " ", 1);

static const Pair list_in_main[3] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_NIL},
};

/* A declaration of items that holds: checked at translation. */
/* norm
 *   v  borrowed  only read here; the caller keeps it
 */
static double norm(Obj *v)
{
    double item = omni_float_item(v, 0, "norm+1: (vector-ref v 0)");
    double product = item * omni_float_item(v, 0, "norm+1: (vector-ref v 0)");
    double item_2 = omni_float_item(v, 1, "norm+1: (vector-ref v 1)");
    return sqrt(product + item_2 * omni_float_item(v, 1, "norm+1: (vector-ref v 1)"));
}

/* total
 *   xs  borrowed  only read here; the caller keeps it
 */
static inline int64_t total(Obj *xs)
{
    OMNI_STACK_CHECK("total");
    if (omni_is_null(xs)) {
        return 0;
    }
    int64_t head = omni_int_value(omni_pair_car(xs));
    return omni_int_add(head, total(omni_pair_cdr(xs)), "total+1: (+ (car xs) (total (cdr xs)))");
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
    /* for vector: last used in (norm (vector 3.0 4.0)) */
    Region *vector_region = stack_alloc_region(&vector_scratch, sizeof vector_scratch);
    double norm_result = norm(mk_float_vector_region(vector_region, 2, (double[]){ 3.0, 4.0 }));
    region_exit(vector_region);  /* last use of vector: (norm (vector 3.0 4.0)) */
    int64_t total_result = total(OMNI_REF(list_in_main[0]));
    omni_display_float(norm_result);
    omni_display(OMNI_REF(text_space));
    omni_display_int(total_result);
    omni_newline();
    return omni_shutdown(0);
}
