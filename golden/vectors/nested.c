/* nested.omni, translated by omnic */
#include "omni.h"

static Obj *list_to_vector(Region *dest, Obj *items);

OMNI_STATIC_STRING(text_found, "found", 5);

static Obj *m = OMNI_NOTHING;
static Obj *table = OMNI_NOTHING;

/* Rows of a matrix hold doubles; the matrix holds the rows. Copies into another region keep the
 * layout. */
/* make_matrix
 *   m  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *make_matrix(Region *dest, int64_t rows, int64_t columns)
{
    Obj *m_value = omni_make_vector(dest, rows, OMNI_FALSE, "make-matrix+1: (make-vector rows #f)");
    int64_t i = 0;
    while (i < rows) {
        Obj *vector = omni_make_float_vector(dest, columns, 0.0,
                                             "make-matrix+2: (make-vector columns 0.0)");
        omni_vector_set(m_value, i, vector,
                        "make-matrix+2: (vector-set! m i (make-vector columns...");
        i = i + 1;
    }
    return m_value;
}

/* matrix_set
 *   m  borrowed  changed here; the caller keeps it
 */
static inline void matrix_set(Obj *m_value, int64_t i, int64_t j, double x)
{
    Obj *item = omni_vector_ref(m_value, i, "matrix-set!+0: (vector-ref m i)");
    omni_float_vector_set(item, j, x, "matrix-set!+0: (vector-set! (vector-ref m i) j x)");
}

/* main
 *   m               global                 reachable from the top-level variable m: lives until the
 *                                          program ends
 *   table           global                 reachable from the top-level variable table: lives until
 *                                          the program ends
 *   vector          global                 reachable from the top-level variable table: lives until
 *                                          the program ends
 *   list_to_vector  list_to_vector_region  not reachable from outside; last use: (dict-ref table
 *                                          (list->vector (list 1...; not on the stack: size
 *                                          unknown: built by list->vector
 *   list            stack                  at most 48 bytes and one object for each call
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    m = make_matrix(omni_global, 2, 2);
    matrix_set(m, 1, 0, 2.5);
    omni_display(m);
    omni_newline();
    table = omni_make_dict(omni_global);
    Obj *vector = mk_int_vector_region(omni_global, 2, (int64_t[]){ 1, 2 });
    omni_dict_set(table, vector, OMNI_REF(text_found),
                  "main: (dict-set! table (vector 1 2) \"found\")");
    Pair list_pair;  /* at most 48 bytes and one object for each call */
    Pair list_pair_2;  /* at most 48 bytes and one object for each call */
    Obj *table_value = table;
    Obj *list = mk_pair_stack(&list_pair_2, OMNI_FIX(1),
                              mk_pair_stack(&list_pair, OMNI_FIX(2), OMNI_NIL));
    /* for list->vector: last used in (dict-ref table (list->vector (list 1... */
    Region *list_to_vector_region = region_create();
    Obj *list_to_vector_result = list_to_vector(list_to_vector_region, list);
    Obj *value = omni_dict_ref(table_value, list_to_vector_result,
                               "main: (dict-ref table (list->vector (list 1...");
    /* last use of list->vector: (dict-ref table (list->vector (list 1... */
    region_exit(list_to_vector_region);
    omni_display(value);
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
    Obj *result = omni_new_int_vector(dest, length, "list->vector+2: (%new-vector length)");
    int64_t index = 0;
    Obj *rest = items;
    while (index < length) {
        int64_t head = omni_int_value(omni_car(rest, "list->vector+5: (car rest)"));
        omni_set_int_item(result, index, head,
                          "list->vector+5: (vector-set! result index (car rest))");
        index = index + 1;
        rest = omni_pair_cdr(rest);
    }
    return result;
}
