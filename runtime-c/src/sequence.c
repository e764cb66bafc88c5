/* sequence.c: walking over a list, a vector or the keys of a dict. */
#include "internal.h"

Obj *omni_sequence_of(Region *dest, Obj *value)
{
    return omni_is_string(value) ? omni_string_to_list(dest, value, NULL)
           : omni_is_bytes(value) ? omni_bytes_to_list(dest, value, NULL)
                                  : value;
}

bool omni_sequence_done(const Obj *rest, int64_t index, const char *where)
{
    if (omni_is_pair(rest)) {
        return false;
    }
    if (omni_is_vector(rest)) {
        return index >= (int64_t)((const Vector *)rest)->length;
    }
    if (omni_is_dict(rest)) {
        return index >= (int64_t)((const Dict *)rest)->used;
    }
    if (OMNI_UNLIKELY(!omni_is_null(rest))) {
        omni_panic_type("a list, a vector or a dict", rest, where);
    }
    return true;
}

Obj *omni_sequence_item(const Obj *rest, int64_t index, const char *where)
{
    return omni_is_vector(rest) ? omni_vector_ref(rest, index, where)
           : omni_is_dict(rest) ? omni_dict_key_at(rest, index, where)
                                : omni_car(rest, where);
}

Obj *omni_sequence_rest(Obj *rest)
{
    return omni_is_pair(rest) ? omni_pair_cdr(rest) : rest;
}

int64_t omni_sequence_next(const Obj *rest, int64_t index)
{
    int64_t next = index + 1;
    if (omni_is_dict(rest)) {
        const Dict *dict = (const Dict *)rest;
        while (next < (int64_t)dict->used && dict->entries[next * 2] == OMNI__REMOVED) {
            next++;
        }
    }
    return next;
}
