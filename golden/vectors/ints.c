/* ints.omni, translated by omnic */
#include "omni.h"

static Obj *vector_to_list(Region *dest, Obj *items);
static Obj *vector_to_list_3(Region *dest, Obj *items, int64_t start, int64_t end);
static void check_range(int64_t start, int64_t end, int64_t length);
static Obj *vector_map_squares_lambda(Region *dest, Obj *items);

OMNI_STATIC_STRING(text_no_such_range, "no such range:", 14);
OMNI_STATIC_STRING(text_space, " ", 1);

static const int64_t vector_1_2_3037000499_items[3] = {
    1, 2, INT64_C(3037000499),
};
OMNI_STATIC_INT_VECTOR(vector_1_2_3037000499, vector_1_2_3037000499_items, 3);

static const int64_t vector_7_items[1] = {
    7,
};
OMNI_STATIC_INT_VECTOR(vector_7, vector_7_items, 1);

/* All elements are proven Ints, also large ones: the vector holds int64_t, and no Int is boxed
 * in it. */
static Obj *squares = OMNI_NOTHING;

/* sum
 *   v  borrowed  only read here; the caller keeps it
 */
static int64_t sum(Obj *v)
{
    int64_t i = 0;
    int64_t total = 0;
    while (i != omni_vector_length(v, "sum+2: (vector-length v)")) {
        int64_t sum = omni_int_add(i, 1, "sum+2: (+ i 1)");
        int64_t item = omni_int_item(v, i, "sum+2: (vector-ref v i)");
        i = sum;
        total = omni_int_add(total, item, "sum+2: (+ total (vector-ref v i))");
    }
    return total;
}

/* main
 *   squares         global                 reachable from the top-level variable squares: lives
 *                                          until the program ends
 *   vector          vector_region          few objects for each call, so the first 512 bytes of
 *                                          their region lie in the C frame; not on the stack: what
 *                                          it holds lies in a buffer of its own, which can grow
 *   vector_to_list  vector_to_list_region  not reachable from outside; last use: (println
 *                                          (vector-append squares #(7))...; not on the stack: size
 *                                          unknown: built by vector->list
 *   part            part_region            few objects for each call, so the first 512 bytes of
 *                                          their region lie in the C frame; not on the stack: what
 *                                          it holds lies in a buffer of its own, which can grow
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    squares = vector_map_squares_lambda(omni_global, OMNI_REF(vector_1_2_3037000499));
    Obj *squares_value = squares;
    int64_t sum_result = sum(squares);
    omni_display(squares_value);
    omni_display(OMNI_REF(text_space));
    omni_display_int(sum_result);
    omni_newline();
    Obj *squares_value_2 = squares;
    OMNI_SCRATCH_STORAGE(512) vector_scratch;
    /* for vector: last used in (println (vector-append squares #(7))... */
    Region *vector_region = stack_alloc_region(&vector_scratch, sizeof vector_scratch);
    Obj *vector = omni_vector_append(vector_region, squares_value_2, OMNI_REF(vector_7),
                                     "main: (vector-append squares #(7))");
    Obj *squares_value_3 = squares;
    OMNI_SCRATCH_STORAGE(512) part_scratch;
    /* for part: last used in (vector->list (subvector squares 0 2)) */
    Region *part_region = stack_alloc_region(&part_scratch, sizeof part_scratch);
    Obj *part = omni_subvector(part_region, squares_value_3, 0, 2, "main: (subvector squares 0 2)");
    /* for vector->list: last used in (println (vector-append squares #(7))... */
    Region *vector_to_list_region = region_create();
    Obj *vector_to_list_result = vector_to_list(vector_to_list_region, part);
    region_exit(part_region);  /* last use of part: (vector->list (subvector squares 0 2)) */
    omni_display(vector);
    region_exit(vector_region);  /* last use of vector: (println (vector-append squares #(7))... */
    omni_display(vector_to_list_result);
    /* last use of vector->list: (println (vector-append squares #(7))... */
    region_exit(vector_to_list_region);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* vector_to_list
 *   items           borrowed  only read here; the caller keeps it
 *   vector_to_list  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *vector_to_list(Region *dest, Obj *items)
{
    int64_t length = omni_vector_length(items, "vector->list+1: (vector-length items)");
    return vector_to_list_3(dest, items, 0, length);
}

/* vector_to_list_3
 *   items  borrowed  only read here; the caller keeps it
 */
static Obj *vector_to_list_3(Region *dest, Obj *items, int64_t start, int64_t end)
{
    int64_t length = omni_vector_length(items, "vector->list-3+1: (vector-length items)");
    check_range(start, end, length);
    int64_t index = end;
    Obj *result = OMNI_NIL;
    while (index > start) {
        int64_t item = omni_int_item(items, index - 1,
                                     "vector->list-3+4: (vector-ref items (- index 1))");
        index = index - 1;
        result = mk_pair_region(dest, mk_int_region(dest, item), result);
    }
    return result;
}

/* check_range
 *   list    stack  at most 72 bytes and one object for each call
 *   length  stack  at most 48 bytes and one object for each call
 */
static void check_range(int64_t start, int64_t end, int64_t length)
{
    if (0 > start || start > end || end > length) {
        IntBox length_box;  /* at most 48 bytes and one object for each call */
        IntBox end_box;  /* at most 48 bytes and one object for each call */
        IntBox start_box;  /* at most 48 bytes and one object for each call */
        Pair list_pair;  /* at most 72 bytes and one object for each call */
        Pair list_pair_2;  /* at most 72 bytes and one object for each call */
        Pair list_pair_3;  /* at most 72 bytes and one object for each call */
        Obj *list = mk_pair_stack(&list_pair, mk_int_stack(&length_box, length), OMNI_NIL);
        Obj *list_2 = mk_pair_stack(&list_pair_2, mk_int_stack(&end_box, end), list);
        Obj *list_3 = mk_pair_stack(&list_pair_3, mk_int_stack(&start_box, start), list_2);
        omni_error(OMNI_REF(text_no_such_range), list_3,
                   "check-range+2: (error \"no such range:\" start end len...");
    }
}

/* vector_map_squares_lambda
 *   vector_map_squares_lambda  version   specialised for squares-lambda: what it gets to call is
 *                                        known
 *   items                      borrowed  only read here; the caller keeps it
 *   result                     dest      returned, so it is built in the caller's region: no copy
 */
static Obj *vector_map_squares_lambda(Region *dest, Obj *items)
{
    int64_t length = omni_vector_length(items, "vector-map+1: (vector-length items)");
    Obj *result = omni_new_int_vector(dest, length, "vector-map+2: (%new-vector length)");
    int64_t index = 0;
    while (index < length) {
        int64_t item = omni_int_item(items, index, "vector-map+5: (vector-ref items index)");
        int64_t f_result = omni_int_mul(item, item, "vector-map+5: (f (vector-ref items index))");
        omni_int_vector_set(result, index, f_result,
                            "vector-map+5: (vector-set! result index (f (vector-...");
        index = index + 1;
    }
    return result;
}
