/* vector.h: values by position. A vector grows in its own region: the container decides, not the caller.
 *
 * What copies whole vectors takes number vectors (number_vector.h) as well, all of the same kind; what reads or sets an item
 * takes vectors of values only. */
#ifndef OMNI_VECTOR_H
#define OMNI_VECTOR_H

#include "omni/error.h"
#include "omni/region.h"
#include "omni/value.h"

OMNI_BEGIN_C

/* In what follows `region` and `dest` may be omni_heap where a new vector holds its operands or nothing; it owns what it holds then.
 *
 * A vector of `count` items; `items` may be NULL when there are none. */
Obj *mk_vector_region(Region *region, int64_t count, Obj *const *items);
/* A vector of `length` times `fill`. */
Obj *omni_make_vector(Region *dest, int64_t length, Obj *fill, const char *where);
/* The items from `start` up to, not including, `end`. */
Obj *omni_subvector(Region *dest, const Obj *vector, int64_t start, int64_t end, const char *where);
Obj *omni_vector_copy(Region *dest, const Obj *vector, const char *where);
/* A vector of `length` items, which nobody may look at before they are set. */
Obj *omni_new_vector(Region *dest, int64_t length, const char *where);
/* A copy with `length` items; the new ones are 0. */
Obj *omni_vector_grow(Region *dest, const Obj *vector, int64_t length, const char *where);
Obj *omni_vector_append(Region *dest, const Obj *a, const Obj *b, const char *where);
void omni_vector_fill(Obj *vector, Obj *value, const char *where);
/* Copies the items of `from` from `start` up to, not including, `end` to the places from `at` on; they may be the same vector. */
void omni_vector_move(Obj *to, int64_t at, const Obj *from, int64_t start, int64_t end, const char *where);
/* One item more, at the end. */
void omni_vector_push(Obj *vector, Obj *value, const char *where);
/* Takes the last item off and returns it. */
Obj *omni_vector_pop(Obj *vector, const char *where);

/* What is wrong with `vector` at `index`; also for changes of constants. */
OMNI_NORETURN void omni__panic_vector(const Obj *vector, int64_t index, const char *where);

static inline int64_t omni_vector_length(const Obj *vector, const char *where)
{
    if (OMNI_UNLIKELY(!omni_is_vector(vector))) {
        omni_panic_type("a vector", vector, where);
    }
    return (int64_t)((const Vector *)vector)->length;
}

static inline Obj *omni_vector_ref(const Obj *vector, int64_t index, const char *where)
{
    if (OMNI_UNLIKELY(!omni_has_tag(vector, OMNI_TAG_VECTOR) || (uint64_t)index >= ((const Vector *)vector)->length)) {
        omni__panic_vector(vector, index, where);
    }
    return ((const Vector *)vector)->items[index];
}

static inline void omni_vector_set(Obj *vector, int64_t index, Obj *value, const char *where)
{
    if (OMNI_UNLIKELY(!omni_has_tag(vector, OMNI_TAG_VECTOR) || vector->storage == OMNI_STORAGE_STATIC ||
                      (uint64_t)index >= ((const Vector *)vector)->length)) {
        omni__panic_vector(vector, index, where);
    }
    ((Vector *)vector)->items[index] = value;
}

/* The same; gives what was there. */
static inline Obj *omni_vector_replace(Obj *vector, int64_t index, Obj *value, const char *where)
{
    Obj *before;
    if (OMNI_UNLIKELY(!omni_has_tag(vector, OMNI_TAG_VECTOR) || vector->storage == OMNI_STORAGE_STATIC ||
                      (uint64_t)index >= ((const Vector *)vector)->length)) {
        omni__panic_vector(vector, index, where);
    }
    before = ((Vector *)vector)->items[index];
    ((Vector *)vector)->items[index] = value;
    return before;
}

OMNI_END_C

#endif
