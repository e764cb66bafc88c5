/* for_containers.omni, translated by omnic */
#include "omni.h"

static Obj *dict_entries(Region *dest, Obj *entries);

OMNI_STATIC_FLOAT(float_3_5, 3.5);

OMNI_STATIC_SYMBOL(sym_a, "a");

OMNI_STATIC_STRING(text_ada, "ada", 3);
OMNI_STATIC_STRING(text_alan, "alan", 4);
OMNI_STATIC_STRING(text_b, "b", 1);
OMNI_STATIC_STRING(text_equals, "=", 1);
OMNI_STATIC_TEXT(text_h, "h\303\251", 3, 2);
OMNI_STATIC_STRING(text_space, " ", 1);

static const Pair list_in_main[6] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(list_in_main[2]), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(list_in_main[4]), OMNI_NIL},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[3])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_NIL},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_REF(list_in_main[5])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(4), OMNI_NIL},
};

/* `for` walks over vectors, keys of dicts and chars of strings; a pattern takes the entries of a
 * dict apart. */
/* total
 *   numbers  borrowed  only read here; the caller keeps it
 */
static Obj *total(Region *dest, Obj *numbers)
{
    Obj *sum = OMNI_FIX(0);
    int64_t index = 0;
    while (index < omni_vector_length(numbers, "total+2: numbers")) {
        Obj *x = omni_vector_ref(numbers, index, "total+2: numbers");
        sum = omni_add(dest, sum, x, "total+2: (+ sum x)");
        index = index + 1;
    }
    return sum;
}

/* main
 *   total         total_region         not reachable from outside; last use: (println (total [1 2
 *                                      3.5])); not on the stack: size unknown: built by total
 *   vector        vector_region        few objects for each call, so the first 512 bytes of their
 *                                      region lie in the C frame; not on the stack: what it holds
 *                                      lies in a buffer of its own, which can grow
 *   items         items_region         few objects for each call, so the first 512 bytes of their
 *                                      region lie in the C frame; not on the stack: size unknown:
 *                                      built by string->list
 *   dict          dict_region          few objects for each call, so the first 512 bytes of their
 *                                      region lie in the C frame; not on the stack: what it holds
 *                                      lies in a buffer of its own, which can grow
 *   entries       entries_region       few objects for each call, so the first 512 bytes of their
 *                                      region lie in the C frame; not on the stack: what it holds
 *                                      lies in a buffer of its own, which can grow
 *   dict_entries  dict_entries_region  not reachable from outside; last use: (for [[name age]
 *                                      #{"ada" 36 "alan" 41...; not on the stack: size unknown:
 *                                      built by dict-entries
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    OMNI_SCRATCH_STORAGE(512) vector_scratch;
    /* for vector: last used in (total [1 2 3.5]) */
    Region *vector_region = stack_alloc_region(&vector_scratch, sizeof vector_scratch);
    Obj *vector = mk_vector_region(vector_region, 3,
                                   (Obj *[]){ OMNI_FIX(1), OMNI_FIX(2), OMNI_REF(float_3_5) });
    /* for total: last used in (println (total [1 2 3.5])) */
    Region *total_region = region_create();
    Obj *total_result = total(total_region, vector);
    region_exit(vector_region);  /* last use of vector: (total [1 2 3.5]) */
    omni_display(total_result);
    region_exit(total_region);  /* last use of total: (println (total [1 2 3.5])) */
    omni_newline();
    OMNI_SCRATCH_STORAGE(512) items_scratch;
    /* for items: last used in (for [c "hé"] (write c)) */
    Region *items_region = stack_alloc_region(&items_scratch, sizeof items_scratch);
    Obj *rest = omni_string_to_list(items_region, OMNI_REF(text_h), "main: \"h\303\251\"");
    while (!omni_is_null(rest)) {
        uint32_t c = omni_char_value(omni_pair_car(rest));
        omni_write(omni_char(c));
        rest = omni_pair_cdr(rest);
    }
    region_exit(items_region);  /* last use of items: (for [c "hé"] (write c)) */
    OMNI_SCRATCH_STORAGE(512) dict_scratch;
    /* for dict: last used in (for [key #{'a 1 "b" 2}] (write key)) */
    Region *dict_region = stack_alloc_region(&dict_scratch, sizeof dict_scratch);
    Obj *dict = omni_make_dict(dict_region);
    omni_dict_set(dict, OMNI_REF(sym_a), OMNI_FIX(1), "main: #{'a 1 \"b\" 2}");
    omni_dict_set(dict, OMNI_REF(text_b), OMNI_FIX(2), "main: #{'a 1 \"b\" 2}");
    Obj *rest_2 = dict;
    int64_t index = omni_sequence_next(dict, -1);
    while (!omni_sequence_done(rest_2, index, "main: #{'a 1 \"b\" 2}")) {
        Obj *key = omni_sequence_item(rest_2, index, "main: #{'a 1 \"b\" 2}");
        omni_write(key);
        index = omni_sequence_next(rest_2, index);
        rest_2 = omni_sequence_rest(rest_2);
    }
    region_exit(dict_region);  /* last use of dict: (for [key #{'a 1 "b" 2}] (write key)) */
    omni_newline();
    OMNI_SCRATCH_STORAGE(512) entries_scratch;
    /* for entries: last used in #{"ada" 36 "alan" 41} */
    Region *entries_region = stack_alloc_region(&entries_scratch, sizeof entries_scratch);
    Obj *entries = omni_make_dict(entries_region);
    omni_dict_set(entries, OMNI_REF(text_ada), OMNI_FIX(36), "main: #{\"ada\" 36 \"alan\" 41}");
    omni_dict_set(entries, OMNI_REF(text_alan), OMNI_FIX(41), "main: #{\"ada\" 36 \"alan\" 41}");
    /* for dict-entries: last used in (for [[name age] #{"ada" 36 "alan" 41... */
    Region *dict_entries_region = region_create();
    Obj *dict_entries_result = dict_entries(dict_entries_region, entries);
    region_exit(entries_region);  /* last use of entries: #{"ada" 36 "alan" 41} */
    Obj *rest_3 = dict_entries_result;
    while (!omni_is_null(rest_3)) {
        Obj *entry = omni_pair_car(rest_3);
        Obj *name = omni_pair_car(entry);
        int64_t age = omni_int_value(omni_car(omni_pair_cdr(entry), "main: age"));
        omni_display(name);
        omni_display(OMNI_REF(text_equals));
        omni_display_int(age);
        omni_display(OMNI_REF(text_space));
        rest_3 = omni_pair_cdr(rest_3);
    }
    /* last use of dict-entries: (for [[name age] #{"ada" 36 "alan" 41... */
    region_exit(dict_entries_region);
    Obj *rest_4 = OMNI_REF(list_in_main[0]);
    while (!omni_is_null(rest_4)) {
        Obj *entry_2 = omni_pair_car(rest_4);
        int64_t a = omni_int_value(omni_pair_car(entry_2));
        int64_t b = omni_int_value(omni_car(omni_pair_cdr(entry_2), "main: b"));
        omni_display_int(omni_int_mul(a, b, "main: (* a b)"));
        omni_display(OMNI_REF(text_space));
        rest_4 = omni_pair_cdr(rest_4);
    }
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* dict_entries
 *   entries  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *dict_entries(Region *dest, Obj *entries)
{
    int64_t places = omni_dict_places(entries, "dict-entries+1: (%dict-places entries)");
    Obj *result = OMNI_NIL;
    while (places != 0) {
        int64_t place = omni_int_sub(places, 1, "dict-entries+4: (- places 1)");
        if (omni_dict_is_place(entries, place, "dict-entries+6: (%dict-place? entries place)")) {
            Obj *key = omni_dict_key_at(entries, place,
                                        "dict-entries+7: (%dict-key-at entries place)");
            Obj *value = omni_dict_value_at(entries, place,
                                            "dict-entries+7: (%dict-value-at entries place)");
            Obj *list = mk_pair_region(dest, key, mk_pair_region(dest, value, OMNI_NIL));
            result = mk_pair_region(dest, list, result);
        }
        places = place;
    }
    return result;
}
