/* a.omni, translated by omnic */
#include "omni.h"

static Obj *main__main_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main__main_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *vector_map(Region *dest, Obj *f, Obj *items);
static void vector_for_each(Region *dest, Obj *f, Obj *items);
static Obj *vector_to_list(Region *dest, Obj *items);
static Obj *list_to_vector(Region *dest, Obj *items);
static Obj *dict_keys(Region *dest, Obj *entries);
static Obj *dict_values(Region *dest, Obj *entries);
static Obj *dict_to_list(Region *dest, Obj *entries);
static Obj *vector_to_list_3(Region *dest, Obj *items, int64_t start, int64_t end);
static void percent_check_range(int64_t start, int64_t end, int64_t length);

OMNI_STATIC_FLOAT(float_2_5, 2.5);

OMNI_STATIC_SYMBOL(sym_a, "a");
OMNI_STATIC_SYMBOL(sym_c, "c");
OMNI_STATIC_SYMBOL(sym_sym, "sym");

OMNI_STATIC_STRING(text_b, "b", 1);
OMNI_STATIC_STRING(text_no_such_range, "no such range:", 14);
OMNI_STATIC_STRING(text_space, " ", 1);
OMNI_STATIC_STRING(text_three, "three", 5);
OMNI_STATIC_STRING(text_x, "x", 1);
OMNI_STATIC_STRING(text_zz, "zz", 2);

static const uint8_t bytes_1_2_255_data[3] = {
    1, 2, 255,
};
OMNI_STATIC_BYTES(bytes_1_2_255, bytes_1_2_255_data, 3);

static Obj *const vector_1_2_3_items[3] = {
    OMNI_FIX(1), OMNI_FIX(2), OMNI_FIX(3),
};
OMNI_STATIC_VECTOR(vector_1_2_3, vector_1_2_3_items, 3);

static const Pair list_in_vector_1_2_3_4_x_a_2_5_sym[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2),
                                        OMNI_REF(list_in_vector_1_2_3_4_x_a_2_5_sym[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_NIL},
};

static Obj *const vector_4_x_a_2_5_sym_items[5] = {
    OMNI_FIX(4), OMNI_REF(text_x), OMNI_CHAR_CONST('a'), OMNI_REF(float_2_5), OMNI_REF(sym_sym),
};
OMNI_STATIC_VECTOR(vector_4_x_a_2_5_sym, vector_4_x_a_2_5_sym_items, 5);

static Obj *const vector_1_2_3_4_x_a_2_5_sym_items[3] = {
    OMNI_FIX(1), OMNI_REF(list_in_vector_1_2_3_4_x_a_2_5_sym[0]), OMNI_REF(vector_4_x_a_2_5_sym),
};
OMNI_STATIC_VECTOR(vector_1_2_3_4_x_a_2_5_sym, vector_1_2_3_4_x_a_2_5_sym_items, 3);

static const Pair list_in_main_[3] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main_[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main_[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_NIL},
};

OMNI_STATIC_CLOSURE(main__main_lambda_closure, main__main_lambda_entry, 1, 1);
OMNI_STATIC_CLOSURE(main__main_lambda_2_closure, main__main_lambda_2_entry, 1, 1);

static Obj *v = OMNI_NOTHING;
static Obj *d = OMNI_NOTHING;

/* fill
 *   v        borrowed  changed here; the caller keeps it
 *   product  v_region  becomes part of v, so it is built in the region that holds v
 */
static void fill(Obj *v_value, int64_t n)
{
    int64_t i = 0;
    while (i < n) {
        Obj *product = mk_int_region(region_of(v_value), omni_int_mul(i, i, "fill!+3: (* i i)"));
        omni_vector_set(v_value, i, product, "fill!+3: (vector-set! v i (* i i))");
        i = omni_int_add(i, 1, "fill!+4: (+ i 1)");
    }
}

/* sum
 *   v  borrowed  only read here; the caller keeps it
 */
static int64_t sum(Obj *v_value)
{
    int64_t i = 0;
    int64_t s = 0;
    while (i < omni_vector_length(v_value, "sum+2: (vector-length v)")) {
        int64_t sum = omni_int_add(i, 1, "sum+2: (+ i 1)");
        int64_t item = omni_int_value(omni_vector_ref(v_value, i, "sum+2: (vector-ref v i)"));
        i = sum;
        s = omni_int_add(s, item, "sum+2: (+ s (vector-ref v i))");
    }
    return s;
}

static int64_t main__main_lambda(int64_t x)
{
    return omni_int_add(x, 1, "main-lambda+0: (+ x 1)");
}

static Obj *main__main_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return mk_int_region(dest, main__main_lambda(omni_as_int(args[0], "main-lambda: x")));
}

static void main__main_lambda_2(int64_t x)
{
    omni_display_int(x);
    omni_display(OMNI_REF(text_space));
}

static Obj *main__main_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    main__main_lambda_2(omni_as_int(args[0], "main-lambda-2: x"));
    return OMNI_NOTHING;
}

/* main_
 *   w               w_region               not reachable from outside; last use: (vector->list w);
 *                                          not on the stack: size unknown: built by make-vector
 *   vector_map      vector_map_region      not reachable from outside; last use: (println
 *                                          (vector-map (lambda (x) (+ x...; not on the stack: size
 *                                          unknown: built by vector-map
 *   vector_to_list  vector_to_list_region  not reachable from outside; last use: (println
 *                                          (vector->list w) " " (list->...; not on the stack: size
 *                                          unknown: built by vector->list
 *   list_to_vector  list_to_vector_region  not reachable from outside; last use: (println
 *                                          (vector->list w) " " (list->...; not on the stack: size
 *                                          unknown: built by list->vector
 */
static void main_(void)
{
    Region *w_region = region_create();  /* for w: last used in (vector->list w) */
    Obj *w = omni_make_vector(w_region, 10, OMNI_FIX(0), "main+1: (make-vector 10 0)");
    fill(w, 10);
    omni_display(w);
    omni_newline();
    omni_display_int(sum(w));
    omni_newline();
    /* for vector-map: last used in (println (vector-map (lambda (x) (+ x... */
    Region *vector_map_region = region_create();
    Obj *vector_map_result = vector_map(vector_map_region, OMNI_REF(main__main_lambda_closure), w);
    omni_display(vector_map_result);
    /* last use of vector-map: (println (vector-map (lambda (x) (+ x... */
    region_exit(vector_map_region);
    omni_newline();
    /* for vector-for-each: last used in (vector-for-each (lambda (x) (display... */
    Region *vector_for_each_region = region_create();
    vector_for_each(vector_for_each_region, OMNI_REF(main__main_lambda_2_closure), w);
    region_exit(vector_for_each_region);  /* vector-for-each: never used after this */
    omni_newline();
    /* for vector->list: last used in (println (vector->list w) " " (list->... */
    Region *vector_to_list_region = region_create();
    Obj *vector_to_list_result = vector_to_list(vector_to_list_region, w);
    region_exit(w_region);  /* last use of w: (vector->list w) */
    /* for list->vector: last used in (println (vector->list w) " " (list->... */
    Region *list_to_vector_region = region_create();
    Obj *list_to_vector_result = list_to_vector(list_to_vector_region, OMNI_REF(list_in_main_[0]));
    omni_display(vector_to_list_result);
    /* last use of vector->list: (println (vector->list w) " " (list->... */
    region_exit(vector_to_list_region);
    omni_display(OMNI_REF(text_space));
    omni_display(list_to_vector_result);
    /* last use of list->vector: (println (vector->list w) " " (list->... */
    region_exit(list_to_vector_region);
    omni_newline();
}

/* main
 *   v               global                 reachable from the top-level variable v: lives until the
 *                                          program ends
 *   vector          vector_region          not reachable from outside; last use: (println '#(1 (2
 *                                          3) #(4 "x" #\a 2.5 s...; not on the stack: size unknown:
 *                                          built by %vector
 *   sum             stack                  at most 16 bytes and one object for each call
 *   d               global                 reachable from the top-level variable d: lives until the
 *                                          program ends
 *   sum             global                 reachable from the top-level variable d: lives until the
 *                                          program ends
 *   vector          global                 reachable from the top-level variable d: lives until the
 *                                          program ends
 *   dict_keys       dict_keys_region       not reachable from outside; last use: (println d
 *                                          (dict-ref d 'a) (dict-ref ...; not on the stack: size
 *                                          unknown: built by dict-keys
 *   dict_values     dict_values_region     not reachable from outside; last use: (println d
 *                                          (dict-ref d 'a) (dict-ref ...; not on the stack: size
 *                                          unknown: built by dict-values
 *   dict_to_list    dict_to_list_region    not reachable from outside; last use: (println d
 *                                          (dict-ref d 'a) (dict-ref ...; not on the stack: size
 *                                          unknown: built by dict->list
 *   pair            stack                  at most 96 bytes and one object for each call
 *   list_to_vector  list_to_vector_region  not reachable from outside; last use: (write `#(1 ,(+ 1
 *                                          1) ,@(list 3 4))); not on the stack: size unknown: built
 *                                          by list->vector
 *   v               v_region               not reachable from outside; last use: (println v
 *                                          (vector-pop! v) (vector-le...; not on the stack: size
 *                                          unknown: built by %vector
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    v = mk_vector_region(omni_global, 3, (Obj *[]){ OMNI_FIX(1), OMNI_FIX(2), OMNI_FIX(3) });
    omni_display(v);
    omni_newline();
    main_();
    IntBox sum_box;  /* at most 16 bytes and one object for each call */
    Obj *sum = mk_int_stack(&sum_box, omni_int_add(1, 1, "main: (+ 1 1)"));
    /* for vector: last used in (println '#(1 (2 3) #(4 "x" #\a 2.5 s... */
    Region *vector_region = region_create();
    omni_display(OMNI_REF(vector_1_2_3_4_x_a_2_5_sym));
    omni_display(OMNI_REF(text_space));
    omni_display(OMNI_REF(vector_1_2_3));
    omni_display(OMNI_REF(text_space));
    Obj *vector = mk_vector_region(vector_region, 3,
                                   (Obj *[]){ OMNI_FIX(1), sum, OMNI_REF(text_three) });
    omni_display(vector);
    region_exit(vector_region);  /* last use of vector: (println '#(1 (2 3) #(4 "x" #\a 2.5 s... */
    omni_display(OMNI_REF(bytes_1_2_255));
    omni_newline();
    Obj *d_value = omni_make_dict(omni_global);
    int64_t sum_2 = omni_int_add(1, 1, "main: (+ 1 1)");
    omni_dict_set(d_value, OMNI_REF(sym_a), OMNI_FIX(1), "main: #{'a 1 \"b\" (+ 1 1)}");
    Obj *sum_3 = mk_int_region(omni_global, sum_2);
    omni_dict_set(d_value, OMNI_REF(text_b), sum_3, "main: #{'a 1 \"b\" (+ 1 1)}");
    d = d_value;
    Obj *vector_2 = mk_vector_region(omni_global, 2, (Obj *[]){ OMNI_FIX(1), OMNI_FIX(2) });
    omni_dict_set(d, OMNI_REF(sym_c), vector_2, "main: (dict-set! d 'c [1 2])");
    Obj *d_value_2 = d;
    Obj *value = omni_dict_ref(d, OMNI_REF(sym_a), "main: (dict-ref d 'a)");
    Obj *value_2 = omni_dict_ref_or(d, OMNI_REF(text_zz), OMNI_FIX(0),
                                    "main: (dict-ref d \"zz\" 0)");
    Obj *d_value_3 = d;
    /* for dict-keys: last used in (println d (dict-ref d 'a) (dict-ref ... */
    Region *dict_keys_region = region_create();
    Obj *dict_keys_result = dict_keys(dict_keys_region, d_value_3);
    Obj *d_value_4 = d;
    /* for dict-values: last used in (println d (dict-ref d 'a) (dict-ref ... */
    Region *dict_values_region = region_create();
    Obj *dict_values_result = dict_values(dict_values_region, d_value_4);
    Obj *d_value_5 = d;
    /* for dict->list: last used in (println d (dict-ref d 'a) (dict-ref ... */
    Region *dict_to_list_region = region_create();
    Obj *dict_to_list_result = dict_to_list(dict_to_list_region, d_value_5);
    omni_display(d_value_2);
    omni_display(value);
    omni_display(value_2);
    omni_display(dict_keys_result);
    /* last use of dict-keys: (println d (dict-ref d 'a) (dict-ref ... */
    region_exit(dict_keys_region);
    omni_display(dict_values_result);
    /* last use of dict-values: (println d (dict-ref d 'a) (dict-ref ... */
    region_exit(dict_values_region);
    omni_display(dict_to_list_result);
    /* last use of dict->list: (println d (dict-ref d 'a) (dict-ref ... */
    region_exit(dict_to_list_region);
    omni_newline();
    Pair list_pair;  /* at most 96 bytes and one object for each call */
    Pair list_pair_2;  /* at most 96 bytes and one object for each call */
    Pair stack_pair;  /* at most 96 bytes and one object for each call */
    Pair stack_pair_2;  /* at most 96 bytes and one object for each call */
    IntBox sum_box_2;  /* at most 16 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair_2, OMNI_FIX(3),
                              mk_pair_stack(&list_pair, OMNI_FIX(4), OMNI_NIL));
    Obj *pair = mk_pair_stack(&stack_pair,
                              mk_int_stack(&sum_box_2, omni_int_add(1, 1, "main: (+ 1 1)")), list);
    Obj *pair_2 = mk_pair_stack(&stack_pair_2, OMNI_FIX(1), pair);
    /* for list->vector: last used in (write `#(1 ,(+ 1 1) ,@(list 3 4))) */
    Region *list_to_vector_region = region_create();
    omni_write(list_to_vector(list_to_vector_region, pair_2));
    /* last use of list->vector: (write `#(1 ,(+ 1 1) ,@(list 3 4))) */
    region_exit(list_to_vector_region);
    omni_newline();
    Region *v_region = region_create();  /* for v: carried from one iteration to the next */
    Obj *v_value = mk_vector_region(v_region, 0, NULL);
    int64_t i = 0;
    while (i != 20) {
        Obj *product = mk_float_region(v_region, 1.5 * (double)i);
        omni_vector_push(v_value, product, "main: (vector-push! v (* 1.5 i))");
        i = omni_int_add(i, 1, "main: (+ i 1)");
    }
    double item = omni_float_value(omni_vector_pop(v_value, "main: (vector-pop! v)"));
    int64_t length = omni_vector_length(v_value, "main: (vector-length v)");
    omni_display(v_value);
    region_exit(v_region);  /* last use of v: (println v (vector-pop! v) (vector-le... */
    omni_display_float(item);
    omni_display_int(length);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* vector_map
 *   f       borrowed  only read here; the caller keeps it
 *   items   borrowed  only read here; the caller keeps it
 *   result  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *vector_map(Region *dest, Obj *f, Obj *items)
{
    int64_t length = omni_vector_length(items, "vector-map+1: (vector-length items)");
    Obj *result = omni_new_vector(dest, length, "vector-map+2: (%new-vector length)");
    int64_t index = 0;
    while (index < length) {
        Obj *item = omni_vector_ref(items, index, "vector-map+5: (vector-ref items index)");
        Obj *item_2 = mk_int_region(dest, omni_int_value(item));
        Obj *f_result = omni_call(f, dest, 1, (Obj *[]){ item_2 },
                                  "vector-map+5: (f (vector-ref items index))");
        Obj *f_result_2 = mk_int_region(dest, omni_int_value(f_result));
        omni_vector_set(result, index, f_result_2,
                        "vector-map+5: (vector-set! result index (f (vector-...");
        index = omni_int_add(index, 1, "vector-map+6: (+ index 1)");
    }
    return result;
}

/* vector_for_each
 *   f      borrowed  only read here; the caller keeps it
 *   items  borrowed  only read here; the caller keeps it
 *   item   dest      part of the result, which is returned: built in the caller's region
 */
static void vector_for_each(Region *dest, Obj *f, Obj *items)
{
    int64_t length = omni_vector_length(items, "vector-for-each+1: (vector-length items)");
    int64_t index = 0;
    while (index < length) {
        Obj *item = omni_vector_ref(items, index, "vector-for-each+4: (vector-ref items index)");
        Obj *item_2 = mk_int_region(dest, omni_int_value(item));
        omni_call(f, dest, 1, (Obj *[]){ item_2 },
                  "vector-for-each+4: (f (vector-ref items index))");
        index = omni_int_add(index, 1, "vector-for-each+5: (+ index 1)");
    }
}

/* vector_to_list
 *   items             borrowed  only read here; the caller keeps it
 *   vector_to_list_3  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *vector_to_list(Region *dest, Obj *items)
{
    int64_t length = omni_vector_length(items, "vector->list+1: (vector-length items)");
    return vector_to_list_3(dest, items, 0, length);
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
        Obj *head = mk_int_region(dest,
                                  omni_int_value(omni_car(rest, "list->vector+5: (car rest)")));
        omni_vector_set(result, index, head,
                        "list->vector+5: (vector-set! result index (car rest))");
        index = omni_int_add(index, 1, "list->vector+6: (+ index 1)");
        rest = omni_pair_cdr(rest);
    }
    return result;
}

/* dict_keys
 *   entries  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *dict_keys(Region *dest, Obj *entries)
{
    int64_t place = omni_dict_places(entries, "dict-keys+1: (%dict-places entries)");
    Obj *result = OMNI_NIL;
    while (place != 0) {
        int64_t difference = omni_int_sub(place, 1, "dict-keys+4: (- place 1)");
        if (omni_dict_is_place(entries, difference,
                               "dict-keys+4: (%dict-place? entries (- place 1))")) {
            int64_t difference_2 = omni_int_sub(place, 1, "dict-keys+5: (- place 1)");
            int64_t difference_3 = omni_int_sub(place, 1, "dict-keys+5: (- place 1)");
            Obj *key = omni_dict_key_at(entries, difference_3,
                                        "dict-keys+5: (%dict-key-at entries (- place 1))");
            place = difference_2;
            result = mk_pair_region(dest, key, result);
        } else {
            place = omni_int_sub(place, 1, "dict-keys+6: (- place 1)");
        }
    }
    return result;
}

/* dict_values
 *   entries  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *dict_values(Region *dest, Obj *entries)
{
    int64_t place = omni_dict_places(entries, "dict-values+1: (%dict-places entries)");
    Obj *result = OMNI_NIL;
    while (place != 0) {
        int64_t difference = omni_int_sub(place, 1, "dict-values+4: (- place 1)");
        if (omni_dict_is_place(entries, difference,
                               "dict-values+4: (%dict-place? entries (- place 1))")) {
            int64_t difference_2 = omni_int_sub(place, 1, "dict-values+5: (- place 1)");
            int64_t difference_3 = omni_int_sub(place, 1, "dict-values+5: (- place 1)");
            Obj *value = omni_dict_value_at(entries, difference_3,
                                            "dict-values+5: (%dict-value-at entries (- place 1))");
            place = difference_2;
            result = mk_pair_region(dest, value, result);
        } else {
            place = omni_int_sub(place, 1, "dict-values+6: (- place 1)");
        }
    }
    return result;
}

/* dict_to_list
 *   entries  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *dict_to_list(Region *dest, Obj *entries)
{
    int64_t place = omni_dict_places(entries, "dict->list+1: (%dict-places entries)");
    Obj *result = OMNI_NIL;
    while (place != 0) {
        int64_t difference = omni_int_sub(place, 1, "dict->list+4: (- place 1)");
        if (omni_dict_is_place(entries, difference,
                               "dict->list+4: (%dict-place? entries (- place 1))")) {
            int64_t difference_2 = omni_int_sub(place, 1, "dict->list+5: (- place 1)");
            int64_t difference_3 = omni_int_sub(place, 1, "dict->list+6: (- place 1)");
            Obj *key = omni_dict_key_at(entries, difference_3,
                                        "dict->list+6: (%dict-key-at entries (- place 1))");
            int64_t difference_4 = omni_int_sub(place, 1, "dict->list+6: (- place 1)");
            Obj *value = omni_dict_value_at(entries, difference_4,
                                            "dict->list+6: (%dict-value-at entries (- place 1))");
            place = difference_2;
            result = mk_pair_region(dest, mk_pair_region(dest, key, value), result);
        } else {
            place = omni_int_sub(place, 1, "dict->list+7: (- place 1)");
        }
    }
    return result;
}

/* vector_to_list_3
 *   items  borrowed  only read here; the caller keeps it
 */
static Obj *vector_to_list_3(Region *dest, Obj *items, int64_t start, int64_t end)
{
    int64_t length = omni_vector_length(items, "vector->list-3+1: (vector-length items)");
    percent_check_range(start, end, length);
    int64_t index = end;
    Obj *result = OMNI_NIL;
    while (index > start) {
        int64_t difference = omni_int_sub(index, 1, "vector->list-3+4: (- index 1)");
        int64_t difference_2 = omni_int_sub(index, 1, "vector->list-3+4: (- index 1)");
        Obj *item = omni_vector_ref(items, difference_2,
                                    "vector->list-3+4: (vector-ref items (- index 1))");
        index = difference;
        result = mk_pair_region(dest, mk_int_region(dest, omni_int_value(item)), result);
    }
    return result;
}

/* percent_check_range
 *   list    stack  at most 72 bytes and one object for each call
 *   length  stack  at most 48 bytes and one object for each call
 */
static void percent_check_range(int64_t start, int64_t end, int64_t length)
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
                   "%check-range+2: (error \"no such range:\" start end len...");
    }
}
