/* floats.omni, translated by omnic */
#include "omni.h"

static Obj *list_to_vector(Region *dest, Obj *items);

OMNI_STATIC_FLOAT(float_3_0, 3.0);

OMNI_STATIC_STRING(text_space, " ", 1);

static Obj *const vector_3_3_3_items[3] = {
    OMNI_FIX(3), OMNI_FIX(3), OMNI_FIX(3),
};
OMNI_STATIC_VECTOR(vector_3_3_3, vector_3_3_3_items, 3);

static Obj *v = OMNI_NOTHING;

/* All elements are proven Floats: the vector holds doubles, and reading one makes no object. */
/* scale
 *   v  borrowed  changed here; the caller keeps it
 */
static void scale(Obj *v_value, double factor)
{
    int64_t limit = omni_vector_length(v_value, "scale!+1: (vector-length v)");
    int64_t i = 0;
    while (i < limit) {
        double product = factor * omni_float_item(v_value, i, "scale!+2: (vector-ref v i)");
        omni_set_float_item(v_value, i, product,
                            "scale!+2: (vector-set! v i (* factor (vector-re...");
        i = i + 1;
    }
}

/* main
 *   v               global                 reachable from the top-level variable v: lives until the
 *                                          program ends
 *   list_to_vector  list_to_vector_region  not reachable from outside; last use: (equal? v
 *                                          (list->vector (list 3.0 3.0...; not on the stack: size
 *                                          unknown: built by list->vector
 *   list            stack                  at most 72 bytes and one object for each call
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    v = omni_make_float_vector(omni_global, 3, 1.5, "main: (make-vector 3 1.5)");
    scale(v, 2.0);
    omni_float_vector_push(v, 0.25, "main: (vector-push! v 0.25)");
    Obj *v_value = v;
    double item = omni_float_vector_pop(v, "main: (vector-pop! v)");
    double item_2 = omni_float_item(v, 2, "main: (vector-ref v 2)");
    omni_display(v_value);
    omni_display(OMNI_REF(text_space));
    omni_display_float(item);
    omni_display(OMNI_REF(text_space));
    omni_display_float(item_2);
    omni_newline();
    Pair list_pair;  /* at most 72 bytes and one object for each call */
    Pair list_pair_2;  /* at most 72 bytes and one object for each call */
    Pair list_pair_3;  /* at most 72 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair, OMNI_REF(float_3_0), OMNI_NIL);
    Obj *list_2 = mk_pair_stack(&list_pair_2, OMNI_REF(float_3_0), list);
    Obj *v_value_2 = v;
    Obj *list_3 = mk_pair_stack(&list_pair_3, OMNI_REF(float_3_0), list_2);
    /* for list->vector: last used in (equal? v (list->vector (list 3.0 3.0... */
    Region *list_to_vector_region = region_create();
    bool equal = omni_is_equal(v_value_2, list_to_vector(list_to_vector_region, list_3));
    /* last use of list->vector: (equal? v (list->vector (list 3.0 3.0... */
    region_exit(list_to_vector_region);
    bool equal_2 = omni_is_equal(v, OMNI_REF(vector_3_3_3));
    omni_display_bool(equal);
    omni_display_bool(equal_2);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* list_to_vector
 *   items   borrowed  only read here; the caller keeps it
 *   result  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *list_to_vector(Region *dest, Obj *items)
{
    int64_t length = omni_length(items, "list->vector+1: (length items)");
    Obj *result = omni_new_float_vector(dest, length, "list->vector+2: (%new-vector length)");
    int64_t index = 0;
    Obj *rest = items;
    while (index < length) {
        double head = omni_float_value(omni_car(rest, "list->vector+5: (car rest)"));
        omni_set_float_item(result, index, head,
                            "list->vector+5: (vector-set! result index (car rest))");
        index = index + 1;
        rest = omni_pair_cdr(rest);
    }
    return result;
}
