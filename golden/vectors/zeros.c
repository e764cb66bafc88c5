/* zeros.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_a, "a", 1);

static const double vector_1_5_items[1] = {
    1.5,
};
OMNI_STATIC_FLOAT_VECTOR(vector_1_5, vector_1_5_items, 1);

/* A vector that is made without an element begins with zeros of the type that it will hold. */
static Obj *v = OMNI_NOTHING;
static Obj *w = OMNI_NOTHING;
static Obj *x = OMNI_NOTHING;

/* main
 *   v       global         reachable from the top-level variable v: lives until the program ends
 *   w       global         reachable from the top-level variable w: lives until the program ends
 *   x       global         reachable from the top-level variable x: lives until the program ends
 *   larger  larger_region  few objects for each call, so the first 512 bytes of their region lie in
 *                          the C frame; not on the stack: what it holds lies in a buffer of its
 *                          own, which can grow
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    v = omni_new_float_vector(omni_global, 2, "main: (make-vector 2)");
    omni_set_float_item(v, 0, 0.5, "main: (vector-set! v 0 0.5)");
    w = omni_new_int_vector(omni_global, 2, "main: (make-vector 2)");
    omni_set_int_item(w, 0, 7, "main: (vector-set! w 0 7)");
    x = omni_new_vector(omni_global, 2, "main: (make-vector 2)");
    omni_vector_set(x, 0, OMNI_REF(text_a), "main: (vector-set! x 0 \"a\")");
    Obj *v_value = v;
    Obj *w_value = w;
    Obj *x_value = x;
    OMNI_SCRATCH_STORAGE(512) larger_scratch;
    /* for larger: last used in (println v w x (vector-grow #(1.5) 2)) */
    Region *larger_region = stack_alloc_region(&larger_scratch, sizeof larger_scratch);
    Obj *larger = omni_vector_grow(larger_region, OMNI_REF(vector_1_5), 2,
                                   "main: (vector-grow #(1.5) 2)");
    omni_display(v_value);
    omni_display(w_value);
    omni_display(x_value);
    omni_display(larger);
    region_exit(larger_region);  /* last use of larger: (println v w x (vector-grow #(1.5) 2)) */
    omni_newline();
    return omni_shutdown(0);
}
