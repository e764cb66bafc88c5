/* for_of_any_kind.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_SYMBOL(sym_key, "key");
OMNI_STATIC_SYMBOL(sym_value, "value");

OMNI_STATIC_STRING(text_ab, "ab", 2);
OMNI_STATIC_STRING(text_four, "four", 4);
OMNI_STATIC_STRING(text_space, " ", 1);

static const uint8_t bytes_7_8_data[2] = {
    7, 8,
};
OMNI_STATIC_BYTES(bytes_7_8, bytes_7_8_data, 2);

static const Pair list_in_main[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_NIL},
};

/* Where the kind is not known, it is found out at run time; text is walked over as a list. */
/* show
 *   items  borrowed      changed here; the caller keeps it
 *   items  items_region  becomes part of items, so it is built in the region that holds items
 */
static void show(Obj *items)
{
    Obj *items_2 = omni_sequence_of(region_of(items), items);
    Obj *rest = items_2;
    int64_t index = omni_sequence_next(items_2, -1);
    while (!omni_sequence_done(rest, index, "show+1: items")) {
        Obj *x = omni_sequence_item(rest, index, "show+1: items");
        omni_write(x);
        omni_display(OMNI_REF(text_space));
        index = omni_sequence_next(rest, index);
        rest = omni_sequence_rest(rest);
    }
    omni_newline();
}

/* main
 *   vector  vector_region  few objects for each call, so the first 512 bytes of their region lie in
 *                          the C frame; not on the stack: what it holds lies in a buffer of its
 *                          own, which can grow
 *   dict    dict_region    few objects for each call, so the first 512 bytes of their region lie in
 *                          the C frame; not on the stack: what it holds lies in a buffer of its
 *                          own, which can grow
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    show(OMNI_REF(list_in_main[0]));
    OMNI_SCRATCH_STORAGE(512) vector_scratch;
    /* for vector: last used in (show [3 "four"]) */
    Region *vector_region = stack_alloc_region(&vector_scratch, sizeof vector_scratch);
    Obj *vector = mk_vector_region(vector_region, 2, (Obj *[]){ OMNI_FIX(3), OMNI_REF(text_four) });
    show(vector);
    region_exit(vector_region);  /* last use of vector: (show [3 "four"]) */
    show(OMNI_REF(text_ab));
    show(OMNI_REF(bytes_7_8));
    OMNI_SCRATCH_STORAGE(512) dict_scratch;
    /* for dict: last used in (show #{'key 'value}) */
    Region *dict_region = stack_alloc_region(&dict_scratch, sizeof dict_scratch);
    Obj *dict = omni_make_dict(dict_region);
    omni_dict_set(dict, OMNI_REF(sym_key), OMNI_REF(sym_value), "main: #{'key 'value}");
    show(dict);
    region_exit(dict_region);  /* last use of dict: (show #{'key 'value}) */
    return omni_shutdown(0);
}
