/* Heap objects: counts, reuse, death without recursion, accounting, what instruments see. */
#include "support.h"

#include <math.h>

TestSuite(heap, .init = begin_program);

static void end_heap_program(void)
{
    cr_assert_eq(omni_live_objects(), 0);
    end_program();
}

static void expect_live(uint64_t count)
{
#if OMNI_INSTRUMENTED || OMNI_CHECK_BALANCE
    cr_assert_eq(omni_live_objects(), count);
#else
    (void)count;
#endif
}

typedef struct Leaf {
    Struct header;
    int64_t weight;
    Obj *left;
    Obj *right;
} Leaf;

static const OmniField leaf_fields[] = {
    OMNI_FIELD(Leaf, weight, "weight", INT),
    OMNI_FIELD(Leaf, left, "left", VALUE),
    OMNI_FIELD(Leaf, right, "right", VALUE),
};
static const OmniStructType leaf_type = {"leaf", sizeof(Leaf), 3, leaf_fields};

static Obj *leaf(Obj *left, Obj *right)
{
    Leaf *self = (Leaf *)omni_struct_heap(&leaf_type);
    self->weight = 1;
    self->left = left;
    self->right = right;
    return &self->header.header;
}

Test(heap, the_last_reference_frees)
{
    Obj *pair = mk_pair_heap(OMNI_FIX(1), OMNI_NIL);
    cr_assert(omni_is_unique(pair));
    inc_ref(pair);
    cr_assert(!omni_is_unique(pair));
    dec_ref(pair);
    expect_live(1);
    dec_ref(pair);
    expect_live(0);
    end_heap_program();
}

Test(heap, what_is_not_in_the_heap_is_not_counted)
{
    Pair storage;
    Obj *on_stack = mk_pair_stack(&storage, OMNI_FIX(1), OMNI_NIL);
    Obj *in_region = mk_pair_region(omni_global, OMNI_FIX(1), OMNI_NIL);
    OMNI_STATIC_STRING(constant, "constant", 8);
    Obj *values[] = {on_stack, in_region, OMNI_REF(constant), OMNI_FIX(3), OMNI_NIL, OMNI_TRUE};
    size_t i;
    for (i = 0; i < sizeof values / sizeof *values; i++) {
        INC_REF_IF_NEEDED(values[i]);
        DEC_REF_IF_NEEDED(values[i]);
        DEC_REF_IF_NEEDED(values[i]);
        free_tree(values[i]);
        cr_assert(!omni_is_unique(values[i]));
    }
    cr_assert_eq(omni_pair_car(on_stack), OMNI_FIX(1));
    cr_assert_eq(region_of(in_region), omni_global_region());
    end_heap_program();
}

Test(heap, death_spreads_to_what_only_the_dead_held)
{
    Obj *shared = mk_pair_heap(mk_float_heap(1.5), OMNI_NIL);
    Obj *tree = leaf(leaf(OMNI_NIL, shared), mk_int_heap(INT64_MAX));
    inc_ref(shared);
    expect_live(5);
    free_tree(tree);
    expect_live(2);
    cr_assert(omni_is_unique(shared));
    dec_ref(shared);
    expect_live(0);
    end_heap_program();
}

Test(heap, long_lists_and_deep_trees_die_without_recursion)
{
    Obj *list = OMNI_NIL;
    Obj *left_deep = OMNI_NIL;
    long i;
    for (i = 0; i < DEEP; i++) {
        list = mk_pair_heap(OMNI_FIX(1), list);
    }
    free_tree(list);
    for (i = 0; i < DEEP; i++) {
        left_deep = leaf(left_deep, OMNI_NIL);
    }
    dec_ref(left_deep);
    end_heap_program();
}

Test(heap, the_memory_of_the_dead_is_used_again)
{
    Obj *first = mk_pair_heap(OMNI_FIX(1), OMNI_NIL);
    Obj *again;
    Obj *cell = take_cell(first, 0, NULL);
    cr_assert_eq(cell, first);
    again = reuse_or_mk_pair(cell, OMNI_FIX(2), OMNI_NIL);
    cr_assert_eq(again, first);
    cr_assert(omni_is_unique(again));
    again = reuse_as_pair(again, OMNI_FIX(3), OMNI_NIL);
    cr_assert_eq(omni_pair_car(again), OMNI_FIX(3));
    expect_live(1);
    free_tree(again);
    end_heap_program();
}

Test(heap, what_is_shared_is_not_taken_apart)
{
    Obj *part = mk_pair_heap(OMNI_FIX(1), OMNI_NIL);
    Obj *whole = mk_pair_heap(part, OMNI_NIL);
    Obj *cell;
    inc_ref(whole);
    cell = take_cell(whole, 1, (Obj *[]){part});
    cr_assert_null(cell);
    cr_assert_eq(part->word, 2);
    cr_assert(omni_is_unique(whole));
    free_obj(cell);
    cell = reuse_or_mk_pair(cell, part, OMNI_NIL);
    expect_live(3);
    free_tree(whole);
    free_tree(cell);
    end_heap_program();
}

Test(heap, objects_of_many_sizes)
{
    static const OmniField none[1] = {{NULL, 0, 0}};
    static OmniStructType types[80];
    Obj *objects[80];
    uint32_t i;
    int round;
    for (round = 0; round < 3; round++) {
        for (i = 0; i < 80; i++) {
            OmniStructType type = {"sized", (uint32_t)sizeof(Struct) + 8 * i, 0, none};
            types[i] = type;
            objects[i] = &((Struct *)omni_struct_heap(&types[i]))->header;
            memset((char *)objects[i] + sizeof(Struct), 0x5A, 8u * i);
        }
        expect_live(80);
        for (i = 0; i < 80; i++) {
            dec_ref(objects[(i * 7) % 80]);
        }
        expect_live(0);
    }
    end_heap_program();
}

/* --- objects without parts ------------------------------------------------------------------------------------------- */

static Obj *text_of(const char *text)
{
    return mk_string_region(omni_heap, text, strlen(text));
}

Test(heap, strings_and_bytes_are_freed_on_their_own)
{
    Obj *text = text_of("grüße");
    Obj *bytes = omni_string_to_utf8(omni_heap, text, "t");
    Obj *again = omni_utf8_to_string(omni_heap, bytes, "t");
    cr_assert(omni_string_eq(text, again, "t"));
    expect_live(3);
    free_tree(text);
    dec_ref(bytes);
    free_tree(again);
    expect_live(0);
    end_heap_program();
}

Test(heap, parts_of_a_pair_die_with_it)
{
    Obj *text = text_of("name");
    Obj *pair = mk_pair_heap(text, omni_make_bytes(omni_heap, 1000, 7, "t"));
    inc_ref(text);
    dec_ref(pair);
    expect_live(1);
    cr_assert_eq(omni_string_length(text, "t"), 4);
    dec_ref(text);
    end_heap_program();
}

Test(heap, a_vector_owns_its_items)
{
    Obj *shared = mk_pair_heap(OMNI_FIX(1), OMNI_NIL);
    Obj *vector = omni_make_vector(omni_heap, 3, OMNI_NIL, "t");
    int64_t i;
    inc_ref(shared);
    omni_vector_set(vector, 0, shared, "t");
    omni_vector_set(vector, 1, mk_pair_heap(OMNI_FIX(2), mk_pair_heap(OMNI_FIX(3), OMNI_NIL)), "t");
    expect_live(5); /* pairs, the vector and its items' buffer */
    dec_ref(omni_vector_replace(vector, 1, OMNI_NOTHING, "t"));
    expect_live(3);
    for (i = 0; i < 1000; i++) {
        omni_vector_push(vector, mk_pair_heap(mk_float_heap(0.5), OMNI_NIL), "t");
    }
    dec_ref(omni_vector_pop(vector, "t"));
    expect_live(3 + 2 * 999);
    free_tree(vector);
    expect_live(1);
    dec_ref(shared);
    EXPECT_PANIC(OMNI_ERROR_INDEX, "no position 3 in a vector of length 3",
                 (omni_vector_replace(mk_vector_region(omni_global, 3, (Obj *[]){OMNI_NIL, OMNI_NIL, OMNI_NIL}), 3, OMNI_NIL, ""), 0));
    end_heap_program();
}

Test(heap, numbers_have_their_items_beside_them)
{
    Obj *numbers = omni_new_int_vector(omni_heap, 0, "t");
    int i;
    for (i = 0; i < 1000; i++) {
        omni_int_vector_push(numbers, i, "t");
    }
    cr_assert_eq(omni_int_vector_ref(numbers, 999, "t"), 999);
    free_tree(numbers);
    expect_live(0);
    free_tree(mk_float_vector_region(omni_heap, 2, (double[]){1.0, 2.0}));
    end_heap_program();
}

/* Of this length, in memory that others have written to. */
static void expect_zeros(Region *region, int64_t length)
{
    Obj *bytes = omni_make_bytes(region, length, 0, "t");
    Obj *ints = omni_make_int_vector(region, length / 8, 0, "t");
    Obj *floats = omni_make_float_vector(region, length / 8, 0.0, "t");
    int64_t i;
    for (i = 0; i < length; i++) {
        cr_assert_eq(omni_bytes_ref(bytes, i, "t"), 0);
        omni_bytes_set(bytes, i, 255, "t");
    }
    for (i = 0; i < length / 8; i++) {
        cr_assert_eq(omni_int_vector_ref(ints, i, "t"), 0);
        cr_assert_eq(1.0 / omni_float_vector_ref(floats, i, "t"), INFINITY); /* of -0.0 it is -INFINITY */
        omni_int_vector_set(ints, i, -1, "t");
        omni_float_vector_set(floats, i, -1.0, "t");
    }
    if (region == omni_heap) {
        free_tree(bytes);
        free_tree(ints);
        free_tree(floats);
    }
}

Test(heap, what_is_filled_with_zeros_is_zero_in_used_memory)
{
    static const int64_t lengths[] = {8, 40, 200, 1000, 1024, 4000, 100000};
    Region *region = region_create();
    size_t i;
    int round;
    for (round = 0; round < 3; round++) {
        for (i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
            expect_zeros(omni_heap, lengths[i]);
            expect_zeros(region, lengths[i]);
        }
        region_reset(region);
    }
    region_exit(region);
    end_heap_program();
}

OMNI_STATIC_STRING(two, "xy", 2);

Test(heap, a_text_gets_longer_in_its_memory)
{
    Obj *text = text_of("");
    Obj *bytes = omni_make_bytes(omni_heap, 0, 0, "t");
    Obj *one = omni_make_bytes(omni_global, 1, 7, "t");
    int moved = 0;
    int i;
    for (i = 0; i < 10000; i++) {
        Obj *before = text;
        text = reuse_or_mk_longer_string(text, OMNI_REF(two), "t");
        bytes = reuse_or_mk_longer_bytes(bytes, one, "t");
        moved += text != before;
    }
    cr_assert_eq(omni_string_length(text, "t"), 20000);
    cr_assert_eq(omni_bytes_length(bytes, "t"), 10000);
    cr_assert(moved < 60, "moved %d times", moved);
    expect_live(2);
    free_tree(text);
    free_tree(bytes);
    end_heap_program();
}

Test(heap, a_text_that_others_hold_stays)
{
    Obj *text = text_of("a");
    Obj *longer;
    inc_ref(text);
    longer = reuse_or_mk_longer_string(text, text, "t");
    cr_assert(longer != text && omni_string_length(text, "t") == 1 && omni_string_length(longer, "t") == 2);
    text = reuse_or_mk_longer_string(text, text, "t"); /* itself, in place */
    cr_assert_eq(omni_string_length(text, "t"), 2);
    free_tree(text);
    free_tree(longer);
    end_heap_program();
}

Test(heap, a_position_is_forgotten_with_its_text)
{
    Obj *text = text_of("äöüäöü");
    cr_assert_eq(omni_string_ref(text, 5, "t"), 0xFC);
    free_tree(text);
    text = text_of("ööxööx");
    cr_assert_eq(omni_string_ref(text, 5, "t"), 'x');
    free_tree(text);
    end_heap_program();
}
