/* boxed.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_FLOAT(float_1_5, 1.5);
OMNI_STATIC_FLOAT(float_2_5, 2.5);

OMNI_STATIC_SYMBOL(sym_two, "two");

OMNI_STATIC_STRING(text_x, "x", 1);

/* One element of another type, however it gets there, and the vector holds values. */
static Obj *a = OMNI_NOTHING;
static Obj *b = OMNI_NOTHING;
static Obj *c = OMNI_NOTHING;

/* mark
 *   v  borrowed  changed here; the caller keeps it
 */
static inline void mark(Obj *v)
{
    omni_vector_set(v, 1, OMNI_REF(sym_two), "mark!+0: (vector-set! v 1 'two)");
}

/* main
 *   a       global         reachable from the top-level variable a: lives until the program ends
 *   b       global         reachable from the top-level variable b: lives until the program ends
 *   c       global         reachable from the top-level variable c: lives until the program ends
 *   vector  vector_region  few objects for each call, so the first 512 bytes of their region lie in
 *                          the C frame; not on the stack: what it holds lies in a buffer of its
 *                          own, which can grow
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    a = mk_vector_region(omni_global, 3, (Obj *[]){ OMNI_FIX(1), OMNI_FIX(2), OMNI_FIX(3) });
    mark(a);
    b = mk_vector_region(omni_global, 2, (Obj *[]){ OMNI_REF(float_1_5), OMNI_REF(float_2_5) });
    Obj *b_value = b;
    OMNI_SCRATCH_STORAGE(512) vector_scratch;
    /* for vector: last used in (vector-append b (vector "x")) */
    Region *vector_region = stack_alloc_region(&vector_scratch, sizeof vector_scratch);
    Obj *vector = mk_vector_region(vector_region, 1, (Obj *[]){ OMNI_REF(text_x) });
    Obj *c_value = omni_vector_append(omni_global, b_value, vector,
                                      "main: (vector-append b (vector \"x\"))");
    region_exit(vector_region);  /* last use of vector: (vector-append b (vector "x")) */
    c = c_value;
    Obj *b_value_2 = b;
    Obj *c_value_2 = c;
    omni_display(a);
    omni_display(b_value_2);
    omni_display(c_value_2);
    omni_newline();
    return omni_shutdown(0);
}
