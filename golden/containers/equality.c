/* equality.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_SYMBOL(sym_a, "a");
OMNI_STATIC_SYMBOL(sym_b, "b");

static const uint8_t bytes_1_data[1] = {
    1,
};
OMNI_STATIC_BYTES(bytes_1, bytes_1_data, 1);

static const Pair list_in_vector_1_2[1] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_NIL},
};

static Obj *const vector_1_2_items[2] = {
    OMNI_FIX(1), OMNI_REF(list_in_vector_1_2[0]),
};
OMNI_STATIC_VECTOR(vector_1_2, vector_1_2_items, 2);

static const Pair list_in_main[1] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_NIL},
};

/* equal? looks into vectors, bytes and dicts, whatever the order of the keys; eqv? asks for the
 * same object. */
static Obj *v = OMNI_NOTHING;

/* main
 *   v       global           reachable from the top-level variable v: lives until the program ends
 *   vector  vector_region    few objects for each call, so the first 512 bytes of their region lie
 *                            in the C frame; not on the stack: what it holds lies in a buffer of
 *                            its own, which can grow
 *   part    part_region      few objects for each call, so the first 512 bytes of their region lie
 *                            in the C frame; not on the stack: size unknown: built by %subbytes
 *   vector  vector_region_2  few objects for each call, so the first 512 bytes of their region lie
 *                            in the C frame; not on the stack: what it holds lies in a buffer of
 *                            its own, which can grow
 *   dict    dict_region_3    few objects for each call, so the first 512 bytes of their region lie
 *                            in the C frame; not on the stack: what it holds lies in a buffer of
 *                            its own, which can grow
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    v = mk_vector_region(omni_global, 2, (Obj *[]){ OMNI_FIX(1), OMNI_REF(list_in_main[0]) });

    bool equal = omni_is_equal(v, OMNI_REF(vector_1_2));
    Obj *v_value = v;
    OMNI_SCRATCH_STORAGE(512) vector_scratch;
    /* for vector: last used in (eqv? v (vector 1 '(2))) */
    Region *vector_region = stack_alloc_region(&vector_scratch, sizeof vector_scratch);
    Obj *vector = mk_vector_region(vector_region, 2,
                                   (Obj *[]){ OMNI_FIX(1), OMNI_REF(list_in_main[0]) });
    bool same = omni_is_eqv(v_value, vector);
    region_exit(vector_region);  /* last use of vector: (eqv? v (vector 1 '(2))) */
    bool same_2 = omni_is_eqv(v, v);
    OMNI_SCRATCH_STORAGE(512) part_scratch;
    /* for part: last used in (equal? #u8(1) (bytes 1)) */
    Region *part_region = stack_alloc_region(&part_scratch, sizeof part_scratch);
    Obj *part = omni_bytes_copy(part_region, OMNI_REF(bytes_1), 0, 1, "main: (bytes 1)");
    bool equal_2 = omni_is_equal(OMNI_REF(bytes_1), part);
    region_exit(part_region);  /* last use of part: (equal? #u8(1) (bytes 1)) */
    omni_display_bool(equal);
    omni_display_bool(same);
    omni_display_bool(same_2);
    omni_display_bool(equal_2);
    omni_newline();
    OMNI_SCRATCH_STORAGE(512) vector_scratch_2;
    /* for vector: last used in (equal? #{'a 1 'b [2]} #{'b [2] 'a 1}) */
    Region *vector_region_2 = stack_alloc_region(&vector_scratch_2, sizeof vector_scratch_2);
    Obj *dict = omni_make_dict(vector_region_2);
    omni_dict_set(dict, OMNI_REF(sym_a), OMNI_FIX(1), "main: #{'a 1 'b [2]}");
    Obj *vector_2 = mk_int_vector_region(vector_region_2, 1, (int64_t[]){ 2 });
    omni_dict_set(dict, OMNI_REF(sym_b), vector_2, "main: #{'a 1 'b [2]}");
    Obj *dict_2 = omni_make_dict(vector_region_2);
    Obj *vector_3 = mk_int_vector_region(vector_region_2, 1, (int64_t[]){ 2 });
    omni_dict_set(dict_2, OMNI_REF(sym_b), vector_3, "main: #{'b [2] 'a 1}");
    omni_dict_set(dict_2, OMNI_REF(sym_a), OMNI_FIX(1), "main: #{'b [2] 'a 1}");
    bool equal_3 = omni_is_equal(dict, dict_2);
    region_exit(vector_region_2);  /* last use of vector: (equal? #{'a 1 'b [2]} #{'b [2] 'a 1}) */
    OMNI_SCRATCH_STORAGE(512) dict_scratch_3;
    /* for dict: last used in (equal? #{'a 1} #{'a 2}) */
    Region *dict_region_3 = stack_alloc_region(&dict_scratch_3, sizeof dict_scratch_3);
    Obj *dict_3 = omni_make_dict(dict_region_3);
    omni_dict_set(dict_3, OMNI_REF(sym_a), OMNI_FIX(1), "main: #{'a 1}");
    Obj *dict_4 = omni_make_dict(dict_region_3);
    omni_dict_set(dict_4, OMNI_REF(sym_a), OMNI_FIX(2), "main: #{'a 2}");
    bool equal_4 = omni_is_equal(dict_3, dict_4);
    region_exit(dict_region_3);  /* last use of dict: (equal? #{'a 1} #{'a 2}) */
    omni_display_bool(equal_3);
    omni_display_bool(equal_4);
    omni_newline();
    return omni_shutdown(0);
}
