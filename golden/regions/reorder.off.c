/* reorder.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_SYMBOL(sym_a, "a");
OMNI_STATIC_SYMBOL(sym_b, "b");

/* The length of `first` is all that is wanted of it. It is taken before `second` is made, so
 * both are never in memory together. */
/* sizes
 *   first   first_region   few objects for each call, so the first 512 bytes of their region lie in
 *                          the C frame; not on the stack: what it holds lies in a buffer of its
 *                          own, which can grow
 *   second  second_region  few objects for each call, so the first 512 bytes of their region lie in
 *                          the C frame; not on the stack: what it holds lies in a buffer of its
 *                          own, which can grow
 */
static int64_t sizes(int64_t n)
{
    OMNI_SCRATCH_STORAGE(512) first_scratch;
    /* for first: last used in (vector-length first) */
    Region *first_region = stack_alloc_region(&first_scratch, sizeof first_scratch);
    Obj *first = omni_make_vector(first_region, n, OMNI_REF(sym_a), "sizes+1: (make-vector n 'a)");
    int64_t product = omni_int_mul(2, n, "sizes+2: (* 2 n)");
    OMNI_SCRATCH_STORAGE(512) second_scratch;
    /* for second: last used in (vector-length second) */
    Region *second_region = stack_alloc_region(&second_scratch, sizeof second_scratch);
    Obj *second = omni_make_vector(second_region, product, OMNI_REF(sym_b),
                                   "sizes+2: (make-vector (* 2 n) 'b)");
    int64_t length = omni_vector_length(second, "sizes+3: (vector-length second)");
    region_exit(second_region);  /* last use of second: (vector-length second) */
    int64_t length_2 = omni_vector_length(first, "sizes+3: (vector-length first)");
    region_exit(first_region);  /* last use of first: (vector-length first) */
    return length + length_2;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    omni_display_int(sizes(1000));
    omni_newline();
    return omni_shutdown(0);
}
