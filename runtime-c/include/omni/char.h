/* char.h: Unicode code points. Case and letters cover the scripts in wide use, digits all of Unicode's decimal digits. */
#ifndef OMNI_CHAR_H
#define OMNI_CHAR_H

#include "omni/value.h"

OMNI_BEGIN_C

uint32_t omni_char_upcase(uint32_t c);
uint32_t omni_char_downcase(uint32_t c);
/* What chars that differ in case only have in common. */
uint32_t omni_char_foldcase(uint32_t c);
/* The value of a decimal digit of any script, or false. */
Obj *omni_digit_value(uint32_t c);
bool omni_char_is_alphabetic(uint32_t c);
bool omni_char_is_numeric(uint32_t c);
bool omni_char_is_whitespace(uint32_t c);
bool omni_char_is_upper(uint32_t c);
bool omni_char_is_lower(uint32_t c);
/* Panics when no char has this code point. */
uint32_t omni_integer_to_char(int64_t code_point, const char *where);

/* A code point takes at most 4 bytes in UTF-8. */
#define OMNI_UTF8_BYTES 4
/* Writes the UTF-8 form of `c` and returns its length. */
size_t omni_utf8_encode(uint32_t c, char buffer[OMNI_UTF8_BYTES]);
/* Reads the code point at `text` (at most `length` bytes, more than 0) into *c and returns its length. A byte that is
 * not UTF-8 counts as a char of its own and reads as U+FFFD. */
size_t omni_utf8_decode(const char *text, size_t length, uint32_t *c);

OMNI_END_C

#endif
