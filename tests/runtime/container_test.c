/* Vectors, bytes, dicts, boxes, string ports: access, growth, equality, hashes, printing, transmigrate. */
#include "support.h"

TestSuite(container, .init = begin_program);

#define G omni_global_region()

static Obj *fixnums(Region *region, int64_t count)
{
    Obj *vector = mk_vector_region(region, 0, NULL);
    int64_t i;
    for (i = 0; i < count; i++) {
        omni_vector_push(vector, OMNI_FIX(i), "");
    }
    return vector;
}

static Obj *const constant_items[] = {OMNI_FIX(1), OMNI_TRUE};
static const uint8_t constant_data[] = {0, 255};
OMNI_STATIC_VECTOR(constant_vector, constant_items, 2);
OMNI_STATIC_BYTES(constant_bytes, constant_data, 2);

Test(container, vectors_are_indexed_and_grow)
{
    Region *r = region_create();
    Obj *items[] = {OMNI_FIX(1), OMNI_NIL, omni_char('x')};
    Obj *vector = mk_vector_region(r, 3, items);
    Obj *numbers = fixnums(r, 5000);
    ASSERT_SHOWN(vector, "#(1 () #\\x)");
    omni_vector_set(vector, 1, text(r, "two"), "");
    ASSERT_SHOWN(vector, "#(1 \"two\" #\\x)");
    ASSERT_SHOWN(omni_subvector(r, vector, 1, 3, ""), "#(\"two\" #\\x)");
    ASSERT_SHOWN(omni_subvector(r, vector, 3, 3, ""), "#()");
    ASSERT_SHOWN(omni_vector_append(r, omni_vector_copy(r, vector, ""), OMNI_REF(constant_vector), ""),
                 "#(1 \"two\" #\\x 1 #t)");
    cr_assert_eq(omni_vector_length(numbers, ""), 5000);
    cr_assert_eq(omni_vector_ref(numbers, 4999, ""), OMNI_FIX(4999));
    cr_assert_eq(omni_vector_pop(numbers, ""), OMNI_FIX(4999));
    cr_assert_eq(omni_vector_length(numbers, ""), 4999);
    omni_vector_fill(vector, OMNI_FALSE, "");
    ASSERT_SHOWN(vector, "#(#f #f #f)");
    ASSERT_SHOWN(omni_make_vector(r, 2, OMNI_FIX(0), ""), "#(0 0)");
    EXPECT_PANIC(OMNI_ERROR_INDEX, "no position 3 in a vector of length 3", omni_vector_ref(vector, 3, ""));
    EXPECT_PANIC(OMNI_ERROR_INDEX, "no position -1 in a vector of length 3", (omni_vector_set(vector, -1, OMNI_NIL, ""), 0));
    EXPECT_PANIC(OMNI_ERROR_INDEX, "the end 2 is in front of the start 3", omni_subvector(r, vector, 3, 2, ""));
    EXPECT_PANIC(OMNI_ERROR_TYPE, "wanted a vector, got 5", omni_vector_ref(OMNI_FIX(5), 0, ""));
    EXPECT_PANIC(OMNI_ERROR_VALUE, "no vector has this length: -1", omni_make_vector(r, -1, OMNI_NIL, ""));
    EXPECT_PANIC(OMNI_ERROR_CONSTANT, "cannot change a constant: #(1 #t)",
                 (omni_vector_set(OMNI_REF(constant_vector), 0, OMNI_NIL, ""), 0));
    EXPECT_PANIC(OMNI_ERROR_CONSTANT, "cannot change a constant: #(1 #t)",
                 (omni_vector_push(OMNI_REF(constant_vector), OMNI_NIL, ""), 0));
    region_exit(r);
    end_program();
}

Test(container, growth_gives_large_buffers_back)
{
    Region *r = region_create();
    uint64_t before = omni_stats.live_bytes;
    Obj *vector = fixnums(r, 100000);
    Obj *other = fixnums(r, 3000); /* chunks of two containers, in one list */
    Obj *last = mk_vector_region(r, 0, NULL);
    int64_t i;
    for (i = 0; i < 100000; i++) {
        omni_vector_push(i % 2 == 0 ? vector : last, OMNI_FIX(i), "");
    }
    cr_assert_eq(omni_vector_length(vector, ""), 150000);
    cr_assert_eq(omni_vector_ref(vector, 99999, ""), OMNI_FIX(99999));
    cr_assert_eq(omni_vector_ref(other, 2999, ""), OMNI_FIX(2999));
#if OMNI_ACCOUNTING
    /* the current buffers and what the small ones took */
    cr_assert_lt(omni_stats.live_bytes - before, (262144 + 65536 + 4096) * sizeof(Obj *) + 8192);
#endif
    (void)before;
    region_reset(r);
    cr_assert_eq(omni_vector_length(fixnums(r, 2000), ""), 2000);
    region_exit(r);
    end_program();
}

Test(container, bytes_hold_small_numbers)
{
    Region *r = region_create();
    Obj *bytes = omni_make_bytes(r, 3, 7, "");
    omni_bytes_set(bytes, 0, 255, "");
    ASSERT_SHOWN(bytes, "#u8(255 7 7)");
    cr_assert_eq(omni_bytes_ref(bytes, 0, ""), 255);
    ASSERT_SHOWN(omni_bytes_append(r, omni_bytes_copy(r, bytes, 0, 1, ""), OMNI_REF(constant_bytes), ""), "#u8(255 0 255)");
    ASSERT_SHOWN(omni_utf8_to_string(r, omni_string_to_utf8(r, text(r, "a\xCE\xBB"), ""), ""), "\"a\xCE\xBB\"");
    ASSERT_SHOWN(omni_make_bytes(r, 0, 0, ""), "#u8()");
    EXPECT_PANIC(OMNI_ERROR_INDEX, "no position 3 in bytes of length 3", omni_bytes_ref(bytes, 3, ""));
    EXPECT_PANIC(OMNI_ERROR_VALUE, "a byte is 0 to 255: 256", (omni_bytes_set(bytes, 0, 256, ""), 0));
    EXPECT_PANIC(OMNI_ERROR_VALUE, "not UTF-8: #u8(255 7 7)", omni_utf8_to_string(r, bytes, ""));
    EXPECT_PANIC(OMNI_ERROR_CONSTANT, "cannot change a constant: #u8(0 255)",
                 (omni_bytes_set(OMNI_REF(constant_bytes), 0, 1, ""), 0));
    region_exit(r);
    end_program();
}

/* Against a model: an array of keys in the order in which they came. */
Test(container, dicts_agree_with_a_model)
{
    enum { KEYS = 200, STEPS = 20000 };
    Region *r = region_create();
    Obj *dict = omni_make_dict(r);
    int order[KEYS];
    int value[KEYS];
    int count = 0;
    uint32_t random = 1;
    int step;
    int k;
    for (step = 0; step < STEPS; step++) {
        int key;
        int at = 0;
        Obj *name;
        random = random * 1664525u + 1013904223u;
        key = (int)((random >> 8) % KEYS);
        name = mk_pair_region(r, OMNI_FIX(key), mk_float_region(r, key + 0.5));
        while (at < count && order[at] != key) {
            at++;
        }
        cr_assert_eq(omni_dict_has(dict, name, ""), at < count);
        if ((random >> 20) % 3 == 0) {
            omni_dict_remove(dict, name, "");
            if (at < count) {
                memmove(order + at, order + at + 1, (size_t)(count - at - 1) * sizeof *order);
                count--;
            }
        } else {
            omni_dict_set(dict, name, OMNI_FIX(step), "");
            value[key] = step;
            if (at == count) {
                order[count++] = key;
            }
        }
        cr_assert_eq(omni_dict_count(dict, ""), count);
        cr_assert_eq(omni_dict_ref_or(dict, name, OMNI_NIL, ""),
                     (random >> 20) % 3 == 0 ? OMNI_NIL : OMNI_FIX(step));
    }
    step = 0;
    for (k = 0; k < (int)omni_dict_places(dict, ""); k++) {
        if (omni_dict_is_place(dict, k, "")) {
            cr_assert_eq(omni_pair_car(omni_dict_key_at(dict, k, "")), OMNI_FIX(order[step]));
            cr_assert_eq(omni_dict_value_at(dict, k, ""), OMNI_FIX(value[order[step]]));
            step++;
        }
    }
    cr_assert_eq(step, count);
#if OMNI_ACCOUNTING
    k = (int)r->object_count;
    for (step = 0; step < 1000; step++) {
        omni_dict_set(dict, OMNI_FIX(-1), OMNI_NIL, "");
        omni_dict_remove(dict, OMNI_FIX(-1), "");
    }
    cr_assert_leq((int)r->object_count, k + 1, "a dict that stays as large as it is allocates nothing");
#endif
    region_exit(r);
    end_program();
}

Test(container, dicts_take_any_key_and_print)
{
    Region *r = region_create();
    Obj *dict = omni_make_dict(r);
    Obj *again = omni_make_dict(r);
    Obj *box = mk_cell_region(r, OMNI_FIX(5));
    ASSERT_SHOWN(dict, "#{}");
    omni_dict_set(dict, mk_int_region(r, INT64_MAX), OMNI_FIX(1), "");
    omni_dict_set(dict, mk_float_region(r, 2.5), OMNI_FIX(2), "");
    omni_dict_set(dict, text(r, "k"), fixnums(r, 2), "");
    omni_dict_set(dict, fixnums(r, 3), OMNI_FIX(4), "");
    omni_dict_set(dict, box, OMNI_FIX(5), "");
    omni_dict_set(dict, again, OMNI_FIX(6), "");
    ASSERT_SHOWN(dict, "#{9223372036854775807 1 2.5 2 \"k\" #(0 1) #(0 1 2) 4 #&5 5 #{} 6}");
    cr_assert_eq(omni_dict_ref(dict, mk_int_region(r, INT64_MAX), ""), OMNI_FIX(1));
    cr_assert_eq(omni_dict_ref(dict, mk_float_region(r, 2.5), ""), OMNI_FIX(2));
    cr_assert_eq(omni_dict_ref(dict, fixnums(r, 3), ""), OMNI_FIX(4));
    cr_assert_eq(omni_dict_ref(dict, box, ""), OMNI_FIX(5));
    cr_assert_eq(omni_dict_ref(dict, omni_make_dict(r), ""), OMNI_FIX(6));
    cr_assert_not(omni_dict_has(dict, mk_cell_region(r, OMNI_FIX(5)), ""), "boxes have an identity");
    omni_dict_remove(dict, mk_int_region(r, INT64_MAX), "");
    ASSERT_SHOWN(dict, "#{2.5 2 \"k\" #(0 1) #(0 1 2) 4 #&5 5 #{} 6}");
    EXPECT_PANIC(OMNI_ERROR_VALUE, "the dict has no such key: \"q\"", omni_dict_ref(dict, text(r, "q"), ""));
    EXPECT_PANIC(OMNI_ERROR_TYPE, "wanted a dict, got ()", omni_dict_ref(OMNI_NIL, OMNI_NIL, ""));
    region_exit(r);
    end_program();
}

Test(container, equality_looks_inside)
{
    Region *r = region_create();
    Obj *a = omni_make_dict(r);
    Obj *b = omni_make_dict(r);
    omni_dict_set(a, OMNI_FIX(1), fixnums(r, 3), "");
    omni_dict_set(a, text(r, "x"), omni_make_bytes(r, 2, 1, ""), "");
    omni_dict_set(b, text(r, "x"), omni_make_bytes(r, 2, 1, ""), "");
    omni_dict_set(b, OMNI_FIX(1), fixnums(r, 3), "");
    cr_assert(omni_is_equal(a, b));
    cr_assert_eq(omni_hash(a), omni_hash(b));
    cr_assert(omni_is_equal(mk_pair_region(r, a, fixnums(r, 1)), mk_pair_region(r, b, fixnums(r, 1))));
    cr_assert_not(omni_is_eqv(a, b));
    omni_vector_set(omni_dict_ref(b, OMNI_FIX(1), ""), 2, OMNI_NIL, "");
    cr_assert_not(omni_is_equal(a, b));
    cr_assert_not(omni_is_equal(fixnums(r, 3), fixnums(r, 4)));
    cr_assert_not(omni_is_equal(fixnums(r, 0), OMNI_NIL));
    cr_assert_not(omni_is_equal(omni_make_bytes(r, 2, 1, ""), omni_make_bytes(r, 2, 2, "")));
    region_exit(r);
    end_program();
}

Test(container, transmigrate_takes_buffers_along)
{
    Region *src = region_create();
    Region *dst = region_create();
    Obj *vector = fixnums(src, 500);
    Obj *dict = omni_make_dict(src);
    Obj *port = omni_open_output_string(src);
    Obj *copy;
    int64_t i;
    for (i = 0; i < 100; i++) {
        omni_dict_set(dict, text(src, i % 2 == 0 ? "even" : "odd"), vector, "");
        omni_dict_set(dict, OMNI_FIX(i), OMNI_FIX(-i), "");
    }
    omni_display_to(OMNI_FIX(42), port, "");
    omni_dict_set(dict, text(src, "port"), port, "");
    omni_vector_push(vector, dict, ""); /* a cycle */
    copy = transmigrate(dict, src, dst);
    region_exit(src);
    cr_assert_eq(omni_dict_count(copy, ""), 103);
    cr_assert_eq(omni_dict_ref(copy, OMNI_FIX(77), ""), OMNI_FIX(-77));
    vector = omni_dict_ref(copy, text(dst, "odd"), "");
    cr_assert_eq(region_of(vector), dst);
    cr_assert_eq(vector, omni_dict_ref(copy, text(dst, "even"), ""));
    cr_assert_eq(omni_vector_ref(vector, 500, ""), copy);
    for (i = 0; i < 1000; i++) {
        omni_vector_push(vector, OMNI_NIL, "");
        omni_dict_set(copy, mk_pair_region(dst, OMNI_FIX(i), OMNI_NIL), OMNI_NIL, "");
    }
    port = omni_dict_ref(copy, text(dst, "port"), "");
    omni_newline_to(port, "");
    ASSERT_SHOWN(omni_get_output_string(dst, port, ""), "\"42\\n\"");
    region_exit(dst);
    end_program();
}

Test(container, deep_values_need_no_stack)
{
    Region *r = region_create();
    Obj *a = OMNI_NIL;
    Obj *b = OMNI_NIL;
    Obj *port = omni_open_output_string(r);
    int64_t i;
    for (i = 0; i < DEEP / 10; i++) {
        Obj *dict = omni_make_dict(r);
        omni_dict_set(dict, OMNI_FIX(1), a, "");
        a = mk_vector_region(r, 1, i % 2 == 0 ? &dict : &a);
        dict = omni_make_dict(r);
        omni_dict_set(dict, OMNI_FIX(1), b, "");
        b = mk_vector_region(r, 1, i % 2 == 0 ? &dict : &b);
    }
    cr_assert(omni_is_equal(a, b));
    omni_write_to(a, port, "");
    cr_assert_eq(omni_string_length(omni_get_output_string(r, port, ""), ""), 2 + DEEP / 10 * 3 + DEEP / 20 * 5);
    cr_assert_eq(shown(a)[0], '#');
    (void)omni_hash(a);
    region_exit(r);
    end_program();
}

Test(container, ports_collect_output)
{
    Region *r = region_create();
    Obj *port = omni_open_output_string(r);
    int i;
    omni_begin_output(port, "");
    omni_display(text(r, "a\"b"));
    omni_write(text(r, "c"));
    omni_newline();
    omni_display_int(-5);
    omni_display_to(OMNI_FIX(6), omni_current_output(), "");
    omni_end_output(port, "");
    ASSERT_SHOWN(omni_get_output_string(r, port, ""), "\"a\\\"b\\\"c\\\"\\n-56\"");
    for (i = 0; i < 1000; i++) {
        omni_display_to(text(r, "0123456789"), port, "");
    }
    cr_assert_eq(omni_string_length(omni_get_output_string(r, port, ""), ""), 10010);
    ASSERT_SHOWN(port, "#<port>");
    EXPECT_PANIC(OMNI_ERROR_TYPE, "wanted a string port, got #<port>", omni_get_output_string(r, omni_current_output(), ""));
    EXPECT_PANIC(OMNI_ERROR_TYPE, "wanted an output port, got 1", (omni_display_to(OMNI_NIL, OMNI_FIX(1), ""), 0));
    region_exit(r);
    end_program();
}

Test(container, boxes_hold_one_value)
{
    Region *r = region_create();
    Obj *box = mk_cell_region(r, OMNI_FIX(1));
    cr_assert_eq(omni_unbox(box, ""), OMNI_FIX(1));
    omni_set_box(box, fixnums(r, 2), "");
    ASSERT_SHOWN(mk_pair_region(r, box, box), "(#&#(0 1) . #&#(0 1))");
    EXPECT_PANIC(OMNI_ERROR_TYPE, "wanted a box, got 1", omni_unbox(OMNI_FIX(1), ""));
    region_exit(r);
    end_program();
}

Test(container, vectors_move_and_grow)
{
    Region *r = region_create();
    Obj *items[] = {OMNI_FIX(1), OMNI_FIX(2), OMNI_FIX(3), OMNI_FIX(4)};
    Obj *v = mk_vector_region(r, 4, items);
    omni_vector_move(v, 1, v, 0, 3, "");
    ASSERT_SHOWN(v, "#(1 1 2 3)");
    omni_vector_move(v, 0, v, 1, 4, "");
    ASSERT_SHOWN(v, "#(1 2 3 3)");
    ASSERT_SHOWN(omni_vector_grow(r, v, 6, ""), "#(1 2 3 3 0 0)");
    EXPECT_PANIC(OMNI_ERROR_INDEX, "no position 3 in a vector of length 4", (omni_vector_grow(r, v, 3, ""), 0));
    EXPECT_PANIC(OMNI_ERROR_INDEX, "no position 5 in a vector of length 4", (omni_vector_move(v, 2, v, 0, 3, ""), 0));
    region_exit(r);
    end_program();
}

Test(container, strings_change_in_place)
{
    Region *r = region_create();
    Region *other = region_create();
    Obj *s = text(r, "abc");
    omni_string_set(s, 1, 0x3BB, "");
    ASSERT_SHOWN(s, "\"aλc\"");
    omni_string_fill(s, 0x1F600, 0, 3, "");
    cr_assert_eq(omni_string_length(s, ""), 3);
    s = transmigrate(s, r, other);
    region_exit(r);
    omni_string_set(s, 0, 'x', "");
    omni_string_move(s, 1, s, 0, 2, "");
    cr_assert_eq(omni_string_ref(s, 1, ""), 'x');
    cr_assert_eq(omni_string_ref(s, 2, ""), 0x1F600);
    EXPECT_PANIC(OMNI_ERROR_INDEX, "no position 3 in \"xx\xF0\x9F\x98\x80\"", (omni_string_set(s, 3, 'a', ""), 0));
    region_exit(other);
    end_program();
}

Test(container, ports_give_text)
{
    Region *r = region_create();
    Obj *port = omni_open_input_string(r, text(r, "λb\nnext\n"), "");
    cr_assert_eq(omni_peek_char_from(port, ""), OMNI_CHAR_CONST(0x3BB));
    cr_assert_eq(omni_read_char_from(port, ""), OMNI_CHAR_CONST(0x3BB));
    ASSERT_SHOWN(omni_read_line_from(r, port, ""), "\"b\"");
    ASSERT_SHOWN(omni_read_string_from(r, 2, port, ""), "\"ne\"");
    ASSERT_SHOWN(omni_read_line_from(r, port, ""), "\"xt\"");
    cr_assert_eq(omni_read_line_from(r, port, ""), OMNI_EOF);
    cr_assert_eq(omni_read_string_from(r, 1, port, ""), OMNI_EOF);
    omni_close_port(port, "");
    EXPECT_PANIC(OMNI_ERROR_VALUE, "the port is closed", (omni_read_char_from(port, ""), 0));
    EXPECT_PANIC(OMNI_ERROR_TYPE, "wanted an output port, got #<port>", (omni_newline_to(port, ""), 0));
    region_exit(r);
    end_program();
}

Test(container, sequences_are_walked_over)
{
    Region *r = region_create();
    Obj *dict = omni_make_dict(r);
    Obj *list = omni_sequence_of(r, text(r, "hi"));
    int64_t index;
    int64_t sum = 0;
    ASSERT_SHOWN(list, "(#\\h #\\i)");
    cr_assert_not(omni_sequence_done(list, 0, ""));
    cr_assert_eq(omni_sequence_item(list, 0, ""), OMNI_CHAR_CONST('h'));
    cr_assert(omni_sequence_done(omni_sequence_rest(omni_sequence_rest(list)), 2, ""));
    for (index = 1; index <= 5; index++) {
        omni_dict_set(dict, OMNI_FIX(index), OMNI_NIL, "");
    }
    omni_dict_remove(dict, OMNI_FIX(1), "");
    omni_dict_remove(dict, OMNI_FIX(4), "");
    for (index = omni_sequence_next(dict, -1); !omni_sequence_done(dict, index, "");
         index = omni_sequence_next(dict, index)) {
        sum += omni_int_value(omni_sequence_item(dict, index, ""));
    }
    cr_assert_eq(sum, 10);
    EXPECT_PANIC(OMNI_ERROR_TYPE, "wanted a list, a vector or a dict, got 1", (void)omni_sequence_done(OMNI_FIX(1), 0, ""));
    region_exit(r);
    end_program();
}
