/* kept.omni, translated by omnic */
#include "omni.h"

/* Contracts that hold: they change nothing, except ^:region, which keeps a small object off the
 * C frame. */
/* dot
 *   a  borrowed  only read here; the caller keeps it
 *   b  borrowed  only read here; the caller keeps it
 */
static int64_t dot(Obj *a, Obj *b)
{
    int64_t head = omni_int_value(omni_pair_car(a));
    int64_t tail = omni_int_value(omni_pair_cdr(a));
    int64_t product = omni_int_mul(head, omni_int_value(omni_pair_car(b)),
                                   "dot+1: (* (car a) (car b))");
    int64_t product_2 = omni_int_mul(tail, omni_int_value(omni_pair_cdr(b)),
                                     "dot+1: (* (cdr a) (cdr b))");
    return omni_int_add(product, product_2, "dot+1: (+ (* (car a) (car b)) (* (cdr a) (cd...");
}

/* work
 *   p  stack     at most 24 bytes and one object for each call
 *   x  stack     at most 16 bytes and one object for each call
 *   q  q_region  not reachable from outside; last use: (dot p q); not on the stack: ^:region asks
 *                for it
 *   r  stack     at most 24 bytes and one object for each call
 */
static int64_t work(int64_t x)
{
    IntBox x_box;  /* at most 16 bytes and one object for each call */
    Pair p_pair;  /* at most 24 bytes and one object for each call */
    Obj *p = mk_pair_stack(&p_pair, mk_int_stack(&x_box, x), OMNI_FIX(2));
    IntBox x_box_2;  /* at most 16 bytes and one object for each call */
    Obj *x_2 = mk_int_stack(&x_box_2, x);
    Region *q_region = region_create();  /* for q: last used in (dot p q) */
    Obj *q = mk_pair_region(q_region, OMNI_FIX(3), x_2);
    Pair r_pair;  /* at most 24 bytes and one object for each call */
    Obj *r = mk_pair_stack(&r_pair, OMNI_FIX(5), OMNI_FIX(6));
    int64_t dot_result = dot(p, q);
    region_exit(q_region);  /* last use of q: (dot p q) */
    return omni_int_add(dot_result, dot(p, r), "work+4: (+ (dot p q) (dot p r))");
}

static int64_t bounded(int64_t x)
{
    return work(x);
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(bounded(4));
    omni_newline();
    return omni_shutdown(0);
}
