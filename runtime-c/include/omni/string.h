/* string.h: text. Positions count code points; strings without chars beyond ASCII have constant-time access. */
#ifndef OMNI_STRING_H
#define OMNI_STRING_H

#include "omni/region.h"
#include "omni/value.h"

OMNI_BEGIN_C

/* A copy of `length` bytes of UTF-8. */
Obj *mk_string_region(Region *region, const char *text, size_t length);

int64_t omni_string_length(const Obj *string, const char *where);
/* The same as omni_string_ref, for text that is not ASCII only, and for what is wrong. */
uint32_t omni__string_ref_slow(const Obj *string, int64_t index, const char *where);

static inline uint32_t omni_string_ref(const Obj *string, int64_t index, const char *where)
{
    if (!OMNI_UNLIKELY(!omni_is_string(string))) {
        const String *s = (const String *)string;
        if (s->chars == s->length && (uint64_t)index < s->length) {
            return (unsigned char)s->text[index];
        }
    }
    return omni__string_ref_slow(string, index, where);
}

/* The chars from `start` up to, not including, `end`. */
Obj *omni_substring(Region *dest, const Obj *string, int64_t start, int64_t end, const char *where);
Obj *omni_string_append(Region *dest, const Obj *a, const Obj *b, const char *where);
/* The same in the heap, where a reference to `string` ends: when it was the only one, its memory is used as long as it has room. */
Obj *reuse_or_mk_longer_string(Obj *string, const Obj *more, const char *where);
Obj *omni_string_copy(Region *dest, const Obj *string, const char *where);
Obj *omni_string_upcase(Region *dest, const Obj *string, const char *where);
Obj *omni_string_downcase(Region *dest, const Obj *string, const char *where);
/* The text that strings which differ in case only have in common. */
Obj *omni_string_foldcase(Region *dest, const Obj *string, const char *where);
Obj *omni_make_string(Region *dest, int64_t length, uint32_t c, const char *where);
Obj *omni_char_to_string(Region *dest, uint32_t c);
/* A list of the chars, and back. */
Obj *omni_string_to_list(Region *dest, const Obj *string, const char *where);
Obj *omni_list_to_string(Region *dest, const Obj *list, const char *where);

/* Changes: a char that is wider than the one before moves the text to a buffer with room for four bytes each, once. */
void omni_string_set(Obj *string, int64_t index, uint32_t c, const char *where);
/* The chars from `start` up to, not including, `end` become `c`. */
void omni_string_fill(Obj *string, uint32_t c, int64_t start, int64_t end, const char *where);
/* Copies chars of `from` to the places from `at` on; they may be the same string. */
void omni_string_move(Obj *to, int64_t at, const Obj *from, int64_t start, int64_t end, const char *where);

/* By code points. */
bool omni_string_eq(const Obj *a, const Obj *b, const char *where);
bool omni_string_lt(const Obj *a, const Obj *b, const char *where);
bool omni_string_gt(const Obj *a, const Obj *b, const char *where);
bool omni_string_le(const Obj *a, const Obj *b, const char *where);
bool omni_string_ge(const Obj *a, const Obj *b, const char *where);

/* The position of the first `c`, or of the first occurrence of `part` (from `start` on); false when there is none. */
Obj *omni_string_index(const Obj *string, uint32_t c, const char *where);
Obj *omni_string_contains(const Obj *string, const Obj *part, const char *where);
Obj *omni_string_search(const Obj *string, const Obj *part, int64_t start, const char *where);

OMNI_END_C

#endif
