/* Numbers: the edges of Int and of fixnums, mixed arithmetic, and text. */
#include "support.h"

TestSuite(number, .init = begin_program);

#define MAX INT64_MAX
#define MIN INT64_MIN

static Obj *i(int64_t value)
{
    return mk_int_region(omni_global_region(), value);
}

static Obj *f(double value)
{
    return mk_float_region(omni_global_region(), value);
}

#define G omni_global_region()

#if !OMNI_OVERFLOW_WRAP
Test(number, int_arithmetic_fails_where_it_must)
{
    cr_assert_eq(omni_int_add(MAX - 1, 1, ""), MAX);
    cr_assert_eq(omni_int_add(MIN + 1, -1, ""), MIN);
    cr_assert_eq(omni_int_sub(-1, MAX, ""), MIN);
    cr_assert_eq(omni_int_sub(0, MAX, ""), -MAX);
    cr_assert_eq(omni_int_mul(INT64_C(3037000499), INT64_C(3037000499), ""), INT64_C(9223372030926249001));
    cr_assert_eq(omni_int_mul(MIN, 1, ""), MIN);
    cr_assert_eq(omni_int_abs(-MAX, ""), MAX);
    cr_assert_eq(omni_int_neg(MAX, ""), -MAX);
    EXPECT_PANIC(OMNI_ERROR_OVERFLOW, "(+ 9223372036854775807 1) does not fit in an Int", omni_int_add(MAX, 1, "f+1: (+ x 1)"));
    cr_assert_str_eq(panic_where, "f+1: (+ x 1)");
    EXPECT_PANIC(OMNI_ERROR_OVERFLOW, "(- -9223372036854775808 1) does not fit in an Int", omni_int_sub(MIN, 1, ""));
    EXPECT_PANIC(OMNI_ERROR_OVERFLOW, "(* -9223372036854775808 -1) does not fit in an Int", omni_int_mul(MIN, -1, ""));
    EXPECT_PANIC(OMNI_ERROR_OVERFLOW, "(* 3037000500 3037000500) does not fit in an Int",
                 omni_int_mul(INT64_C(3037000500), INT64_C(3037000500), ""));
    EXPECT_PANIC(OMNI_ERROR_OVERFLOW, "(- -9223372036854775808) does not fit in an Int", omni_int_neg(MIN, ""));
    EXPECT_PANIC(OMNI_ERROR_OVERFLOW, "(abs -9223372036854775808) does not fit in an Int", omni_int_abs(MIN, ""));
    EXPECT_PANIC(OMNI_ERROR_OVERFLOW, "(- -9223372036854775808) does not fit in an Int", omni_int_quotient(MIN, -1, ""));
    EXPECT_PANIC(OMNI_ERROR_DIVIDE_BY_ZERO, "(quotient 5 0)", omni_int_quotient(5, 0, ""));
    EXPECT_PANIC(OMNI_ERROR_DIVIDE_BY_ZERO, "(remainder 5 0)", omni_int_remainder(5, 0, ""));
    EXPECT_PANIC(OMNI_ERROR_DIVIDE_BY_ZERO, "(modulo 5 0)", omni_int_modulo(5, 0, ""));
    end_program();
}

/* The portable tests must agree with the compiler's own, on all pairs of interesting numbers. */
Test(number, portable_overflow_tests_agree)
{
    static const int64_t samples[] = {0, 1, -1, 2, -2, 3, 10, -10, INT64_C(3037000499), INT64_C(3037000500), INT64_C(-3037000500),
        INT64_C(4294967296), INT32_MAX, INT32_MIN, MAX / 2, MIN / 2, MAX / 2 + 1, MIN / 2 - 1, MAX - 1, MIN + 1, MAX, MIN};
    size_t count = sizeof samples / sizeof samples[0];
    size_t x;
    size_t y;
    for (x = 0; x < count; x++) {
        for (y = 0; y < count; y++) {
            int64_t a = samples[x];
            int64_t b = samples[y];
            int64_t expected;
            int64_t result;
            cr_assert_eq(omni__add_overflows(a, b, &result), OMNI_ADD_OVERFLOWS(a, b, &expected));
            cr_assert_eq(result, expected);
            cr_assert_eq(omni__sub_overflows(a, b, &result), OMNI_SUB_OVERFLOWS(a, b, &expected));
            cr_assert_eq(result, expected);
            cr_assert_eq(omni__mul_overflows(a, b, &result), OMNI_MUL_OVERFLOWS(a, b, &expected));
            cr_assert_eq(result, expected);
        }
    }
    end_program();
}

Test(number, shifts_and_powers)
{
    cr_assert_eq(omni_int_shift_left(1, 62, ""), INT64_C(1) << 62);
    cr_assert_eq(omni_int_shift_left(-1, 63, ""), MIN);
    cr_assert_eq(omni_int_shift_left(0, 1000, ""), 0);
    cr_assert_eq(omni_int_shift_left(-9, -1, ""), -5);
    cr_assert_eq(omni_int_shift_right(-9, 1, ""), -5);
    cr_assert_eq(omni_int_shift_right(MIN, 63, ""), -1);
    cr_assert_eq(omni_int_shift_right(MAX, 64, ""), 0);
    cr_assert_eq(omni_int_shift_right(-1, MAX, ""), -1);
    cr_assert_eq(omni_int_shift_right(3, -2, ""), 12);
    EXPECT_PANIC(OMNI_ERROR_OVERFLOW, "(shift-left 1 63) does not fit in an Int", omni_int_shift_left(1, 63, ""));
    EXPECT_PANIC(OMNI_ERROR_OVERFLOW, "(shift-left 1 64) does not fit in an Int", omni_int_shift_left(1, 64, ""));
    cr_assert_eq(omni_int_expt(2, 62, ""), INT64_C(1) << 62);
    cr_assert_eq(omni_int_expt(-2, 63, ""), MIN);
    cr_assert_eq(omni_int_expt(7, 22, ""), INT64_C(3909821048582988049));
    cr_assert_eq(omni_int_expt(0, 0, ""), 1);
    cr_assert_eq(omni_int_expt(-1, MAX, ""), -1);
    EXPECT_PANIC(OMNI_ERROR_OVERFLOW, "(expt 2 63) does not fit in an Int", omni_int_expt(2, 63, ""));
    EXPECT_PANIC(OMNI_ERROR_OVERFLOW, "(expt 3 9223372036854775807) does not fit in an Int", omni_int_expt(3, MAX, ""));
    ASSERT_SHOWN(omni_expt(G, i(2), i(-2), ""), "0.25");
    ASSERT_SHOWN(omni_expt(G, f(2.0), i(3), ""), "8.0");
    EXPECT_PANIC(OMNI_ERROR_DIVIDE_BY_ZERO, "(/ 1 0)", omni_expt(G, i(0), i(-1), ""));
    end_program();
}
#endif

/* R7RS 6.2.6: the signs of quotient, remainder and modulo. */
Test(number, division_signs)
{
    static const int64_t cases[][5] = {{13, 4, 3, 1, 1}, {-13, 4, -3, -1, 3}, {13, -4, -3, 1, -3}, {-13, -4, 3, -1, -1},
        {12, -4, -3, 0, 0}, {MIN, 10, INT64_C(-922337203685477580), -8, 2}};
    size_t k;
    for (k = 0; k < sizeof cases / sizeof cases[0]; k++) {
        const int64_t *c = cases[k];
        cr_assert_eq(omni_int_quotient(c[0], c[1], ""), c[2]);
        cr_assert_eq(omni_int_remainder(c[0], c[1], ""), c[3]);
        cr_assert_eq(omni_int_modulo(c[0], c[1], ""), c[4]);
        if (c[0] != MIN) {
            cr_assert_eq(omni_float_quotient((double)c[0], (double)c[1], ""), (double)c[2]);
            cr_assert_eq(omni_float_remainder((double)c[0], (double)c[1], ""), (double)c[3]);
            cr_assert_eq(omni_float_modulo((double)c[0], (double)c[1], ""), (double)c[4]);
        }
    }
    cr_assert_eq(omni_int_remainder(MIN, -1, ""), 0);
    cr_assert_eq(omni_int_modulo(MIN, -1, ""), 0);
    ASSERT_SHOWN(omni_modulo(G, i(-7), f(2.0), ""), "1.0");
    EXPECT_PANIC(OMNI_ERROR_DIVIDE_BY_ZERO, "integer division by zero of: 1.0", omni_quotient(G, i(1), f(0.0), ""));
    EXPECT_PANIC(OMNI_ERROR_VALUE, "wanted an integer: 1.5", omni_quotient(G, f(1.5), i(1), ""));
    end_program();
}

Test(number, fixnums_and_boxes_are_one_kind)
{
    static const int64_t edges[] = {OMNI_FIXNUM_MAX, OMNI_FIXNUM_MIN};
    int k;
    for (k = 0; k < 2; k++) {
        int64_t step = edges[k] > 0 ? 1 : -1;
        Obj *last = i(edges[k]);
        Obj *beyond = omni_add(G, last, OMNI_FIX(step), "");
        cr_assert(omni_is_fixnum(last));
        cr_assert(!omni_is_fixnum(beyond));
        cr_assert(omni_is_int(beyond) && omni_is_number(beyond) && omni_is_integer(beyond) && !omni_is_float(beyond));
        cr_assert_eq(omni_as_int(beyond, ""), edges[k] + step);
        cr_assert_eq(omni_sub(G, beyond, OMNI_FIX(step), ""), last, "a result that fits again is immediate again");
        cr_assert(omni_is_eq(beyond, i(edges[k] + step)));
        cr_assert(omni_is_equal(beyond, i(edges[k] + step)));
        cr_assert(!omni_is_eqv(beyond, last));
        cr_assert(omni_num_eq(beyond, i(edges[k] + step), ""));
        cr_assert_eq(omni_num_lt(last, beyond, ""), step > 0);
        cr_assert_eq(omni_num_gt(last, beyond, ""), step < 0);
    }
    ASSERT_SHOWN(omni_mul(G, i(OMNI_FIXNUM_MAX), i(2), ""), "9223372036854775806");
    ASSERT_SHOWN(omni_neg(G, i(MAX), ""), "-9223372036854775807");
    ASSERT_SHOWN(omni_abs(G, i(OMNI_FIXNUM_MIN), ""), "4611686018427387904");
    EXPECT_PANIC(OMNI_ERROR_OVERFLOW, "(+ 9223372036854775807 1) does not fit in an Int", omni_add(G, i(MAX), i(1), ""));
    EXPECT_PANIC(OMNI_ERROR_TYPE, "wanted a number, got #t", omni_add(G, OMNI_TRUE, i(1), ""));
    EXPECT_PANIC(OMNI_ERROR_TYPE, "wanted a number, got nothing", omni_num_lt(i(1), OMNI_NOTHING, ""));
    end_program();
}

Test(number, mixed_arithmetic)
{
    Obj *four = i(4);
    Obj *result;
    ASSERT_SHOWN(omni_add(G, i(1), f(0.5), ""), "1.5");
    ASSERT_SHOWN(omni_sub(G, f(0.5), i(1), ""), "-0.5");
    ASSERT_SHOWN(omni_mul(G, f(2.0), i(3), ""), "6.0");
    ASSERT_SHOWN(omni_div(G, i(6), i(3), ""), "2");
    ASSERT_SHOWN(omni_div(G, i(1), i(4), ""), "0.25");
    ASSERT_SHOWN(omni_div(G, i(1), f(0.0), ""), "+inf.0");
    EXPECT_PANIC(OMNI_ERROR_DIVIDE_BY_ZERO, "(/ 1 0)", omni_div(G, i(1), i(0), ""));
    ASSERT_SHOWN(omni_max(G, i(1), f(0.5), ""), "1.0");
    ASSERT_SHOWN(omni_min(G, i(1), i(-5), ""), "-5");
    ASSERT_SHOWN(omni_sqrt(G, i(16), ""), "4");
    ASSERT_SHOWN(omni_sqrt(G, i(INT64_C(3037000499) * INT64_C(3037000499)), ""), "3037000499");
    ASSERT_SHOWN(omni_sqrt(G, i(MAX), ""), "3037000499.97605");
    ASSERT_SHOWN(omni_sqrt(G, i(2), ""), "1.4142135623730951");
    ASSERT_SHOWN(omni_sqrt(G, f(16.0), ""), "4.0");
    ASSERT_SHOWN(omni_sqrt(G, i(-4), ""), "+nan.0");
    ASSERT_SHOWN(omni_round(G, f(2.5), ""), "2.0");
    ASSERT_SHOWN(omni_round(G, f(3.5), ""), "4.0");
    ASSERT_SHOWN(omni_round(G, f(-2.5), ""), "-2.0");
    ASSERT_SHOWN(omni_floor(G, f(-1.5), ""), "-2.0");
    ASSERT_SHOWN(omni_ceiling(G, f(1.2), ""), "2.0");
    ASSERT_SHOWN(omni_truncate(G, f(-1.5), ""), "-1.0");
    cr_assert_eq(omni_floor(G, four, ""), four);
    result = f(2.0);
    cr_assert_neq(omni_floor(G, result, ""), result, "a result is always fresh: the operand may die first");
    cr_assert_eq(omni_exact(f(-3.0), ""), -3);
    EXPECT_PANIC(OMNI_ERROR_VALUE, "no Int has this value: 2.5", omni_exact(f(2.5), ""));
    EXPECT_PANIC(OMNI_ERROR_VALUE, "no Int has this value: 9223372036854776000.0", omni_float_to_int(9223372036854775808.0, ""));
    cr_assert_eq(omni_float_to_int(-9223372036854775808.0, ""), MIN);
    EXPECT_PANIC(OMNI_ERROR_VALUE, "no Int has this value: +nan.0", omni_exact(f(NAN), ""));
    cr_assert_float_eq(omni_inexact(i(3), ""), 3.0, 0.0);
    EXPECT_PANIC(OMNI_ERROR_TYPE, "wanted a Float, got 3", omni_as_float(i(3), ""));
    EXPECT_PANIC(OMNI_ERROR_TYPE, "wanted an Int, got 3.0", omni_as_int(f(3.0), ""));
    end_program();
}

Test(number, comparison_is_exact)
{
    Obj *limit = f(9007199254740992.0); /* 2^53: the next Int has no Float of its own */
    Obj *nan = f(NAN);
    cr_assert(omni_num_eq(i(INT64_C(9007199254740992)), limit, ""));
    cr_assert(!omni_num_eq(i(INT64_C(9007199254740993)), limit, ""));
    cr_assert(omni_num_gt(i(INT64_C(9007199254740993)), limit, ""));
    cr_assert(omni_num_lt(limit, i(INT64_C(9007199254740993)), ""));
    cr_assert(omni_num_lt(i(MAX), f(9223372036854775808.0), ""));
    cr_assert(omni_num_eq(i(MIN), f(-9223372036854775808.0), ""));
    cr_assert(omni_num_gt(i(MIN), f(-INFINITY), ""));
    cr_assert(omni_num_le(i(-1), f(-0.5), "") && omni_num_ge(f(-0.5), i(-1), ""));
    cr_assert(omni_num_eq(i(0), f(-0.0), ""));
    cr_assert(!omni_num_eq(nan, nan, "") && !omni_num_lt(nan, i(1), "") && !omni_num_ge(nan, i(1), "") &&
              !omni_num_le(i(1), nan, "") && !omni_num_gt(i(1), nan, ""));
    cr_assert(omni_is_zero(f(-0.0), "") && omni_is_positive(i(1), "") && omni_is_negative(f(-INFINITY), ""));
    cr_assert(!omni_is_positive(nan, "") && !omni_is_negative(nan, "") && !omni_is_zero(nan, ""));
    cr_assert(omni_is_integer(f(2.0)) && !omni_is_integer(f(2.5)) && !omni_is_integer(f(INFINITY)) &&
              !omni_is_integer(OMNI_TRUE));
    end_program();
}

Test(number, float_text_is_short_and_reads_back)
{
    static const struct { double value; const char *text; } cases[] = {
        {0.0, "0.0"}, {-0.0, "-0.0"}, {1.0, "1.0"}, {-2.5, "-2.5"}, {0.1, "0.1"}, {0.1 + 0.2, "0.30000000000000004"},
        {1e21, "1.0e21"}, {1e-7, "1.0e-7"}, {123456789012.0, "123456789012.0"}, {5e-324, "5.0e-324"},
        {1000000.0, "1000000.0"}, {1e7, "1.0e7"}, {-15000.0, "-15000.0"}, {0.001, "0.001"}, {0.00012, "1.2e-4"},
        {12345678901234567890.0, "12345678901234567000.0"}, {123.0, "123.0"}, {0.5, "0.5"},
        {1.7976931348623157e308, "1.7976931348623157e308"}, {INFINITY, "+inf.0"}, {-INFINITY, "-inf.0"}, {100.0, "100.0"},
        {1e100, "1.0e100"}, {2.5e-10, "2.5e-10"}};
    char buffer[OMNI_FLOAT_TEXT_BYTES];
    uint64_t state = 88172645463325252u;
    size_t k;
    for (k = 0; k < sizeof cases / sizeof cases[0]; k++) {
        cr_assert_eq(omni_float_text(cases[k].value, buffer), strlen(buffer));
        cr_assert_str_eq(buffer, cases[k].text);
    }
    for (k = 0; k < 50000; k++) {
        double value;
        Obj *again;
        size_t length;
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        memcpy(&value, &state, sizeof value);
        if (!isfinite(value)) {
            continue;
        }
        length = omni_float_text(value, buffer);
        cr_assert(length < sizeof buffer && strpbrk(buffer, ".e") != NULL, "%s", buffer);
        if (k % 10 == 0) {
            Region *region = region_create();
            again = omni_string_to_number(region, mk_string_region(region, buffer, length), "");
            cr_assert(omni_is_eqv(again, mk_float_region(region, value)), "%s", buffer);
            region_exit(region);
        }
    }
    end_program();
}

Test(number, text_to_number)
{
    static const char *const cases[][2] = {
        {"42", "42"}, {"-42", "-42"}, {"+7", "7"}, {"9223372036854775807", "9223372036854775807"},
        {"-9223372036854775808", "-9223372036854775808"}, {"9223372036854775808", "#f"}, {"-9223372036854775809", "#f"},
        {"1.5", "1.5"}, {".5", "0.5"}, {"1.", "1.0"}, {"1e3", "1000.0"}, {"-1.5E-2", "-0.015"}, {"+inf.0", "+inf.0"},
        {"-inf.0", "-inf.0"}, {"+nan.0", "+nan.0"}, {"inf.0", "#f"}, {"#xFf", "255"}, {"#b-101", "-5"}, {"#o17", "15"},
        {"#d10", "10"}, {"", "#f"}, {"-", "#f"}, {"+", "#f"}, {".", "#f"}, {"e5", "#f"}, {"1e", "#f"}, {"1e+", "#f"},
        {"0x10", "#f"}, {"1 ", "#f"}, {" 1", "#f"}, {"1.2.3", "#f"}, {"abc", "#f"}, {"#x", "#f"}, {"nan", "#f"},
        {"infinity", "#f"}, {"--1", "#f"}, {"#b12", "#f"}};
    size_t k;
    for (k = 0; k < sizeof cases / sizeof cases[0]; k++) {
        cr_assert_str_eq(shown(omni_string_to_number(G, text(G, cases[k][0]), "")), cases[k][1], "%s", cases[k][0]);
    }
    ASSERT_SHOWN(omni_string_to_number(G, mk_string_region(G, "1\0", 2), ""), "#f");
    ASSERT_SHOWN(omni_string_to_number_radix(G, text(G, "zz"), 36, ""), "1295");
    ASSERT_SHOWN(omni_string_to_number_radix(G, text(G, "1.5"), 16, ""), "#f");
    ASSERT_SHOWN(omni_number_to_string(G, i(MIN), ""), "\"-9223372036854775808\"");
    ASSERT_SHOWN(omni_number_to_string(G, f(2.0), ""), "\"2.0\"");
    ASSERT_SHOWN(omni_number_to_string_radix(G, i(-255), 16, ""), "\"-ff\"");
    cr_assert_eq(omni_string_length(omni_number_to_string_radix(G, i(MIN), 2, ""), ""), 65);
    EXPECT_PANIC(OMNI_ERROR_VALUE, "wanted a radix from 2 to 36: 1", omni_number_to_string_radix(G, i(1), 1, ""));
    EXPECT_PANIC(OMNI_ERROR_VALUE, "a Float is written in radix 10 only: 0.5", omni_number_to_string_radix(G, f(0.5), 2, ""));
    EXPECT_PANIC(OMNI_ERROR_TYPE, "wanted a string, got 1", omni_string_to_number(G, i(1), ""));
    end_program();
}

Test(number, an_int_meets_a_float_exactly)
{
    const int64_t odd = 9007199254740993; /* 2^53 + 1, which is no Float */
    cr_assert(!omni_int_eq_float(odd, 9007199254740992.0) && omni_int_gt_float(odd, 9007199254740992.0));
    cr_assert(omni_int_lt_float(odd, 9007199254740994.0) && omni_int_le_float(-odd, -9007199254740992.0));
    cr_assert(omni_int_lt_float(INT64_MAX, 9223372036854775808.0) && omni_int_eq_float(INT64_MIN, -9223372036854775808.0));
    cr_assert(omni_int_eq_float(2, 2.0) && omni_int_lt_float(2, 2.5) && omni_int_ge_float(3, 2.5) && !omni_int_ge_float(2, 2.5));
    cr_assert(!omni_int_ge_float(odd, NAN) && !omni_int_le_float(odd, NAN) && !omni_int_eq_float(1, NAN));
    cr_assert(omni_int_gt_float(odd, -INFINITY) && omni_int_lt_float(odd, INFINITY));
    end_program();
}

/* The first numbers of SplitMix64 with the seed 0, by its authors, without their last bit; and the bits are even. */
Test(number, random_numbers_are_the_same_in_each_run)
{
    int64_t ones[63] = {0};
    int n, bit;
    cr_assert_eq(omni_random(), (int64_t)(UINT64_C(0xE220A8397B1DCDAF) >> 1));
    cr_assert_eq(omni_random(), (int64_t)(UINT64_C(0x6E789E6AA1B965F4) >> 1));
    cr_assert_eq(omni_random(), (int64_t)(UINT64_C(0x06C45D188009454F) >> 1));
    for (n = 0; n < 10000; n++) {
        const int64_t value = omni_random();
        cr_assert(value >= 0);
        for (bit = 0; bit < 63; bit++) {
            ones[bit] += value >> bit & 1;
        }
    }
    for (bit = 0; bit < 63; bit++) {
        cr_assert(ones[bit] > 4700 && ones[bit] < 5300, "bit %d: %d", bit, (int)ones[bit]);
    }
    end_program();
}
