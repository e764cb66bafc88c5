/* with_region_loop.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_SYMBOL(sym_x, "x");

OMNI_STATIC_STRING(text_space, " ", 1);

/* In tail position `with-region` is no obstacle to a loop. Numbers may leave as they like. */
/* total
 *   pair     stack  at most 48 bytes and one object for each call
 *   product  stack  at most 32 bytes and one object for each call
 */
static int64_t total(int64_t n, int64_t sum)
{
    while (n != 0) {
        IntBox product_box;  /* at most 32 bytes and one object for each call */
        IntBox n_box;  /* at most 32 bytes and one object for each call */
        Pair list_pair;  /* at most 48 bytes and one object for each call */
        Pair stack_pair;  /* at most 48 bytes and one object for each call */
        Obj *product = mk_int_stack(&product_box, omni_int_mul(n, n, "total+4: (* n n)"));
        Obj *list = mk_pair_stack(&list_pair, product, OMNI_NIL);
        Obj *pair = mk_pair_stack(&stack_pair, mk_int_stack(&n_box, n), list);
        int64_t difference = omni_int_sub(n, 1, "total+5: (- n 1)");
        int64_t length = omni_length(pair, "total+5: (length pair)");
        int64_t head = omni_int_value(omni_pair_car(omni_pair_cdr(pair)));
        int64_t sum_2 = omni_int_add(sum, length, "total+5: (+ sum (length pair) (cadr pair))");
        n = difference;
        sum = omni_int_add(sum_2, head, "total+5: (+ sum (length pair) (cadr pair))");
    }
    return sum;
}

/* twice
 *   vector  vector_region  few objects for each call, so the first 512 bytes of their region lie in
 *                          the C frame; not on the stack: what it holds lies in a buffer of its
 *                          own, which can grow
 */
static int64_t twice(int64_t n)
{
    int64_t product = omni_int_mul(2, n, "twice+1: (* 2 n)");
    OMNI_SCRATCH_STORAGE(512) vector_scratch;
    /* for vector: last used in (vector-length (make-vector (* 2 n) 'x)) */
    Region *vector_region = stack_alloc_region(&vector_scratch, sizeof vector_scratch);
    Obj *vector = omni_make_vector(vector_region, product, OMNI_REF(sym_x),
                                   "twice+1: (make-vector (* 2 n) 'x)");
    int64_t length = omni_vector_length(vector,
                                        "twice+1: (vector-length (make-vector (* 2 n) 'x))");
    region_exit(vector_region);  /* last use of vector: (vector-length (make-vector (* 2 n) 'x)) */
    return 1 + length;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    int64_t total_result = total(1000, 0);
    int64_t twice_result = twice(4);
    omni_display_int(total_result);
    omni_display(OMNI_REF(text_space));
    omni_display_int(twice_result);
    omni_newline();
    return omni_shutdown(0);
}
