/* bytes.h: numbers from 0 to 255 by position. */
#ifndef OMNI_BYTES_H
#define OMNI_BYTES_H

#include "omni/error.h"
#include "omni/region.h"
#include "omni/value.h"

OMNI_BEGIN_C

/* `length` bytes with the value `fill`. */
Obj *omni_make_bytes(Region *dest, int64_t length, int64_t fill, const char *where);
/* What is wrong with the bytes at `index`; also for changes of constants, and values that are no byte. */
OMNI_NORETURN void omni__panic_bytes(const Obj *bytes, int64_t index, int64_t value, const char *where);

static inline int64_t omni_bytes_length(const Obj *bytes, const char *where)
{
    if (OMNI_UNLIKELY(!omni_is_bytes(bytes))) {
        omni_panic_type("bytes", bytes, where);
    }
    return (int64_t)((const Bytes *)bytes)->length;
}

static inline int64_t omni_bytes_ref(const Obj *bytes, int64_t index, const char *where)
{
    if (OMNI_UNLIKELY(!omni_is_bytes(bytes) || (uint64_t)index >= ((const Bytes *)bytes)->length)) {
        omni__panic_bytes(bytes, index, 0, where);
    }
    return ((const Bytes *)bytes)->data[index];
}

static inline void omni_bytes_set(Obj *bytes, int64_t index, int64_t value, const char *where)
{
    if (OMNI_UNLIKELY(!omni_is_bytes(bytes) || (uint64_t)index >= ((const Bytes *)bytes)->length ||
                      bytes->storage == OMNI_STORAGE_STATIC || (uint64_t)value > 255)) {
        omni__panic_bytes(bytes, index, value, where);
    }
    ((const Bytes *)bytes)->data[index] = (uint8_t)value;
}

/* The bytes from `start` up to, not including, `end`. */
Obj *omni_bytes_copy(Region *dest, const Obj *bytes, int64_t start, int64_t end, const char *where);
Obj *omni_bytes_append(Region *dest, const Obj *a, const Obj *b, const char *where);
/* The same in the heap, where a reference to `bytes` ends: when it was the only one, its memory is used as long as it has room. */
Obj *reuse_or_mk_longer_bytes(Obj *bytes, const Obj *more, const char *where);
/* Copies the bytes of `from` from `start` up to, not including, `end` to the places from `at` on. */
void omni_bytes_move(Obj *to, int64_t at, const Obj *from, int64_t start, int64_t end, const char *where);
/* A list of the numbers. */
Obj *omni_bytes_to_list(Region *dest, const Obj *bytes, const char *where);
/* The text with this UTF-8 form, and back. What is not UTF-8 panics. */
Obj *omni_utf8_to_string(Region *dest, const Obj *bytes, const char *where);
Obj *omni_string_to_utf8(Region *dest, const Obj *string, const char *where);

OMNI_END_C

#endif
