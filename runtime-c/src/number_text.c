/* number_text.c: numbers to text and back. */
#include "internal.h"

#include <stdlib.h>

size_t omni__int_text(int64_t value, unsigned radix, char buffer[OMNI_INT_TEXT_BYTES])
{
    char reversed[OMNI_INT_TEXT_BYTES];
    uint64_t left = value < 0 ? (uint64_t)0 - (uint64_t)value : (uint64_t)value;
    size_t count = 0;
    size_t length = 0;
    do {
        reversed[count++] = "0123456789abcdefghijklmnopqrstuvwxyz"[left % radix];
        left /= radix;
    } while (left != 0);
    if (value < 0) {
        buffer[length++] = '-';
    }
    while (count > 0) {
        buffer[length++] = reversed[--count];
    }
    return length;
}

static void check_radix(int64_t radix, const char *where)
{
    if (radix < 2 || radix > 36) {
        IntBox box;
        omni_panic_value(OMNI_ERROR_VALUE, "wanted a radix from 2 to 36", mk_int_stack(&box, radix), where);
    }
}

Obj *omni_number_to_string_radix(Region *dest, const Obj *a, int64_t radix, const char *where)
{
    char text[OMNI_INT_TEXT_BYTES];
    check_radix(radix, where);
    if (omni_is_float(a)) {
        if (radix != 10) {
            omni_panic_value(OMNI_ERROR_VALUE, "a Float is written in radix 10 only", a, where);
        }
        return mk_string_region(dest, text, omni_float_text(omni_float_value(a), text));
    }
    if (!omni_is_int(a)) {
        omni_panic_type("a number", a, where);
    }
    return mk_string_region(dest, text, omni__int_text(omni_int_value(a), (unsigned)radix, text));
}

Obj *omni_number_to_string(Region *dest, const Obj *a, const char *where)
{
    return omni_number_to_string_radix(dest, a, 10, where);
}

/* --- text to number --------------------------------------------------------------------------------------------------------- */

static unsigned digit_value(char c)
{
    if (c >= '0' && c <= '9') {
        return (unsigned)(c - '0');
    }
    if (c >= 'a' && c <= 'z') {
        return (unsigned)(c - 'a') + 10;
    }
    if (c >= 'A' && c <= 'Z') {
        return (unsigned)(c - 'A') + 10;
    }
    return 36;
}

/* Skips the prefixes, at most one of each kind, and takes from them the radix, and whether the number is to be exact: 'e', 'i', or 0. */
static const char *read_prefixes(const char *text, const char *end, unsigned *radix, char *exactness)
{
    bool has_radix = false;
    *exactness = 0;
    while (end - text >= 2 && text[0] == '#') {
        unsigned base = 0;
        switch (text[1]) {
        case 'x': case 'X': base = 16; break;
        case 'd': case 'D': base = 10; break;
        case 'o': case 'O': base = 8; break;
        case 'b': case 'B': base = 2; break;
        case 'e': case 'E': case 'i': case 'I':
            if (*exactness != 0) {
                return text;
            }
            *exactness = text[1] == 'e' || text[1] == 'E' ? 'e' : 'i';
            break;
        default: return text;
        }
        if (base != 0) {
            if (has_radix) {
                return text;
            }
            has_radix = true;
            *radix = base;
        }
        text += 2;
    }
    return text;
}

/* Digits up to `end`; false when there are none, others, or too many for an Int. */
static bool read_int(const char *digits, const char *end, unsigned radix, bool negative, int64_t *value)
{
    const uint64_t limit = (uint64_t)INT64_MAX + (negative ? 1u : 0u);
    uint64_t sum = 0;
    if (digits == end) {
        return false;
    }
    for (; digits < end; digits++) {
        unsigned digit = digit_value(*digits);
        if (digit >= radix || sum > (limit - digit) / radix) {
            return false;
        }
        sum = sum * radix + digit;
    }
    *value = negative ? (int64_t)((uint64_t)0 - sum) : (int64_t)sum;
    return true;
}

static const char *skip_digits(const char *text, const char *end)
{
    while (text < end && *text >= '0' && *text <= '9') {
        text++;
    }
    return text;
}

/* Is it digits, with a point or an exponent? C's strtod would take hexadecimal and names as well. */
static bool is_decimal(const char *text, const char *end)
{
    const char *whole_end = skip_digits(text, end);
    bool any = whole_end > text;
    text = whole_end;
    if (text < end && *text == '.') {
        const char *fraction_end = skip_digits(text + 1, end);
        any = any || fraction_end > text + 1;
        text = fraction_end;
    }
    if (!any) {
        return false;
    }
    if (text < end && (*text == 'e' || *text == 'E')) {
        const char *exponent;
        text++;
        if (text < end && (*text == '+' || *text == '-')) {
            text++;
        }
        exponent = text;
        text = skip_digits(text, end);
        if (text == exponent) {
            return false;
        }
    }
    return text == end;
}

/* Does the text begin with the word? Case does not matter in numbers. */
static bool is_word(const char *text, const char *word)
{
    while (*word != '\0' && (*text >= 'A' && *text <= 'Z' ? *text - 'A' + 'a' : *text) == *word) {
        text++;
        word++;
    }
    return *word == '\0';
}

static NumberKind read_digits(const char *digits, const char *end, unsigned radix, int64_t *integer, double *real)
{
    bool negative = false;
    bool signed_number = digits < end && (*digits == '+' || *digits == '-');
    if (signed_number) {
        negative = *digits == '-';
        digits++;
    }
    if (read_int(digits, end, radix, negative, integer)) {
        return OMNI_READ_INT;
    }
    if (radix != 10) {
        return OMNI_READ_NOTHING;
    }
    if (signed_number && end - digits == 5) {
        if (is_word(digits, "inf.0")) {
            *real = negative ? -HUGE_VAL : HUGE_VAL;
            return OMNI_READ_FLOAT;
        }
        if (is_word(digits, "nan.0")) {
            *real = HUGE_VAL - HUGE_VAL;
            return OMNI_READ_FLOAT;
        }
    }
    if (skip_digits(digits, end) == end || !is_decimal(digits, end)) {
        return OMNI_READ_NOTHING;
    }
    *real = strtod(digits, NULL);
    if (negative) {
        *real = -*real;
    }
    return OMNI_READ_FLOAT;
}

NumberKind omni__read_number(const char *text, size_t length, unsigned radix, int64_t *integer, double *real)
{
    const char *end = text + length;
    char exactness;
    const char *digits = read_prefixes(text, end, &radix, &exactness);
    NumberKind kind = read_digits(digits, end, radix, integer, real);
    if (kind == OMNI_READ_INT && exactness == 'i') {
        *real = (double)*integer;
        return OMNI_READ_FLOAT;
    }
    if (kind == OMNI_READ_FLOAT && exactness == 'e') {
        /* what is no Int cannot be exact here; both limits are Floats */
        if (!(*real >= -9223372036854775808.0 && *real < 9223372036854775808.0 && *real == (double)(int64_t)*real)) {
            return OMNI_READ_NOTHING;
        }
        *integer = (int64_t)*real;
        return OMNI_READ_INT;
    }
    return kind;
}

Obj *omni_string_to_number_radix(Region *dest, const Obj *string, int64_t radix, const char *where)
{
    const String *s = omni__as_string(string, where);
    int64_t integer;
    double real;
    check_radix(radix, where);
    switch (omni__read_number(s->text, s->length, (unsigned)radix, &integer, &real)) {
    case OMNI_READ_INT: return mk_int_region(dest, integer);
    case OMNI_READ_FLOAT: return mk_float_region(dest, real);
    case OMNI_READ_NOTHING: break;
    }
    return OMNI_FALSE;
}

Obj *omni_string_to_number(Region *dest, const Obj *string, const char *where)
{
    return omni_string_to_number_radix(dest, string, 10, where);
}
