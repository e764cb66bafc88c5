/* higher_order.omni, translated by omnic */
#include "omni.h"

static Obj *vector_to_list_2(Region *dest, Obj *items, int64_t start);
static Obj *list_to_vector(Region *dest, Obj *items);
static Obj *vector_to_list_3(Region *dest, Obj *items, int64_t start, int64_t end);
static void check_range(int64_t start, int64_t end, int64_t length);
static Obj *vector_map_main_lambda(Region *dest, Obj *items);
static Obj *vector_map_3_plus(Region *dest, Obj *a, Obj *b);
static void vector_for_each_show_lambda(Obj *items);

OMNI_STATIC_SYMBOL(sym_a, "a");
OMNI_STATIC_SYMBOL(sym_b, "b");

OMNI_STATIC_STRING(text_no_such_range, "no such range:", 14);
OMNI_STATIC_STRING(text_space, " ", 1);

static const int64_t vector_1_items[1] = {
    1,
};
OMNI_STATIC_INT_VECTOR(vector_1, vector_1_items, 1);

static const int64_t vector_10_20_items[2] = {
    10, 20,
};
OMNI_STATIC_INT_VECTOR(vector_10_20, vector_10_20_items, 2);

static const int64_t vector_1_2_3_items[3] = {
    1, 2, 3,
};
OMNI_STATIC_INT_VECTOR(vector_1_2_3, vector_1_2_3_items, 3);

OMNI_STATIC_INT_VECTOR(vector_empty, NULL, 0);

static const Pair list_in_main[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_a), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_b), OMNI_NIL},
};

static void show_lambda(int64_t x)
{
    omni_display_int(x);
    omni_display(OMNI_REF(text_space));
}

/* vector-map, vector-for-each and the conversions are OmniLisp, planned with the program. */
/* show
 *   v  borrowed  only read here; the caller keeps it
 */
static void show(Obj *v)
{
    vector_for_each_show_lambda(v);
    omni_newline();
}

/* main
 *   vector_map        vector_map_region        not reachable from outside; last use: (show
 *                                              (vector-map (lambda (x) (* x x)...; not on the
 *                                              stack: size unknown: built by vector-map-main-lambda
 *   vector_map_3      vector_map_3_region      not reachable from outside; last use: (show
 *                                              (vector-map + #(1 2 3) #(10 20))); not on the stack:
 *                                              size unknown: built by vector-map-3-+
 *   vector_to_list_2  vector_to_list_2_region  not reachable from outside; last use: (println
 *                                              (vector->list #(1 2 3) 1) (l...; not on the stack:
 *                                              size unknown: built by vector->list
 *   list_to_vector    list_to_vector_region    not reachable from outside; last use: (println
 *                                              (vector->list #(1 2 3) 1) (l...; not on the stack:
 *                                              size unknown: built by list->vector
 *   vector            vector_region_3          few objects for each call, so the first 512 bytes of
 *                                              their region lie in the C frame; not on the stack:
 *                                              what it holds lies in a buffer of its own, which can
 *                                              grow
 *   vector            vector_region            few objects for each call, so the first 512 bytes of
 *                                              their region lie in the C frame; not on the stack:
 *                                              what it holds lies in a buffer of its own, which can
 *                                              grow
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for vector-map: last used in (show (vector-map (lambda (x) (* x x)... */
    Region *vector_map_region = region_create();
    show(vector_map_main_lambda(vector_map_region, OMNI_REF(vector_1_2_3)));
    /* last use of vector-map: (show (vector-map (lambda (x) (* x x)... */
    region_exit(vector_map_region);
    /* for vector-map-3: last used in (show (vector-map + #(1 2 3) #(10 20))) */
    Region *vector_map_3_region = region_create();
    Obj *vector_map_3 = vector_map_3_plus(vector_map_3_region, OMNI_REF(vector_1_2_3),
                                          OMNI_REF(vector_10_20));
    show(vector_map_3);
    /* last use of vector-map-3: (show (vector-map + #(1 2 3) #(10 20))) */
    region_exit(vector_map_3_region);
    /* for vector->list-2: last used in (println (vector->list #(1 2 3) 1) (l... */
    Region *vector_to_list_2_region = region_create();
    Obj *vector_to_list_2_result = vector_to_list_2(vector_to_list_2_region, OMNI_REF(vector_1_2_3),
                                                    1);
    /* for list->vector: last used in (println (vector->list #(1 2 3) 1) (l... */
    Region *list_to_vector_region = region_create();
    Obj *list_to_vector_result = list_to_vector(list_to_vector_region, OMNI_REF(list_in_main[0]));
    OMNI_SCRATCH_STORAGE(512) vector_scratch;
    /* for vector: last used in (vector-append #(1) #() [2 3]) */
    Region *vector_region = stack_alloc_region(&vector_scratch, sizeof vector_scratch);
    Obj *vector = mk_int_vector_region(vector_region, 2, (int64_t[]){ 2, 3 });
    Obj *vector_2 = omni_vector_append(vector_region, OMNI_REF(vector_1), OMNI_REF(vector_empty),
                                       "main: (vector-append #(1) #() [2 3])");
    OMNI_SCRATCH_STORAGE(512) vector_scratch_3;
    /* for vector: last used in (println (vector->list #(1 2 3) 1) (l... */
    Region *vector_region_3 = stack_alloc_region(&vector_scratch_3, sizeof vector_scratch_3);
    Obj *vector_3 = omni_vector_append(vector_region_3, vector_2, vector,
                                       "main: (vector-append #(1) #() [2 3])");
    region_exit(vector_region);  /* last use of vector: (vector-append #(1) #() [2 3]) */
    omni_display(vector_to_list_2_result);
    /* last use of vector->list-2: (println (vector->list #(1 2 3) 1) (l... */
    region_exit(vector_to_list_2_region);
    omni_display(list_to_vector_result);
    /* last use of list->vector: (println (vector->list #(1 2 3) 1) (l... */
    region_exit(list_to_vector_region);
    omni_display(vector_3);
    /* last use of vector: (println (vector->list #(1 2 3) 1) (l... */
    region_exit(vector_region_3);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* vector_to_list_2
 *   items           borrowed  only read here; the caller keeps it
 *   vector_to_list  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *vector_to_list_2(Region *dest, Obj *items, int64_t start)
{
    int64_t length = omni_vector_length(items, "vector->list-2+1: (vector-length items)");
    return vector_to_list_3(dest, items, start, length);
}

/* list_to_vector
 *   items   borrowed  only read here; the caller keeps it
 *   result  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *list_to_vector(Region *dest, Obj *items)
{
    int64_t length = omni_length(items, "list->vector+1: (length items)");
    Obj *result = omni_new_vector(dest, length, "list->vector+2: (%new-vector length)");
    int64_t index = 0;
    Obj *rest = items;
    while (index < length) {
        Obj *head = omni_car(rest, "list->vector+5: (car rest)");
        omni_vector_set(result, index, head,
                        "list->vector+5: (vector-set! result index (car rest))");
        index = index + 1;
        rest = omni_pair_cdr(rest);
    }
    return result;
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

/* vector_map_main_lambda
 *   vector_map_main_lambda  version   specialised for main-lambda: what it gets to call is known
 *   items                   borrowed  only read here; the caller keeps it
 *   result                  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *vector_map_main_lambda(Region *dest, Obj *items)
{
    int64_t length = omni_vector_length(items, "vector-map+1: (vector-length items)");
    Obj *result = omni_new_int_vector(dest, length, "vector-map+2: (%new-vector length)");
    int64_t index = 0;
    while (index < length) {
        int64_t item = omni_int_item(items, index, "vector-map+5: (vector-ref items index)");
        int64_t f_result = omni_int_mul(item, item, "vector-map+5: (f (vector-ref items index))");
        omni_set_int_item(result, index, f_result,
                          "vector-map+5: (vector-set! result index (f (vector-...");
        index = index + 1;
    }
    return result;
}

/* vector_map_3_plus
 *   vector_map_3_plus  version   specialised for +: what it gets to call is known
 *   a                  borrowed  only read here; the caller keeps it
 *   b                  borrowed  only read here; the caller keeps it
 *   result             dest      returned, so it is built in the caller's region: no copy
 */
static Obj *vector_map_3_plus(Region *dest, Obj *a, Obj *b)
{
    int64_t length_2 = omni_vector_length(a, "vector-map-3+1: (vector-length a)");
    int64_t length = omni_int_min(length_2,
                                  omni_vector_length(b, "vector-map-3+1: (vector-length b)"));
    Obj *result = omni_new_int_vector(dest, length, "vector-map-3+2: (%new-vector length)");
    int64_t index = 0;
    while (index < length) {
        int64_t item = omni_int_item(a, index, "vector-map-3+5: (vector-ref a index)");
        int64_t item_2 = omni_int_item(b, index, "vector-map-3+5: (vector-ref b index)");
        int64_t f_result = omni_int_add(item, item_2,
                                        "vector-map-3+5: (f (vector-ref a index) (vector-ref b...");
        omni_set_int_item(result, index, f_result,
                          "vector-map-3+5: (vector-set! result index (f (vector-...");
        index = index + 1;
    }
    return result;
}

/* vector_for_each_show_lambda
 *   vector_for_each_show_lambda  version   specialised for show-lambda: what it gets to call is
 *                                          known
 *   items                        borrowed  only read here; the caller keeps it
 */
static void vector_for_each_show_lambda(Obj *items)
{
    int64_t length = omni_vector_length(items, "vector-for-each+1: (vector-length items)");
    int64_t index = 0;
    while (index < length) {
        int64_t item = omni_int_item(items, index, "vector-for-each+4: (vector-ref items index)");
        show_lambda(item);
        index = index + 1;
    }
}
