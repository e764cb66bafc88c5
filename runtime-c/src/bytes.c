/* bytes.c: byte vectors. Their length never changes, so that the bytes follow the object. */
#include "internal.h"

#include <string.h>

static const Bytes *as_bytes(const Obj *value, const char *where)
{
    if (OMNI_UNLIKELY(!omni_is_bytes(value))) {
        omni_panic_type("bytes", value, where);
    }
    return (const Bytes *)value;
}

static uint8_t as_byte(int64_t value, const char *where)
{
    if (OMNI_UNLIKELY(value < 0 || value > 255)) {
        IntBox box;
        omni_panic_value(OMNI_ERROR_VALUE, "a byte is 0 to 255", mk_int_stack(&box, value), where);
    }
    return (uint8_t)value;
}

static Bytes *fill_in(Bytes *bytes, size_t length)
{
    bytes->data = (uint8_t *)(bytes + 1);
    bytes->length = (uint32_t)length;
    bytes->unused = 0;
    return bytes;
}

static Bytes *new_bytes(Region *region, size_t length)
{
    return fill_in((Bytes *)omni__leaf_object(region, sizeof(Bytes) + length, OMNI_TAG_BYTES), length);
}

Obj *omni__new_bytes(Region *region, const void *from, size_t length)
{
    Bytes *bytes = new_bytes(region, length);
    if (length > 0) {
        memcpy(bytes->data, from, length);
    }
    return &bytes->header;
}

Obj *omni_make_bytes(Region *dest, int64_t length, int64_t fill, const char *where)
{
    size_t count = omni__check_length(length, "bytes", where);
    uint8_t value = as_byte(fill, where);
    Bytes *bytes;
    if (value == 0) {
        return &fill_in((Bytes *)omni__zeroed_leaf_object(dest, sizeof(Bytes) + count, OMNI_TAG_BYTES), count)->header;
    }
    bytes = new_bytes(dest, count);
    memset(bytes->data, value, count);
    return &bytes->header;
}

void omni__panic_bytes(const Obj *bytes, int64_t index, int64_t value, const char *where)
{
    int64_t length = omni_bytes_length(bytes, where);
    if (index < 0 || index >= length) {
        omni__panic_position(index, "bytes", length, where);
    }
    as_byte(value, where);
    omni_panic_value(OMNI_ERROR_CONSTANT, "cannot change a constant", bytes, where);
}

Obj *omni_bytes_copy(Region *dest, const Obj *bytes, int64_t start, int64_t end, const char *where)
{
    const Bytes *b = as_bytes(bytes, where);
    omni__check_range(start, end, "bytes", (int64_t)b->length, where);
    return omni__new_bytes(dest, b->data + start, (size_t)(end - start));
}

/* Constant bytes without elements have no data. */
static void append_part(uint8_t *to, const Bytes *part)
{
    if (part->length > 0) {
        memcpy(to, part->data, part->length);
    }
}

Obj *omni_bytes_append(Region *dest, const Obj *a, const Obj *b, const char *where)
{
    const Bytes *first = as_bytes(a, where);
    const Bytes *second = as_bytes(b, where);
    Bytes *bytes = new_bytes(dest, omni__check_length((int64_t)first->length + second->length, "bytes", where));
    append_part(bytes->data, first);
    append_part(bytes->data + first->length, second);
    return &bytes->header;
}

Obj *reuse_or_mk_longer_bytes(Obj *bytes, const Obj *more, const char *where)
{
    const Bytes *first = as_bytes(bytes, where);
    const Bytes *second = as_bytes(more, where);
    size_t length = omni__check_length((int64_t)first->length + second->length, "bytes", where);
    Obj *longer;
    if (omni_is_unique(bytes) && sizeof(Bytes) + length <= omni__heap_size(bytes)) {
        OMNI_COUNT(cells_reused, 1);
        append_part(first->data + first->length, second);
        ((Bytes *)bytes)->length = (uint32_t)length;
        return bytes;
    }
    longer = omni_bytes_append(omni_heap, bytes, more, where);
    dec_ref(bytes);
    return longer;
}

void omni_bytes_move(Obj *to, int64_t at, const Obj *from, int64_t start, int64_t end, const char *where)
{
    const Bytes *target = as_bytes(to, where);
    const Bytes *source = as_bytes(from, where);
    if (OMNI_UNLIKELY(to->storage == OMNI_STORAGE_STATIC)) {
        omni_panic_value(OMNI_ERROR_CONSTANT, "cannot change a constant", to, where);
    }
    omni__check_range(start, end, "bytes", (int64_t)source->length, where);
    omni__check_range(at, at, "bytes", (int64_t)target->length, where);
    omni__check_range(at, at + (end - start), "bytes", (int64_t)target->length, where);
    if (end > start) {
        memmove(target->data + at, source->data + start, (size_t)(end - start));
    }
}

Obj *omni_bytes_to_list(Region *dest, const Obj *bytes, const char *where)
{
    const Bytes *b = as_bytes(bytes, where);
    Obj *list = OMNI_NIL;
    uint32_t i;
    for (i = b->length; i > 0; i--) {
        list = mk_pair_region(dest, OMNI_FIX(b->data[i - 1]), list);
    }
    return list;
}

Obj *omni_utf8_to_string(Region *dest, const Obj *bytes, const char *where)
{
    const Bytes *b = as_bytes(bytes, where);
    const char *text = (const char *)b->data;
    char again[OMNI_UTF8_BYTES];
    size_t at = 0;
    while (at < b->length) {
        uint32_t c;
        size_t width = omni_utf8_decode(text + at, b->length - at, &c);
        if (omni_utf8_encode(c, again) != width || memcmp(again, text + at, width) != 0) {
            omni_panic_value(OMNI_ERROR_VALUE, "not UTF-8", bytes, where);
        }
        at += width;
    }
    return mk_string_region(dest, text, b->length);
}

Obj *omni_string_to_utf8(Region *dest, const Obj *string, const char *where)
{
    const String *s = omni__as_string(string, where);
    return omni__new_bytes(dest, s->text, s->length);
}
