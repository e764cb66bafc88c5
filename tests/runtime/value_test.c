/* Values: immediates, constants, predicates, equality, external representations, lists, closures. */
#include "support.h"

TestSuite(value, .init = begin_program);

#define G omni_global_region()

static Obj *sum_code(Obj *self, Region *dest, int argc, Obj *const *args)
{
    Obj *sum = omni_captured(self, 0);
    int k;
    for (k = 0; k < argc; k++) {
        sum = omni_add(dest, sum, args[k], "sum+0");
    }
    return sum;
}

static Obj *rest_code(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    return omni_rest_list(dest, argc, args, 1);
}

/* '(red -5 "abc" 1.5 9223372036854775807 #\λ . rest) */
OMNI_STATIC_SYMBOL(symbol_red, "red");
OMNI_STATIC_STRING(string_abc, "abc", 3);
OMNI_STATIC_FLOAT(float_1_5, 1.5);
OMNI_STATIC_INT(int_max, INT64_MAX);
OMNI_STATIC_INT(int_small, INT64_C(5000000000));
OMNI_STATIC_CLOSURE(closure_rest, rest_code, 1, -1);
OMNI_STATIC_PAIR(list_5, OMNI_CHAR_CONST(0x3BB), OMNI_REF(closure_rest));
OMNI_STATIC_PAIR(list_4, OMNI_REF(int_max), OMNI_REF(list_5));
OMNI_STATIC_PAIR(list_3, OMNI_REF(float_1_5), OMNI_REF(list_4));
OMNI_STATIC_PAIR(list_2, OMNI_REF(string_abc), OMNI_REF(list_3));
OMNI_STATIC_PAIR(list_1, OMNI_FIX(-5), OMNI_REF(list_2));
OMNI_STATIC_PAIR(list_0, OMNI_REF(symbol_red), OMNI_REF(list_1));

Test(value, constants_are_values_that_nobody_changes)
{
    ASSERT_SHOWN(OMNI_REF(list_0), "(red -5 \"abc\" 1.5 9223372036854775807 #\\\xCE\xBB . #<procedure>)");
    EXPECT_PANIC(OMNI_ERROR_CONSTANT, "cannot change a constant: (#\\\xCE\xBB . #<procedure>)",
                 (omni_set_car(OMNI_REF(list_5), OMNI_NIL, ""), 0));
    EXPECT_PANIC(OMNI_ERROR_CONSTANT, "cannot change a constant: (#\\\xCE\xBB . #<procedure>)",
                 (omni_set_cdr(OMNI_REF(list_5), OMNI_NIL, ""), 0));
    cr_assert(omni_is_eq(OMNI_REF(int_small), mk_int_region(G, INT64_C(5000000000))), "boxed or not");
    cr_assert(omni_num_eq(OMNI_REF(int_small), mk_int_region(G, INT64_C(5000000000)), ""));
    ASSERT_SHOWN(omni_sub(G, OMNI_REF(int_small), OMNI_FIX(1), ""), "4999999999");
    end_program();
}

/* Exactly one predicate holds for each value, besides number?. */
Test(value, predicates_divide_the_values)
{
    typedef bool (*Predicate)(const Obj *);
    static const Predicate predicates[] = {omni_is_null, omni_is_nothing, omni_is_eof, omni_is_bool, omni_is_char, omni_is_pair,
        omni_is_int, omni_is_float, omni_is_string, omni_is_symbol, omni_is_procedure};
    Obj *values[16];
    static const int kinds[] = {0, 1, 2, 3, 3, 4, 4, 5, 6, 6, 6, 7, 8, 9, 10, 6};
    size_t v;
    int p;
    values[0] = OMNI_NIL;
    values[1] = OMNI_NOTHING;
    values[2] = omni_eof();
    values[3] = omni_bool(true);
    values[4] = omni_bool(false);
    values[5] = omni_char(0);
    values[6] = omni_char(0x10FFFF);
    values[7] = OMNI_REF(list_0);
    values[8] = OMNI_FIX(0);
    values[9] = OMNI_FIX(-1);
    values[10] = OMNI_REF(int_max);
    values[11] = OMNI_REF(float_1_5);
    values[12] = OMNI_REF(string_abc);
    values[13] = OMNI_REF(symbol_red);
    values[14] = OMNI_REF(closure_rest);
    values[15] = OMNI_FIX(OMNI_FIXNUM_MIN);
    for (v = 0; v < sizeof values / sizeof values[0]; v++) {
        for (p = 0; p < 11; p++) {
            cr_assert_eq(predicates[p](values[v]), p == kinds[v], "value %u, predicate %d", (unsigned)v, p);
        }
        cr_assert_eq(omni_is_number(values[v]), kinds[v] == 6 || kinds[v] == 7);
        cr_assert_eq(omni_is_true(values[v]), v != 1 && v != 4);
    }
    cr_assert_eq(omni_char_value(omni_char(0x10FFFF)), 0x10FFFF);
    cr_assert_eq(omni_as_bool(OMNI_TRUE, ""), true);
    EXPECT_PANIC(OMNI_ERROR_TYPE, "wanted a Bool, got nothing", omni_as_bool(OMNI_NOTHING, ""));
    end_program();
}

Test(value, pairs_and_lists)
{
    Obj *list = mk_pair_region(G, OMNI_FIX(1), mk_pair_region(G, OMNI_FIX(2), OMNI_NIL));
    cr_assert_eq(omni_car(list, ""), OMNI_FIX(1));
    cr_assert_eq(omni_length(list, ""), 2);
    cr_assert_eq(omni_length(OMNI_NIL, ""), 0);
    omni_set_car(list, OMNI_TRUE, "");
    ASSERT_SHOWN(list, "(#t 2)");
    omni_set_cdr(omni_cdr(list, ""), OMNI_FIX(3), "");
    ASSERT_SHOWN(list, "(#t 2 . 3)");
    cr_assert(!omni_is_list(list));
    EXPECT_PANIC(OMNI_ERROR_TYPE, "wanted a list, got (#t 2 . 3)", omni_length(list, ""));
    omni_set_cdr(omni_cdr(list, ""), list, "");
    cr_assert(!omni_is_list(list), "a cycle of two");
    omni_set_cdr(list, list, "");
    cr_assert(!omni_is_list(list), "a cycle of one");
    EXPECT_PANIC(OMNI_ERROR_TYPE, "wanted a pair, got ()", omni_car(OMNI_NIL, "f+2: (car x)"));
    cr_assert_str_eq(panic_where, "f+2: (car x)");
    EXPECT_PANIC(OMNI_ERROR_TYPE, "wanted a pair, got nothing", omni_cdr(OMNI_NOTHING, ""));
    EXPECT_PANIC(OMNI_ERROR_TYPE, "wanted a pair, got 1", (omni_set_car(OMNI_FIX(1), list, ""), 0));
    end_program();
}

Test(value, equality)
{
    Obj *a = mk_pair_region(G, text(G, "x"), mk_pair_region(G, mk_float_region(G, 0.5), OMNI_NIL));
    Obj *b = mk_pair_region(G, text(G, "x"), mk_pair_region(G, mk_float_region(G, 0.5), OMNI_NIL));
    Obj *zero = mk_float_region(G, 0.0);
    cr_assert(omni_is_equal(a, b) && !omni_is_eqv(a, b) && omni_is_eqv(a, a));
    cr_assert(!omni_is_equal(a, omni_pair_cdr(a)) && !omni_is_equal(omni_pair_cdr(a), a));
    cr_assert(omni_is_eqv(zero, mk_float_region(G, 0.0)) && !omni_is_eqv(zero, mk_float_region(G, -0.0)));
    cr_assert(omni_is_eqv(mk_float_region(G, NAN), mk_float_region(G, -NAN)));
    cr_assert(!omni_is_eqv(OMNI_FIX(0), zero) && !omni_is_equal(OMNI_FIX(0), zero));
    cr_assert(!omni_is_eqv(OMNI_FALSE, OMNI_NOTHING) && !omni_is_eqv(OMNI_NIL, OMNI_FALSE));
    cr_assert(!omni_is_equal(text(G, "ab"), text(G, "abc")) && omni_is_equal(text(G, ""), text(G, "")));
    cr_assert(!omni_is_equal(text(G, "red"), OMNI_REF(symbol_red)));
    cr_assert(!omni_is_equal(mk_pair_region(G, a, OMNI_FIX(1)), mk_pair_region(G, b, OMNI_FIX(2))), "differs behind nested pairs");
    cr_assert(!omni_is_equal(mk_pair_region(G, a, OMNI_NIL), mk_pair_region(G, OMNI_NIL, OMNI_NIL)));
    end_program();
}

static Obj *deep(Region *region, bool nest, int64_t count, Obj *end)
{
    while (count > 0) {
        end = nest ? mk_pair_region(region, end, mk_pair_region(region, OMNI_FIX(count), OMNI_NIL))
                   : mk_pair_region(region, mk_pair_region(region, OMNI_FIX(count), OMNI_NIL), end);
        count--;
    }
    return end;
}

static Obj *deep_value;

static int print_deep(void)
{
    omni_write(deep_value);
    omni_newline();
    omni_flush();
    return 0;
}

Test(value, equality_and_printing_need_no_stack, .timeout = 60)
{
#if OMNI_PORT_STATIC
    const int64_t count = 10000;
#else
    const int64_t count = DEEP / 10;
#endif
    int nest;
    for (nest = 0; nest < 2; nest++) {
        static Outcome outcome;
        Region *region = region_create();
        Obj *a = deep(region, nest == 1, count, OMNI_NIL);
        Obj *b = deep(region, nest == 1, count, OMNI_NIL);
        Obj *c = deep(region, nest == 1, count, OMNI_TRUE);
        cr_assert(omni_is_equal(a, b));
        cr_assert(!omni_is_equal(a, c));
        deep_value = a;
        run_child(print_deep, &outcome);
        cr_assert_eq(outcome.exit_code, 0);
        cr_assert(starts_with(outcome.output, nest == 1 ? "((((((" : "((1) (2) (3)"));
        region_exit(region);
    }
    end_program();
}

static int print_things(void)
{
    int k;
    OMNI_STATIC_TEXT(newlines, "a\"b\\c\n\x01\xCE\xBB", 9, 8);
    omni_display(OMNI_REF(list_0));
    omni_newline();
    omni_display(OMNI_REF(newlines));
    omni_newline();
    omni_write(OMNI_REF(newlines));
    omni_newline();
    omni_display_int(INT64_MIN);
    omni_display_cstr(" ");
    omni_display_float(0.1);
    omni_display_bool(true);
    omni_display_bool(false);
    omni_display_char(0x20AC);
    omni_newline();
    for (k = 0; k < 1000; k++) { /* more than the buffer holds */
        omni_display_cstr("12345");
    }
    return omni_shutdown(3);
}

Test(value, output)
{
    static Outcome outcome;
    static const char expected[] =
        "(red -5 abc 1.5 9223372036854775807 \xCE\xBB . #<procedure>)\n"
        "a\"b\\c\n\x01\xCE\xBB\n"
        "\"a\\\"b\\\\c\\n\\x1;\xCE\xBB\"\n"
        "-9223372036854775808 0.1#t#f\xE2\x82\xAC\n";
    run_child(print_things, &outcome);
    cr_assert_eq(outcome.exit_code, 3, "%s", outcome.errors);
    cr_assert(starts_with(outcome.output, expected), "%s", outcome.output);
    cr_assert_eq(strlen(outcome.output), sizeof expected - 1 + 5000);
    end_program();
}

Test(value, external_representations)
{
    static const struct { uint32_t c; const char *text; } chars[] = {{'a', "#\\a"}, {' ', "#\\space"}, {'\n', "#\\newline"},
        {0, "#\\null"}, {0x7F, "#\\delete"}, {1, "#\\x1"}, {0x85, "#\\x85"}, {'(', "#\\("}, {0x1F600, "#\\\xF0\x9F\x98\x80"}};
    static const char *const names[][2] = {{"x", "x"}, {"list->string!", "list->string!"}, {"", "||"}, {"a b", "|a b|"}, {"1", "|1|"},
        {"+", "+"}, {"...", "..."}, {".", "|.|"}, {"-1.5", "|-1.5|"}, {"a|b", "|a\\|b|"}, {"#t", "|#t|"}, {"\xCE\xBB", "\xCE\xBB"}};
    char small[12];
    size_t k;
    for (k = 0; k < sizeof chars / sizeof chars[0]; k++) {
        ASSERT_SHOWN(omni_char(chars[k].c), chars[k].text);
    }
    for (k = 0; k < sizeof names / sizeof names[0]; k++) {
        ASSERT_SHOWN(omni_string_to_symbol(text(G, names[k][0]), ""), names[k][1]);
    }
    ASSERT_SHOWN(OMNI_TRUE, "#t");
    ASSERT_SHOWN(OMNI_NOTHING, "nothing");
    ASSERT_SHOWN(OMNI_EOF, "#<eof>");
    ASSERT_SHOWN(mk_cell_region(G, OMNI_NIL), "#&()");
    ASSERT_SHOWN(mk_pair_region(G, OMNI_NIL, mk_pair_region(G, OMNI_NIL, OMNI_NIL)), "(() ())");
    cr_assert_eq(omni_describe(OMNI_REF(list_0), small, sizeof small), 11);
    cr_assert_str_eq(small, "(red -5 ...");
    cr_assert(starts_with(shown(deep(G, true, 100, OMNI_NIL)), "(((((("), "a panic can show anything");
    end_program();
}

Test(value, closures)
{
    OMNI_CLOSURE_STORAGE(1) storage;
    Obj *captured[1];
    Obj *args[3];
    Obj *add;
    Obj *rest;
    captured[0] = OMNI_FIX(10);
    args[0] = OMNI_FIX(1);
    args[1] = OMNI_FIX(2);
    args[2] = OMNI_FIX(3);
    add = mk_closure_region(G, sum_code, 1, 2, 1, captured);
    cr_assert_eq(omni_call(add, G, 2, args, ""), OMNI_FIX(13));
    captured[0] = OMNI_FIX(20);
    cr_assert_eq(omni_call(add, G, 1, args, ""), OMNI_FIX(11), "captured values are copied");
    add = mk_closure_stack(&storage, sum_code, 0, 0, 1, captured);
    cr_assert_eq(omni_call(add, G, 0, NULL, ""), OMNI_FIX(20));
    ASSERT_SHOWN(add, "#<procedure>");
    rest = OMNI_REF(closure_rest);
    ASSERT_SHOWN(omni_call(rest, G, 3, args, ""), "(2 3)");
    ASSERT_SHOWN(omni_call(rest, G, 1, args, ""), "()");
    EXPECT_PANIC(OMNI_ERROR_ARITY, "wanted at least 1 argument, got 0", omni_call(rest, G, 0, NULL, ""));
    EXPECT_PANIC(OMNI_ERROR_ARITY, "wanted 0 arguments, got 2", omni_call(add, G, 2, args, "main+1: (add 1 2)"));
    cr_assert_str_eq(panic_where, "main+1: (add 1 2)");
    EXPECT_PANIC(OMNI_ERROR_ARITY, "wanted 1 to 2 arguments, got 3",
                 omni_call(mk_closure_region(G, sum_code, 1, 2, 1, captured), G, 3, args, ""));
    EXPECT_PANIC(OMNI_ERROR_NOT_A_FUNCTION, "cannot call: \"abc\"", omni_call(OMNI_REF(string_abc), G, 0, NULL, ""));
    EXPECT_PANIC(OMNI_ERROR_NOT_A_FUNCTION, "cannot call: 5", omni_call(OMNI_FIX(5), G, 0, NULL, ""));
    end_program();
}

Test(value, cells)
{
    Cell storage;
    Obj *cell = mk_cell_stack(&storage, OMNI_FIX(1));
    omni_cell_set(cell, OMNI_FIX(2));
    cr_assert_eq(omni_cell_get(cell), OMNI_FIX(2));
    cell = mk_cell_region(G, cell);
    ASSERT_SHOWN(omni_cell_get(omni_cell_get(cell)), "2");
    end_program();
}
