/* char.c: case, classes and UTF-8 of code points. */
#include "internal.h"

static bool is_in(uint32_t c, uint32_t first, uint32_t last)
{
    return c >= first && c <= last;
}

/* Ranges where upper and lower case alternate, the upper one first; the parity says which is which. */
static bool is_alternating(uint32_t c, uint32_t *upper_parity)
{
    if (is_in(c, 0x100, 0x12F) || is_in(c, 0x132, 0x137) || is_in(c, 0x14A, 0x177) || is_in(c, 0x460, 0x481) ||
        is_in(c, 0x48A, 0x4BF) || is_in(c, 0x4D0, 0x52F) || is_in(c, 0x1E00, 0x1E95) || is_in(c, 0x1EA0, 0x1EFF)) {
        *upper_parity = 0;
        return true;
    }
    if (is_in(c, 0x139, 0x148) || is_in(c, 0x179, 0x17E) || is_in(c, 0x4C1, 0x4CE)) {
        *upper_parity = 1;
        return true;
    }
    return false;
}

uint32_t omni_char_upcase(uint32_t c)
{
    uint32_t parity;
    if (c < 0x80) {
        return is_in(c, 'a', 'z') ? c - 32 : c;
    }
    if (is_in(c, 0xE0, 0xFE) && c != 0xF7) return c - 32;
    if (c == 0xFF) return 0x178;
    if (c == 0xB5) return 0x39C;
    if (c == 0x131) return 'I';
    if (c == 0x17F) return 'S';
    if (is_alternating(c, &parity)) return (c & 1u) == parity ? c : c - 1;
    if (is_in(c, 0x3B1, 0x3C9)) return c == 0x3C2 ? 0x3A3 : c - 32; /* 3C2 is the sigma at the end of words */
    if (c == 0x3AC) return 0x386;
    if (is_in(c, 0x3AD, 0x3AF)) return c - 37;
    if (c == 0x3CC) return 0x38C;
    if (is_in(c, 0x3CD, 0x3CE)) return c - 63;
    if (is_in(c, 0x430, 0x44F)) return c - 32;
    if (is_in(c, 0x450, 0x45F)) return c - 80;
    if (is_in(c, 0x561, 0x586)) return c - 48;
    return c;
}

uint32_t omni_char_downcase(uint32_t c)
{
    uint32_t parity;
    if (c < 0x80) {
        return is_in(c, 'A', 'Z') ? c + 32 : c;
    }
    if (is_in(c, 0xC0, 0xDE) && c != 0xD7) return c + 32;
    if (c == 0x178) return 0xFF;
    if (c == 0x130) return 'i';
    if (c == 0x1E9E) return 0xDF;
    if (is_alternating(c, &parity)) return (c & 1u) == parity ? c + 1 : c;
    if (is_in(c, 0x391, 0x3A9) && c != 0x3A2) return c + 32;
    if (c == 0x386) return 0x3AC;
    if (is_in(c, 0x388, 0x38A)) return c + 37;
    if (c == 0x38C) return 0x3CC;
    if (is_in(c, 0x38E, 0x38F)) return c + 63;
    if (is_in(c, 0x410, 0x42F)) return c + 32;
    if (is_in(c, 0x400, 0x40F)) return c + 80;
    if (is_in(c, 0x531, 0x556)) return c + 48;
    return c;
}

/* One lower case for chars with two: a sigma at the end of a word, a long s, a micro sign. */
uint32_t omni_char_foldcase(uint32_t c)
{
    return omni_char_downcase(c == 0x3C2 || c == 0x17F || c == 0xB5 ? omni_char_upcase(c) : c);
}

/* Letters of the scripts in wide use, as ranges in ascending order. */
static const uint32_t letters[][2] = {
    {'A', 'Z'}, {'a', 'z'}, {0xAA, 0xAA}, {0xB5, 0xB5}, {0xBA, 0xBA}, {0xC0, 0xD6}, {0xD8, 0xF6}, {0xF8, 0x2C1},
    {0x370, 0x374}, {0x376, 0x377}, {0x37A, 0x37D}, {0x37F, 0x37F}, {0x386, 0x386}, {0x388, 0x3FF}, {0x400, 0x481},
    {0x48A, 0x52F}, {0x531, 0x556}, {0x561, 0x587}, {0x5D0, 0x5EA}, {0x620, 0x64A}, {0x904, 0x939}, {0xE01, 0xE30},
    {0x10A0, 0x10FF}, {0x1E00, 0x1FBC}, {0x3041, 0x3096}, {0x30A1, 0x30FA}, {0x3400, 0x4DBF}, {0x4E00, 0x9FFF},
    {0xAC00, 0xD7A3},
};

bool omni_char_is_alphabetic(uint32_t c)
{
    size_t i;
    for (i = 0; i < sizeof letters / sizeof letters[0] && c >= letters[i][0]; i++) {
        if (c <= letters[i][1]) {
            return true;
        }
    }
    return false;
}

/* The zeros of Unicode's decimal digits (general category Nd), ascending; the digits to nine follow each. */
static const uint32_t zeros[] = {
    '0',     0x660,   0x6F0,   0x7C0,   0x966,   0x9E6,   0xA66,   0xAE6,   0xB66,   0xBE6,   0xC66,   0xCE6,   0xD66,
    0xDE6,   0xE50,   0xED0,   0xF20,   0x1040,  0x1090,  0x17E0,  0x1810,  0x1946,  0x19D0,  0x1A80,  0x1A90,  0x1B50,
    0x1BB0,  0x1C40,  0x1C50,  0xA620,  0xA8D0,  0xA900,  0xA9D0,  0xA9F0,  0xAA50,  0xABF0,  0xFF10,  0x104A0, 0x10D30,
    0x11066, 0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450, 0x114D0, 0x11650, 0x116C0, 0x11730, 0x118E0, 0x11950, 0x11C50,
    0x11D50, 0x11DA0, 0x11F50, 0x16A60, 0x16AC0, 0x16B50, 0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6, 0x1E140, 0x1E2F0,
    0x1E4F0, 0x1E950, 0x1FBF0,
};

/* The decimal digit's value, or 10 for what is none. */
static uint32_t digit_of(uint32_t c)
{
    size_t i = sizeof zeros / sizeof zeros[0];
    while (i > 0 && zeros[i - 1] > c) {
        i--;
    }
    return i > 0 && c - zeros[i - 1] < 10 ? c - zeros[i - 1] : 10;
}

bool omni_char_is_numeric(uint32_t c)
{
    return c < 0x80 ? is_in(c, '0', '9') : digit_of(c) < 10;
}

Obj *omni_digit_value(uint32_t c)
{
    uint32_t digit = digit_of(c);
    return digit < 10 ? OMNI_FIX((int64_t)digit) : OMNI_FALSE;
}

bool omni_char_is_whitespace(uint32_t c)
{
    return is_in(c, 9, 13) || c == ' ' || c == 0x85 || c == 0xA0 || c == 0x1680 || is_in(c, 0x2000, 0x200A) ||
           c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool omni_char_is_upper(uint32_t c)
{
    return omni_char_downcase(c) != c;
}

bool omni_char_is_lower(uint32_t c)
{
    return omni_char_upcase(c) != c || c == 0xDF;
}

uint32_t omni_integer_to_char(int64_t code_point, const char *where)
{
    if (code_point < 0 || code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF)) {
        IntBox box;
        omni_panic_value(OMNI_ERROR_VALUE, "no char has this code point", mk_int_stack(&box, code_point), where);
    }
    return (uint32_t)code_point;
}

/*   code points        bytes
 *   0 .. 7F            0xxxxxxx
 *   80 .. 7FF          110xxxxx 10xxxxxx
 *   800 .. FFFF        1110xxxx 10xxxxxx 10xxxxxx
 *   10000 .. 10FFFF    11110xxx 10xxxxxx 10xxxxxx 10xxxxxx
 */
size_t omni_utf8_encode(uint32_t c, char buffer[OMNI_UTF8_BYTES])
{
    if (c < 0x80) {
        buffer[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        buffer[0] = (char)(0xC0u | (c >> 6));
        buffer[1] = (char)(0x80u | (c & 0x3Fu));
        return 2;
    }
    if (c < 0x10000) {
        buffer[0] = (char)(0xE0u | (c >> 12));
        buffer[1] = (char)(0x80u | ((c >> 6) & 0x3Fu));
        buffer[2] = (char)(0x80u | (c & 0x3Fu));
        return 3;
    }
    buffer[0] = (char)(0xF0u | (c >> 18));
    buffer[1] = (char)(0x80u | ((c >> 12) & 0x3Fu));
    buffer[2] = (char)(0x80u | ((c >> 6) & 0x3Fu));
    buffer[3] = (char)(0x80u | (c & 0x3Fu));
    return 4;
}

/* The bytes behind the first one of a sequence with this first byte; 0 for one alone, and for bytes that start nothing. */
static size_t following_bytes(unsigned char first)
{
    return first < 0xC2 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : first < 0xF5 ? 3 : 0;
}

size_t omni_utf8_decode(const char *text, size_t length, uint32_t *c)
{
    static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
    unsigned char first = (unsigned char)text[0];
    size_t more = following_bytes(first);
    uint32_t value;
    size_t i;
    if (first < 0x80) {
        *c = first;
        return 1;
    }
    *c = 0xFFFD;
    if (more == 0 || more >= length) {
        return 1;
    }
    value = first & (0x3Fu >> more);
    for (i = 1; i <= more; i++) {
        unsigned char next = (unsigned char)text[i];
        if ((next & 0xC0u) != 0x80) {
            return 1;
        }
        value = (value << 6) | (next & 0x3Fu);
    }
    if (value < least[more] || value > 0x10FFFF || is_in(value, 0xD800, 0xDFFF)) {
        return 1;
    }
    *c = value;
    return more + 1;
}
