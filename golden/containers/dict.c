/* dict.omni, translated by omnic */
#include "omni.h"

static Obj *dict_keys(Region *dest, Obj *entries);
static Obj *dict_values(Region *dest, Obj *entries);
static Obj *dict_to_list(Region *dest, Obj *entries);

OMNI_STATIC_SYMBOL(sym_alan, "alan");
OMNI_STATIC_SYMBOL(sym_list, "list");
OMNI_STATIC_SYMBOL(sym_nobody, "nobody");

OMNI_STATIC_STRING(text_ada, "ada", 3);
OMNI_STATIC_STRING(text_none, "none", 4);
OMNI_STATIC_STRING(text_pair, "pair", 4);

/* A dict keeps the order of insertion and takes every key that equal? can compare. */
static Obj *ages = OMNI_NOTHING;

/* main
 *   ages          global               reachable from the top-level variable ages: lives until the
 *                                      program ends
 *   vector        global               reachable from the top-level variable ages: lives until the
 *                                      program ends
 *   list          global               reachable from the top-level variable ages: lives until the
 *                                      program ends
 *   vector        vector_region        few objects for each call, so the first 512 bytes of their
 *                                      region lie in the C frame; not on the stack: what it holds
 *                                      lies in a buffer of its own, which can grow
 *   dict_keys     dict_keys_region     not reachable from outside; last use: (println (dict-keys
 *                                      ages) (dict-value...; not on the stack: size unknown: built
 *                                      by dict-keys
 *   dict_values   dict_values_region   not reachable from outside; last use: (println (dict-keys
 *                                      ages) (dict-value...; not on the stack: size unknown: built
 *                                      by dict-values
 *   dict_to_list  dict_to_list_region  not reachable from outside; last use: (println (dict-keys
 *                                      ages) (dict-value...; not on the stack: size unknown: built
 *                                      by dict->list
 *   dict          dict_region          few objects for each call, so the first 512 bytes of their
 *                                      region lie in the C frame; not on the stack: what it holds
 *                                      lies in a buffer of its own, which can grow
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    Obj *ages_value = omni_make_dict(omni_global);
    omni_dict_set(ages_value, OMNI_REF(text_ada), OMNI_FIX(36),
                  "main: #{\"ada\" 36 'alan 41 [1 2] \"pair\"}");
    omni_dict_set(ages_value, OMNI_REF(sym_alan), OMNI_FIX(41),
                  "main: #{\"ada\" 36 'alan 41 [1 2] \"pair\"}");
    Obj *vector = mk_int_vector_region(omni_global, 2, (int64_t[]){ 1, 2 });
    omni_dict_set(ages_value, vector, OMNI_REF(text_pair),
                  "main: #{\"ada\" 36 'alan 41 [1 2] \"pair\"}");
    ages = ages_value;

    Obj *list = mk_pair_region(omni_global, OMNI_FIX(3), OMNI_NIL);
    omni_dict_set(ages, list, OMNI_REF(sym_list), "main: (dict-set! ages (list 3) 'list)");
    omni_dict_set(ages, OMNI_REF(text_ada), OMNI_FIX(37), "main: (dict-set! ages \"ada\" 37)");
    omni_dict_remove(ages, OMNI_REF(sym_alan), "main: (dict-remove! ages 'alan)");
    int64_t count = omni_dict_count(ages, "main: (dict-count ages)");
    bool known = omni_dict_has(ages, OMNI_REF(sym_alan), "main: (dict-has? ages 'alan)");
    omni_display(ages);
    omni_display_int(count);
    omni_display_bool(known);
    omni_newline();
    Obj *value = omni_dict_ref(ages, OMNI_REF(text_ada), "main: (dict-ref ages \"ada\")");
    Obj *value_2 = omni_dict_ref_or(ages, OMNI_REF(sym_nobody), OMNI_REF(text_none),
                                    "main: (dict-ref ages 'nobody \"none\")");
    Obj *ages_value_2 = ages;
    OMNI_SCRATCH_STORAGE(512) vector_scratch;
    /* for vector: last used in (dict-ref ages (vector 1 2)) */
    Region *vector_region = stack_alloc_region(&vector_scratch, sizeof vector_scratch);
    Obj *vector_2 = mk_int_vector_region(vector_region, 2, (int64_t[]){ 1, 2 });
    Obj *value_3 = omni_dict_ref(ages_value_2, vector_2, "main: (dict-ref ages (vector 1 2))");
    region_exit(vector_region);  /* last use of vector: (dict-ref ages (vector 1 2)) */
    omni_display(value);
    omni_display(value_2);
    omni_display(value_3);
    omni_newline();
    Obj *ages_value_3 = ages;
    /* for dict-keys: last used in (println (dict-keys ages) (dict-value... */
    Region *dict_keys_region = region_create();
    Obj *dict_keys_result = dict_keys(dict_keys_region, ages_value_3);
    Obj *ages_value_4 = ages;
    /* for dict-values: last used in (println (dict-keys ages) (dict-value... */
    Region *dict_values_region = region_create();
    Obj *dict_values_result = dict_values(dict_values_region, ages_value_4);
    OMNI_SCRATCH_STORAGE(512) dict_scratch;
    /* for dict: last used in (dict->list #{1 2}) */
    Region *dict_region = stack_alloc_region(&dict_scratch, sizeof dict_scratch);
    Obj *dict = omni_make_dict(dict_region);
    omni_dict_set(dict, OMNI_FIX(1), OMNI_FIX(2), "main: #{1 2}");
    /* for dict->list: last used in (println (dict-keys ages) (dict-value... */
    Region *dict_to_list_region = region_create();
    Obj *dict_to_list_result = dict_to_list(dict_to_list_region, dict);
    region_exit(dict_region);  /* last use of dict: (dict->list #{1 2}) */
    omni_display(dict_keys_result);
    /* last use of dict-keys: (println (dict-keys ages) (dict-value... */
    region_exit(dict_keys_region);
    omni_display(dict_values_result);
    /* last use of dict-values: (println (dict-keys ages) (dict-value... */
    region_exit(dict_values_region);
    omni_display(dict_to_list_result);
    /* last use of dict->list: (println (dict-keys ages) (dict-value... */
    region_exit(dict_to_list_region);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* dict_keys
 *   entries  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *dict_keys(Region *dest, Obj *entries)
{
    int64_t places = omni_dict_places(entries, "dict-keys+1: (%dict-places entries)");
    Obj *result = OMNI_NIL;
    while (places != 0) {
        int64_t place = omni_int_sub(places, 1, "dict-keys+4: (- places 1)");
        if (omni_dict_is_place(entries, place, "dict-keys+6: (%dict-place? entries place)")) {
            Obj *key = omni_dict_key_at(entries, place,
                                        "dict-keys+7: (%dict-key-at entries place)");
            result = mk_pair_region(dest, key, result);
        }
        places = place;
    }
    return result;
}

/* dict_values
 *   entries  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *dict_values(Region *dest, Obj *entries)
{
    int64_t places = omni_dict_places(entries, "dict-values+1: (%dict-places entries)");
    Obj *result = OMNI_NIL;
    while (places != 0) {
        int64_t place = omni_int_sub(places, 1, "dict-values+4: (- places 1)");
        if (omni_dict_is_place(entries, place, "dict-values+6: (%dict-place? entries place)")) {
            Obj *value = omni_dict_value_at(entries, place,
                                            "dict-values+7: (%dict-value-at entries place)");
            result = mk_pair_region(dest, value, result);
        }
        places = place;
    }
    return result;
}

/* dict_to_list
 *   entries  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *dict_to_list(Region *dest, Obj *entries)
{
    int64_t places = omni_dict_places(entries, "dict->list+1: (%dict-places entries)");
    Obj *result = OMNI_NIL;
    while (places != 0) {
        int64_t place = omni_int_sub(places, 1, "dict->list+4: (- places 1)");
        if (omni_dict_is_place(entries, place, "dict->list+6: (%dict-place? entries place)")) {
            Obj *key = omni_dict_key_at(entries, place,
                                        "dict->list+7: (%dict-key-at entries place)");
            Obj *value = omni_dict_value_at(entries, place,
                                            "dict->list+7: (%dict-value-at entries place)");
            result = mk_pair_region(dest, mk_pair_region(dest, key, value), result);
        }
        places = place;
    }
    return result;
}
