/* string.c: strings.
 *
 * `chars` == `length` means ASCII only, where position and byte offset are the same. A static constant does not know its number
 * of chars (0 with a length): whoever asks counts.
 */
#include "internal.h"

#include <string.h>

const String *omni__as_string(const Obj *value, const char *where)
{
    if (OMNI_UNLIKELY(!omni_is_string(value))) {
        omni_panic_type("a string", value, where);
    }
    return (const String *)value;
}

static size_t count_chars(const char *text, size_t length)
{
    size_t chars = 0;
    size_t at = 0;
    uint32_t c;
    while (at < length) {
        at += omni_utf8_decode(text + at, length - at, &c);
        chars++;
    }
    return chars;
}

static size_t chars_of(const String *s)
{
    return s->chars != 0 || s->length == 0 ? s->chars : count_chars(s->text, s->length);
}

/* The place that was looked for last in a text that is not ASCII only. The next one is near it as a rule, so that a program
 * that goes through the positions of a text does not count from its beginning each time. */
typedef struct TextPlace {
    const String *string;
    size_t index;
    size_t offset;
} TextPlace;

/* Programs go through two texts at once, or a few. */
#define TEXT_PLACES 4
static TextPlace places[TEXT_PLACES];
static size_t place_count;
static size_t next_place; /* is given to another text next */

void omni__forget_text_places(void)
{
    place_count = 0;
}

void omni__forget_text(const Obj *string)
{
    size_t i;
    for (i = 0; i < place_count; i++) {
        if (&places[i].string->header == string) {
            places[i] = places[--place_count];
            return;
        }
    }
}

/* The place that is remembered for the text, or a new one at its begin. */
static TextPlace *place_in(const String *s)
{
    TextPlace *place;
    size_t i;
    for (i = 0; i < place_count; i++) {
        if (places[i].string == s) {
            return &places[i];
        }
    }
    if (place_count < TEXT_PLACES) {
        place = &places[place_count++];
    } else {
        place = &places[next_place];
        next_place = (next_place + 1) % TEXT_PLACES;
    }
    place->string = s;
    place->index = 0;
    place->offset = 0;
    return place;
}

static bool is_inside_char(char byte)
{
    return ((unsigned char)byte & 0xC0u) == 0x80u;
}

/* The byte offset of the char number `index`. */
static size_t offset_of(const String *s, size_t index)
{
    const bool stays = s->header.storage != OMNI_STORAGE_STACK;
    TextPlace *place;
    size_t at = 0;
    size_t offset = 0;
    if (s->chars == s->length) {
        return index;
    }
    place = stays ? place_in(s) : NULL;
    if (stays && index >= place->index / 2) {
        at = place->index;
        offset = place->offset;
    }
    for (; at < index; at++) {
        do {
            offset++;
        } while (offset < s->length && is_inside_char(s->text[offset]));
    }
    for (; at > index; at--) {
        do {
            offset--;
        } while (is_inside_char(s->text[offset]));
    }
    if (stays) {
        place->index = index;
        place->offset = offset;
    }
    return offset;
}

/* --- making strings ------------------------------------------------------------------------------------------------------- */

#define LONGEST_TEXT (UINT32_MAX - sizeof(String) - 1)

/* No string is longer than SIZE_MAX / 4, so that sums of lengths do not wrap around. */
Obj *omni__new_string(Region *region, size_t length, size_t chars, char **text)
{
    String *string;
    if (length > LONGEST_TEXT || length > SIZE_MAX / 4) {
        omni_panic(OMNI_ERROR_OUT_OF_MEMORY, "a string of this length is not possible", NULL);
    }
    string = (String *)omni__leaf_object(region, sizeof(String) + length + 1, OMNI_TAG_STRING);
    *text = (char *)(string + 1);
    (*text)[length] = '\0';
    string->text = *text;
    string->length = (uint32_t)length;
    string->chars = (uint32_t)chars;
    return &string->header;
}

static Obj *copy_bytes(Region *region, const char *text, size_t length, size_t chars)
{
    char *to;
    Obj *string = omni__new_string(region, length, chars, &to);
    if (length > 0) {
        memcpy(to, text, length);
    }
    return string;
}

Obj *mk_string_region(Region *region, const char *text, size_t length)
{
    return copy_bytes(region, text, length, count_chars(text, length));
}

Obj *omni_string_copy(Region *dest, const Obj *string, const char *where)
{
    const String *s = omni__as_string(string, where);
    return copy_bytes(dest, s->text, s->length, chars_of(s));
}

Obj *omni_string_append(Region *dest, const Obj *a, const Obj *b, const char *where)
{
    const String *s = omni__as_string(a, where);
    const String *t = omni__as_string(b, where);
    char *text;
    Obj *string;
    string = omni__new_string(dest, (size_t)s->length + t->length, chars_of(s) + chars_of(t), &text);
    memcpy(text, s->text, s->length);
    memcpy(text + s->length, t->text, t->length);
    return string;
}

Obj *reuse_or_mk_longer_string(Obj *string, const Obj *more, const char *where)
{
    const String *s = omni__as_string(string, where);
    const String *t = omni__as_string(more, where);
    size_t length = (size_t)s->length + t->length;
    Obj *longer;
    if (omni_is_unique(string) && length <= LONGEST_TEXT &&
        sizeof(String) + length + 1 <= omni__heap_size(string)) {
        String *same = (String *)string;
        char *end = (char *)(uintptr_t)s->text + s->length;
        size_t chars = chars_of(s) + chars_of(t);
        OMNI_COUNT(cells_reused, 1);
        memcpy(end, t->text, t->length);
        end[t->length] = '\0';
        same->length = (uint32_t)length;
        same->chars = (uint32_t)chars;
        return string;
    }
    longer = omni_string_append(omni_heap, string, more, where);
    dec_ref(string);
    return longer;
}

static OMNI_NORETURN void panic_index(int64_t index, const Obj *string, const char *where)
{
    char message[160];
    char digits[OMNI_INT_TEXT_BYTES];
    char shown[64];
    Sink sink = {message, sizeof message - 1, 0, false};
    omni__put_cstr(&sink, "no position ");
    omni__put(&sink, digits, omni__int_text(index, 10, digits));
    omni__put_cstr(&sink, " in ");
    omni__put(&sink, shown, omni_describe(string, shown, sizeof shown));
    message[sink.used] = '\0';
    omni_panic(OMNI_ERROR_INDEX, message, where);
}

static void check_range(const String *s, int64_t start, int64_t end, const char *where)
{
    int64_t chars = (int64_t)chars_of(s);
    if (start < 0 || start > chars) {
        panic_index(start, &s->header, where);
    }
    if (end < 0 || end > chars) {
        panic_index(end, &s->header, where);
    }
    if (end < start) {
        omni__panic_order(start, end, where);
    }
}

Obj *omni_substring(Region *dest, const Obj *string, int64_t start, int64_t end, const char *where)
{
    const String *s = omni__as_string(string, where);
    size_t from;
    size_t to;
    check_range(s, start, end, where);
    from = offset_of(s, (size_t)start);
    to = offset_of(s, (size_t)end);
    return copy_bytes(dest, s->text + from, to - from, (size_t)(end - start));
}


Obj *omni_make_string(Region *dest, int64_t length, uint32_t c, const char *where)
{
    char bytes[OMNI_UTF8_BYTES];
    size_t width = omni_utf8_encode(c, bytes);
    char *to;
    Obj *string;
    int64_t i;
    if (length < 0 || length > INT32_MAX) {
        IntBox box;
        omni_panic_value(OMNI_ERROR_VALUE, "no string has this length", mk_int_stack(&box, length), where);
    }
    if ((uint64_t)length > SIZE_MAX / 4 / width) {
        omni_panic(OMNI_ERROR_OUT_OF_MEMORY, "a string of this length is not possible", where);
    }
    string = omni__new_string(dest, (size_t)length * width, (size_t)length, &to);
    for (i = 0; i < length; i++) {
        memcpy(to, bytes, width);
        to += width;
    }
    return string;
}

Obj *omni_char_to_string(Region *dest, uint32_t c)
{
    char bytes[OMNI_UTF8_BYTES];
    return copy_bytes(dest, bytes, omni_utf8_encode(c, bytes), 1);
}

/* --- changing ------------------------------------------------------------------------------------------------------------- */

static String *changeable(Obj *string, const char *where)
{
    const String *s = omni__as_string(string, where);
    if (string->storage == OMNI_STORAGE_STATIC) {
        omni_panic_value(OMNI_ERROR_CONSTANT, "cannot change a constant", string, where);
    }
    return (String *)(uintptr_t)s;
}

static void put_char(String *s, size_t offset, uint32_t c)
{
    char bytes[OMNI_UTF8_BYTES];
    uint32_t old;
    size_t before = omni_utf8_decode(s->text + offset, s->length - offset, &old);
    size_t width = omni_utf8_encode(c, bytes);
    char *text = (char *)(uintptr_t)s->text;
    if (width > before && s->header.aux == 0) {
        text = (char *)omni__buffer_alloc(region_of(&s->header), OMNI_OWN_TEXT_BYTES(s));
        memcpy(text, s->text, (size_t)s->length + 1);
        s->text = text;
        s->header.aux = 1;
    }
    if (width != before) {
        omni__forget_text_places();
        memmove(text + offset + width, text + offset + before, s->length + 1 - offset - before);
        s->length = (uint32_t)(s->length - before + width);
    }
    memcpy(text + offset, bytes, width);
}

void omni_string_set(Obj *string, int64_t index, uint32_t c, const char *where)
{
    String *s = changeable(string, where);
    if (OMNI_UNLIKELY(index < 0 || index >= (int64_t)chars_of(s))) {
        panic_index(index, string, where);
    }
    put_char(s, offset_of(s, (size_t)index), c);
}

void omni_string_fill(Obj *string, uint32_t c, int64_t start, int64_t end, const char *where)
{
    String *s = changeable(string, where);
    char bytes[OMNI_UTF8_BYTES];
    size_t width = omni_utf8_encode(c, bytes);
    size_t offset;
    check_range(s, start, end, where);
    offset = offset_of(s, (size_t)start);
    for (; start < end; start++) {
        put_char(s, offset, c);
        offset += width;
    }
}

void omni_string_move(Obj *to, int64_t at, const Obj *from, int64_t start, int64_t end, const char *where)
{
    String *s = changeable(to, where);
    const String *t = omni__as_string(from, where);
    int64_t i;
    check_range(t, start, end, where);
    check_range(s, at, at, where);
    check_range(s, at, at + (end - start), where);
    for (i = 0; i < end - start; i++) {
        int64_t step = to == from && at > start ? end - start - 1 - i : i; /* from the end when they overlap there */
        omni_string_set(to, at + step, omni_string_ref(from, start + step, where), where);
    }
}

/* --- lists of chars --------------------------------------------------------------------------------------------------------- */

Obj *omni_string_to_list(Region *dest, const Obj *string, const char *where)
{
    const String *s = omni__as_string(string, where);
    Obj *list = OMNI_NIL;
    Obj *last = NULL;
    size_t at = 0;
    while (at < s->length) {
        uint32_t c;
        Obj *pair;
        at += omni_utf8_decode(s->text + at, s->length - at, &c);
        pair = mk_pair_region(dest, omni_char(c), OMNI_NIL);
        if (last == NULL) {
            list = pair;
        } else {
            ((Pair *)last)->cdr = pair;
        }
        last = pair;
    }
    return list;
}

Obj *omni_list_to_string(Region *dest, const Obj *list, const char *where)
{
    size_t chars = (size_t)omni_length(list, where);
    char bytes[OMNI_UTF8_BYTES];
    size_t length = 0;
    const Obj *rest;
    char *to;
    Obj *string;
    for (rest = list; omni_is_pair(rest); rest = omni_pair_cdr(rest)) {
        length += omni_utf8_encode(omni_as_char(omni_pair_car(rest), where), bytes);
    }
    string = omni__new_string(dest, length, chars, &to);
    for (rest = list; omni_is_pair(rest); rest = omni_pair_cdr(rest)) {
        length = omni_utf8_encode(omni_char_value(omni_pair_car(rest)), bytes);
        memcpy(to, bytes, length);
        to += length;
    }
    return string;
}

/* --- looking ------------------------------------------------------------------------------------------------------------------ */

int64_t omni_string_length(const Obj *string, const char *where)
{
    return (int64_t)chars_of(omni__as_string(string, where));
}

uint32_t omni__string_ref_slow(const Obj *string, int64_t index, const char *where)
{
    const String *s = omni__as_string(string, where);
    size_t offset;
    uint32_t c;
    if (OMNI_UNLIKELY(index < 0 || index >= (int64_t)chars_of(s))) {
        panic_index(index, string, where);
    }
    offset = offset_of(s, (size_t)index);
    (void)omni_utf8_decode(s->text + offset, s->length - offset, &c);
    return c;
}

/* UTF-8 keeps the order of code points. */
static int compare(const Obj *a, const Obj *b, const char *where)
{
    const String *s = omni__as_string(a, where);
    const String *t = omni__as_string(b, where);
    int order = memcmp(s->text, t->text, s->length < t->length ? s->length : t->length);
    return order != 0 ? order : (s->length > t->length) - (s->length < t->length);
}

bool omni_string_eq(const Obj *a, const Obj *b, const char *where)
{
    return compare(a, b, where) == 0;
}

bool omni_string_lt(const Obj *a, const Obj *b, const char *where)
{
    return compare(a, b, where) < 0;
}

bool omni_string_gt(const Obj *a, const Obj *b, const char *where)
{
    return compare(a, b, where) > 0;
}

bool omni_string_le(const Obj *a, const Obj *b, const char *where)
{
    return compare(a, b, where) <= 0;
}

bool omni_string_ge(const Obj *a, const Obj *b, const char *where)
{
    return compare(a, b, where) >= 0;
}

/* The position of the first occurrence of these bytes from position `start` on. UTF-8 cannot match in the middle of a char. */
static Obj *find(const String *s, size_t start, const char *part, size_t length)
{
    size_t from = offset_of(s, start);
    size_t at;
    for (at = from; at + length <= s->length; at++) {
        if (memcmp(s->text + at, part, length) == 0) {
            return OMNI_FIX(s->chars == s->length ? at : start + count_chars(s->text + from, at - from));
        }
    }
    return OMNI_FALSE;
}

Obj *omni_string_index(const Obj *string, uint32_t c, const char *where)
{
    const String *s = omni__as_string(string, where);
    char bytes[OMNI_UTF8_BYTES];
    return find(s, 0, bytes, omni_utf8_encode(c, bytes));
}

Obj *omni_string_contains(const Obj *string, const Obj *part, const char *where)
{
    const String *s = omni__as_string(string, where);
    const String *p = omni__as_string(part, where);
    return find(s, 0, p->text, p->length);
}

Obj *omni_string_search(const Obj *string, const Obj *part, int64_t start, const char *where)
{
    const String *s = omni__as_string(string, where);
    const String *p = omni__as_string(part, where);
    check_range(s, start, start, where);
    return find(s, (size_t)start, p->text, p->length);
}
