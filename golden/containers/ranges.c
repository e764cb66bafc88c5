/* ranges.omni, translated by omnic */
#include "omni.h"

static inline void vector_copy(Obj *to, int64_t at, Obj *from, int64_t start, int64_t end);
static Obj *vector_copy_2(Region *dest, Obj *items, int64_t start);
static void vector_fill_4(Obj *items, Obj *value, int64_t start, int64_t end);
static Obj *vector_to_list_3(Region *dest, Obj *items, int64_t start, int64_t end);
static void check_range(int64_t start, int64_t end, int64_t length);

OMNI_STATIC_SYMBOL(sym_x, "x");

OMNI_STATIC_STRING(text_no_such_range, "no such range:", 14);

static const int64_t vector_1_items[1] = {
    1,
};
OMNI_STATIC_INT_VECTOR(vector_1, vector_1_items, 1);

/* Ranges of vectors: up to, not including, the end; a copy may overlap with itself. */
static Obj *v = OMNI_NOTHING;

/* main
 *   v                 global                   reachable from the top-level variable v: lives until
 *                                              the program ends
 *   part              part_region              few objects for each call, so the first 512 bytes of
 *                                              their region lie in the C frame; not on the stack:
 *                                              what it holds lies in a buffer of its own, which can
 *                                              grow
 *   vector_copy_2     vector_copy_2_region     not reachable from outside; last use: (println v
 *                                              (subvector v 1 3) (vector-...; not on the stack:
 *                                              size unknown: built by vector-copy
 *   vector_to_list_3  vector_to_list_3_region  not reachable from outside; last use: (println v
 *                                              (vector->list v 2 5) (vect...; not on the stack:
 *                                              size unknown: built by vector->list
 *   larger            larger_region            few objects for each call, so the first 512 bytes of
 *                                              their region lie in the C frame; not on the stack:
 *                                              what it holds lies in a buffer of its own, which can
 *                                              grow
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    v = mk_vector_region(omni_global, 5,
                         (Obj *[]){ OMNI_FIX(1), OMNI_FIX(2), OMNI_FIX(3), OMNI_FIX(4),
                                    OMNI_FIX(5) });

    vector_copy(v, 1, v, 0, 3);
    Obj *v_value = v;
    Obj *v_value_2 = v;
    OMNI_SCRATCH_STORAGE(512) part_scratch;
    /* for part: last used in (println v (subvector v 1 3) (vector-... */
    Region *part_region = stack_alloc_region(&part_scratch, sizeof part_scratch);
    Obj *part = omni_subvector(part_region, v_value_2, 1, 3, "main: (subvector v 1 3)");
    Obj *v_value_3 = v;
    /* for vector-copy-2: last used in (println v (subvector v 1 3) (vector-... */
    Region *vector_copy_2_region = region_create();
    Obj *vector_copy_2_result = vector_copy_2(vector_copy_2_region, v_value_3, 3);
    omni_display(v_value);
    omni_display(part);
    region_exit(part_region);  /* last use of part: (println v (subvector v 1 3) (vector-... */
    omni_display(vector_copy_2_result);
    /* last use of vector-copy-2: (println v (subvector v 1 3) (vector-... */
    region_exit(vector_copy_2_region);
    omni_newline();
    vector_fill_4(v, OMNI_REF(sym_x), 2, 4);
    Obj *v_value_4 = v;
    Obj *v_value_5 = v;
    /* for vector->list-3: last used in (println v (vector->list v 2 5) (vect... */
    Region *vector_to_list_3_region = region_create();
    Obj *vector_to_list_3_result = vector_to_list_3(vector_to_list_3_region, v_value_5, 2, 5);
    OMNI_SCRATCH_STORAGE(512) larger_scratch;
    /* for larger: last used in (println v (vector->list v 2 5) (vect... */
    Region *larger_region = stack_alloc_region(&larger_scratch, sizeof larger_scratch);
    Obj *larger = omni_vector_grow(larger_region, OMNI_REF(vector_1), 3,
                                   "main: (vector-grow #(1) 3)");
    omni_display(v_value_4);
    omni_display(vector_to_list_3_result);
    /* last use of vector->list-3: (println v (vector->list v 2 5) (vect... */
    region_exit(vector_to_list_3_region);
    omni_display(larger);
    region_exit(larger_region);  /* last use of larger: (println v (vector->list v 2 5) (vect... */
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* vector_copy
 *   to    borrowed  changed here; the caller keeps it
 *   from  borrowed  put into to; the caller keeps it alive as long as to
 */
static inline void vector_copy(Obj *to, int64_t at, Obj *from, int64_t start, int64_t end)
{
    omni_vector_move(to, at, from, start, end,
                     "vector-copy!+1: (%vector-copy! to at from start end)");
}

/* vector_copy_2
 *   items  borrowed  part of the result; the caller keeps it alive as long as the result
 *   part   dest      returned, so it is built in the caller's region: no copy
 */
static Obj *vector_copy_2(Region *dest, Obj *items, int64_t start)
{
    int64_t length = omni_vector_length(items, "vector-copy-2+1: (vector-length items)");
    return omni_subvector(dest, items, start, length,
                          "vector-copy-2+1: (subvector items start (vector-length...");
}

/* vector_fill_4
 *   items  borrowed  changed here; the caller keeps it
 */
static void vector_fill_4(Obj *items, Obj *value, int64_t start, int64_t end)
{
    int64_t length = omni_vector_length(items, "vector-fill!-4+1: (vector-length items)");
    check_range(start, end, length);
    int64_t index = start;
    while (index < end) {
        omni_vector_set(items, index, value, "vector-fill!-4+4: (vector-set! items index value)");
        index = index + 1;
    }
}

/* vector_to_list_3
 *   items  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *vector_to_list_3(Region *dest, Obj *items, int64_t start, int64_t end)
{
    int64_t length = omni_vector_length(items, "vector->list-3+1: (vector-length items)");
    check_range(start, end, length);
    int64_t index = end;
    Obj *result = OMNI_NIL;
    while (index > start) {
        Obj *item = omni_vector_ref(items, index - 1,
                                    "vector->list-3+4: (vector-ref items (- index 1))");
        index = index - 1;
        result = mk_pair_region(dest, item, result);
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
