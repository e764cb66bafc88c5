/* string_case.c: upper and lower case of texts. A char may become two: a sharp s is SS in capitals. */
#include "internal.h"

#include <string.h>

enum { SHARP_S = 0xDF, CAPITAL_SHARP_S = 0x1E9E, CAPITAL_SIGMA = 0x3A3, FINAL_SIGMA = 0x3C2 };

/* What stands for the char at `at`, which is `width` bytes wide; returns the number of chars in `to`. */
typedef size_t (*CaseMap)(const String *s, size_t at, size_t width, uint32_t c, uint32_t to[2]);

static size_t upper(const String *s, size_t at, size_t width, uint32_t c, uint32_t to[2])
{
    (void)s;
    (void)at;
    (void)width;
    to[0] = c == SHARP_S ? 'S' : omni_char_upcase(c);
    to[1] = 'S';
    return c == SHARP_S ? 2 : 1;
}

static size_t folded(const String *s, size_t at, size_t width, uint32_t c, uint32_t to[2])
{
    bool is_sharp = c == SHARP_S || c == CAPITAL_SHARP_S;
    (void)s;
    (void)at;
    (void)width;
    to[0] = is_sharp ? 's' : omni_char_foldcase(c);
    to[1] = 's';
    return is_sharp ? 2 : 1;
}

static bool is_letter_before(const String *s, size_t at)
{
    uint32_t c;
    if (at == 0) {
        return false;
    }
    do {
        at--;
    } while (at > 0 && ((unsigned char)s->text[at] & 0xC0u) == 0x80u);
    (void)omni_utf8_decode(s->text + at, s->length - at, &c);
    return omni_char_is_alphabetic(c);
}

static bool is_letter_at(const String *s, size_t at)
{
    uint32_t c;
    if (at >= s->length) {
        return false;
    }
    (void)omni_utf8_decode(s->text + at, s->length - at, &c);
    return omni_char_is_alphabetic(c);
}

static size_t lower(const String *s, size_t at, size_t width, uint32_t c, uint32_t to[2])
{
    bool ends_word = c == CAPITAL_SIGMA && is_letter_before(s, at) && !is_letter_at(s, at + width);
    to[0] = ends_word ? FINAL_SIGMA : omni_char_downcase(c);
    return 1;
}

static Obj *map_chars(Region *dest, const Obj *string, CaseMap map, const char *where)
{
    const String *s = omni__as_string(string, where);
    char bytes[OMNI_UTF8_BYTES];
    char *to = NULL;
    Obj *result = NULL;
    int round;
    for (round = 0; round < 2; round++) { /* the first one counts */
        size_t length = 0;
        size_t chars = 0;
        size_t at = 0;
        while (at < s->length) {
            uint32_t c;
            uint32_t mapped[2];
            size_t width = omni_utf8_decode(s->text + at, s->length - at, &c);
            size_t count = map(s, at, width, c, mapped);
            size_t i;
            for (i = 0; i < count; i++) {
                size_t bytes_wide = omni_utf8_encode(mapped[i], bytes);
                if (round == 1) {
                    memcpy(to + length, bytes, bytes_wide);
                }
                length += bytes_wide;
            }
            chars += count;
            at += width;
        }
        if (round == 0) {
            result = omni__new_string(dest, length, chars, &to);
        }
    }
    return result;
}

Obj *omni_string_upcase(Region *dest, const Obj *string, const char *where)
{
    return map_chars(dest, string, upper, where);
}

Obj *omni_string_downcase(Region *dest, const Obj *string, const char *where)
{
    return map_chars(dest, string, lower, where);
}

Obj *omni_string_foldcase(Region *dest, const Obj *string, const char *where)
{
    return map_chars(dest, string, folded, where);
}
