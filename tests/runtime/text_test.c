/* Strings, chars and symbols. */
#include "support.h"

TestSuite(strings, .init = begin_program);

#define G omni_global_region()

OMNI_STATIC_TEXT(greek, "\xCE\xB1\xCE\xB2" "c", 5, 3);
OMNI_STATIC_STRING(empty, "", 0);
OMNI_STATIC_SYMBOL(symbol_red, "red");
OMNI_STATIC_SYMBOL(symbol_green, "green");

Test(strings, positions_count_code_points)
{
    Obj *mixed = text(G, "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z");
    cr_assert_eq(omni_string_length(mixed, ""), 5);
    cr_assert_eq(omni_string_length(OMNI_REF(greek), ""), 3);
    cr_assert_eq(omni_string_length(OMNI_REF(empty), ""), 0);
    cr_assert_eq(omni_string_ref(mixed, 0, ""), 'a');
    cr_assert_eq(omni_string_ref(mixed, 1, ""), 0xE9);
    cr_assert_eq(omni_string_ref(mixed, 2, ""), 0x20AC);
    cr_assert_eq(omni_string_ref(mixed, 3, ""), 0x1F600);
    cr_assert_eq(omni_string_ref(mixed, 4, ""), 'z');
    cr_assert_eq(omni_string_ref(OMNI_REF(greek), 2, ""), 'c');
    EXPECT_PANIC(OMNI_ERROR_INDEX, "no position 5 in \"a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z\"", omni_string_ref(mixed, 5, ""));
    EXPECT_PANIC(OMNI_ERROR_INDEX, "no position -1 in \"\"", omni_string_ref(OMNI_REF(empty), -1, ""));
    EXPECT_PANIC(OMNI_ERROR_TYPE, "wanted a string, got #\\a", omni_string_length(omni_char('a'), ""));
    ASSERT_SHOWN(omni_substring(G, mixed, 1, 4, ""), "\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\"");
    ASSERT_SHOWN(omni_substring(G, mixed, 5, 5, ""), "\"\"");
    ASSERT_SHOWN(omni_substring(G, OMNI_REF(greek), 1, 3, ""), "\"\xCE\xB2" "c\"");
    EXPECT_PANIC(OMNI_ERROR_INDEX, "the end 1 is in front of the start 2", omni_substring(G, text(G, "abc"), 2, 1, ""));
    EXPECT_PANIC(OMNI_ERROR_INDEX, "no position 4 in \"abc\"", omni_substring(G, text(G, "abc"), 0, 4, ""));
    ASSERT_SHOWN(omni_string_index(mixed, 0x20AC, ""), "2");
    ASSERT_SHOWN(omni_string_index(mixed, 'q', ""), "#f");
    ASSERT_SHOWN(omni_string_contains(mixed, text(G, "z"), ""), "4");
    ASSERT_SHOWN(omni_string_contains(OMNI_REF(greek), OMNI_REF(empty), ""), "0");
    ASSERT_SHOWN(omni_string_contains(OMNI_REF(empty), text(G, "a"), ""), "#f");
    end_program();
}

Test(strings, results_are_fresh_and_keep_their_counts)
{
    Obj *s = text(G, "stra\xC3\x9F" "e");
    Obj *copy = omni_string_copy(G, s, "");
    Obj *sum = omni_string_append(G, s, OMNI_REF(greek), "");
    cr_assert_neq(copy, s);
    cr_assert(omni_is_equal(copy, s) && !omni_is_eq(copy, s));
    cr_assert_eq(omni_string_length(sum, ""), 9);
    cr_assert_neq(omni_string_append(G, s, OMNI_REF(empty), ""), s);
    ASSERT_SHOWN(sum, "\"stra\xC3\x9F" "e\xCE\xB1\xCE\xB2" "c\"");
    ASSERT_SHOWN(omni_string_upcase(G, sum, ""), "\"STRASSE\xCE\x91\xCE\x92" "C\"");
    ASSERT_SHOWN(omni_string_downcase(G, text(G, "\xC3\x84\xC5\xB8Q"), ""), "\"\xC3\xA4\xC3\xBFq\"");
    ASSERT_SHOWN(omni_string_to_list(G, OMNI_REF(greek), ""), "(#\\\xCE\xB1 #\\\xCE\xB2 #\\c)");
    ASSERT_SHOWN(omni_list_to_string(G, omni_string_to_list(G, sum, ""), ""), shown(sum));
    ASSERT_SHOWN(omni_string_to_list(G, OMNI_REF(empty), ""), "()");
    ASSERT_SHOWN(omni_make_string(G, 3, 0x3B1, ""), "\"\xCE\xB1\xCE\xB1\xCE\xB1\"");
    ASSERT_SHOWN(omni_char_to_string(G, 0x1F600), "\"\xF0\x9F\x98\x80\"");
    EXPECT_PANIC(OMNI_ERROR_VALUE, "no string has this length: -1", omni_make_string(G, -1, 'a', ""));
    EXPECT_PANIC(OMNI_ERROR_TYPE, "wanted a Char, got 1", omni_list_to_string(G, mk_pair_region(G, OMNI_FIX(1), OMNI_NIL), ""));
    EXPECT_PANIC(OMNI_ERROR_TYPE, "wanted a list, got (1 . 2)",
                 omni_list_to_string(G, mk_pair_region(G, OMNI_FIX(1), OMNI_FIX(2)), ""));
    end_program();
}

Test(strings, order_is_that_of_code_points)
{
    static const char *const ascending[] = {"", "A", "Z", "a", "aa", "ab", "b", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80"};
    size_t count = sizeof ascending / sizeof ascending[0];
    size_t x;
    size_t y;
    for (x = 0; x < count; x++) {
        for (y = 0; y < count; y++) {
            Obj *a = text(G, ascending[x]);
            Obj *b = text(G, ascending[y]);
            cr_assert_eq(omni_string_eq(a, b, ""), x == y);
            cr_assert_eq(omni_string_lt(a, b, ""), x < y);
            cr_assert_eq(omni_string_gt(a, b, ""), x > y);
            cr_assert_eq(omni_string_le(a, b, ""), x <= y);
            cr_assert_eq(omni_string_ge(a, b, ""), x >= y);
        }
    }
    end_program();
}

Test(strings, utf8_takes_all_code_points_and_no_nonsense)
{
    static const char *const bad[] = {"\x80", "\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80",
        "\xE2\x82", "\xC3", "\xC3(", "\xFF"};
    uint32_t c;
    size_t k;
    for (c = 0; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 61) {
        char bytes[OMNI_UTF8_BYTES];
        uint32_t again;
        size_t length;
        if (c >= 0xD800 && c <= 0xDFFF) {
            continue;
        }
        length = omni_utf8_encode(c, bytes);
        cr_assert_eq(omni_utf8_decode(bytes, length, &again), length);
        cr_assert_eq(again, c);
        if (length > 1) {
            cr_assert_eq(omni_utf8_decode(bytes, length - 1, &again), 1, "cut off");
        }
    }
    for (k = 0; k < sizeof bad / sizeof bad[0]; k++) {
        cr_assert_eq(omni_utf8_decode(bad[k], strlen(bad[k]), &c), 1);
        cr_assert_eq(c, 0xFFFD);
    }
    cr_assert_eq(omni_string_length(text(G, "a\xFFz"), ""), 3);
    cr_assert_eq(omni_string_ref(text(G, "a\xFFz"), 2, ""), 'z');
    end_program();
}

Test(strings, chars)
{
    static const uint32_t cases[][2] = {{'a', 'A'}, {'z', 'Z'}, {0xE4, 0xC4}, {0xFE, 0xDE}, {0xFF, 0x178}, {0x101, 0x100},
        {0x13A, 0x139}, {0x148, 0x147}, {0x17E, 0x17D}, {0x3B1, 0x391}, {0x3C9, 0x3A9}, {0x3AC, 0x386}, {0x3AD, 0x388},
        {0x3AF, 0x38A}, {0x3CC, 0x38C}, {0x3CE, 0x38F}, {0x430, 0x410}, {0x44F, 0x42F}, {0x451, 0x401}, {0x461, 0x460}};
    static const uint32_t caseless[] = {'1', ' ', '@', '[', '`', '{', 0xD7, 0xF7, 0x138, 0x149, 0x3A2, 0x4E2D, 0x1F600};
    size_t k;
    for (k = 0; k < sizeof cases / sizeof cases[0]; k++) {
        cr_assert_eq(omni_char_upcase(cases[k][0]), cases[k][1], "%x", (unsigned)cases[k][0]);
        cr_assert_eq(omni_char_downcase(cases[k][1]), cases[k][0], "%x", (unsigned)cases[k][1]);
        cr_assert(omni_char_is_lower(cases[k][0]) && !omni_char_is_upper(cases[k][0]));
        cr_assert(omni_char_is_upper(cases[k][1]) && !omni_char_is_lower(cases[k][1]));
        cr_assert(omni_char_is_alphabetic(cases[k][0]) && omni_char_is_alphabetic(cases[k][1]));
    }
    for (k = 0; k < sizeof caseless / sizeof caseless[0]; k++) {
        cr_assert_eq(omni_char_upcase(caseless[k]), caseless[k], "%x", (unsigned)caseless[k]);
        cr_assert_eq(omni_char_downcase(caseless[k]), caseless[k], "%x", (unsigned)caseless[k]);
    }
    cr_assert_eq(omni_char_upcase(0x3C2), 0x3A3, "the sigma at the end of a word");
    cr_assert_eq(omni_char_foldcase(0x3C2), 0x3C3, "the sigma at the end of a word");
    cr_assert(omni_char_foldcase('A') == 'a' && omni_char_foldcase(0x17F) == 's' && omni_char_foldcase(0xDF) == 0xDF);
    cr_assert(omni_digit_value('7') == OMNI_FIX(7) && omni_digit_value(0x663) == OMNI_FIX(3) &&
              omni_digit_value(0x1D7FF) == OMNI_FIX(9) && omni_digit_value('a') == OMNI_FALSE &&
              omni_digit_value(0xB2) == OMNI_FALSE && omni_char_is_numeric(0xFF19) && !omni_char_is_numeric(0xFF1A));
    cr_assert(omni_char_is_numeric('7') && !omni_char_is_numeric('x') && !omni_char_is_alphabetic('7'));
    cr_assert(omni_char_is_whitespace('\t') && omni_char_is_whitespace(0xA0) && !omni_char_is_whitespace('_'));
    cr_assert_eq(omni_integer_to_char(0x10FFFF, ""), 0x10FFFF);
    EXPECT_PANIC(OMNI_ERROR_VALUE, "no char has this code point: 1114112", omni_integer_to_char(0x110000, ""));
    EXPECT_PANIC(OMNI_ERROR_VALUE, "no char has this code point: 55296", omni_integer_to_char(0xD800, ""));
    EXPECT_PANIC(OMNI_ERROR_VALUE, "no char has this code point: -1", omni_integer_to_char(-1, ""));
    EXPECT_PANIC(OMNI_ERROR_TYPE, "wanted a Char, got \"a\"", omni_as_char(text(G, "a"), ""));
    end_program();
}

Test(strings, each_name_has_one_symbol)
{
    static const Symbol *const symbols[] = {&symbol_red, &symbol_green};
    static Obj *made[1000];
    Region *region = region_create();
    char name[32];
    int k;
    omni_symbols_register(symbols, 2);
    cr_assert_eq(omni_string_to_symbol(text(region, "red"), ""), OMNI_REF(symbol_red));
    for (k = 0; k < 1000; k++) {
        (void)snprintf(name, sizeof name, "symbol-%d", k);
        made[k] = omni_string_to_symbol(text(region, name), "");
    }
    region_exit(region);
    region = region_create();
    for (k = 0; k < 1000; k++) {
        (void)snprintf(name, sizeof name, "symbol-%d", k);
        cr_assert_eq(omni_string_to_symbol(text(region, name), ""), made[k]);
        ASSERT_SHOWN(made[k], name);
    }
    cr_assert_eq(omni_string_to_symbol(text(region, "green"), ""), OMNI_REF(symbol_green));
    ASSERT_SHOWN(omni_symbol_to_string(region, OMNI_REF(symbol_green), ""), "\"green\"");
    EXPECT_PANIC(OMNI_ERROR_TYPE, "wanted a symbol, got \"x\"", omni_symbol_to_string(region, text(region, "x"), ""));
    region_exit(region);
    end_program();
}

static bool is_text(const Obj *string, const char *wanted)
{
    return omni_string_eq(string, text(G, wanted), "");
}

Test(strings, case_of_texts)
{
    cr_assert(is_text(omni_string_upcase(G, text(G, "stra\xC3\x9F" "e \xCF\x82"), ""), "STRASSE \xCE\xA3"));
    cr_assert_eq(omni_string_length(omni_string_upcase(G, text(G, "\xC3\x9F"), ""), ""), 2);
    cr_assert(is_text(omni_string_foldcase(G, text(G, "Stra\xC3\x9F" "E \xCE\xA3\xCF\x82"), ""), "strasse \xCF\x83\xCF\x83"));
    cr_assert(is_text(omni_string_downcase(G, text(G, "\xCE\x91\xCE\xA3 \xCE\xA3"), ""), "\xCE\xB1\xCF\x82 \xCF\x83"));
    cr_assert(is_text(omni_string_upcase(G, text(G, ""), ""), ""));
    end_program();
}

Test(strings, several_texts_at_once)
{
    Obj *texts[6];
    char name[16];
    int64_t at;
    size_t k;
    for (k = 0; k < 6; k++) {
        (void)snprintf(name, sizeof name, "\xC3\xA4%c\xE2\x82\xAC%c", (int)('a' + k), (int)('b' + k));
        texts[k] = text(G, name);
    }
    for (at = 0; at < 4; at++) {
        for (k = 0; k < 6; k++) {
            uint32_t wanted = at == 0 ? 0xE4 : at == 2 ? 0x20AC : (uint32_t)('a' + k) + (at == 3 ? 1u : 0u);
            cr_assert_eq(omni_string_ref(texts[k], at, ""), wanted);
        }
    }
    end_program();
}
