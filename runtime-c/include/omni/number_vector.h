/* number_vector.h: vectors whose items are all Ints, or all Floats, held as C numbers.
 *
 * The transpiler chooses this layout where it has proven that no other kind of value can get into the vector, and that all code
 * that reads or sets its items knows so. Printing, equal?, hashing and copying look at the tag.
 */
#ifndef OMNI_NUMBER_VECTOR_H
#define OMNI_NUMBER_VECTOR_H

#include "omni/error.h"
#include "omni/region.h"
#include "omni/value.h"

OMNI_BEGIN_C

/* A vector of `count` items; `items` may be NULL when there are none. */
Obj *mk_int_vector_region(Region *region, int64_t count, const int64_t *items);
Obj *mk_float_vector_region(Region *region, int64_t count, const double *items);
/* A vector of `length` times `fill`. */
Obj *omni_make_int_vector(Region *dest, int64_t length, int64_t fill, const char *where);
Obj *omni_make_float_vector(Region *dest, int64_t length, double fill, const char *where);
/* A vector of `length` items, which are 0. */
Obj *omni_new_int_vector(Region *dest, int64_t length, const char *where);
Obj *omni_new_float_vector(Region *dest, int64_t length, const char *where);
void omni_int_vector_fill(Obj *vector, int64_t value, const char *where);
void omni_float_vector_fill(Obj *vector, double value, const char *where);
/* One item more, at the end. */
void omni_int_vector_push(Obj *vector, int64_t value, const char *where);
void omni_float_vector_push(Obj *vector, double value, const char *where);
/* Takes the last item off and returns it. */
int64_t omni_int_vector_pop(Obj *vector, const char *where);
double omni_float_vector_pop(Obj *vector, const char *where);

/* What is wrong with `vector`, which should be one with this tag, at `index`; also for changes of constants. */
OMNI_NORETURN void omni__panic_number_vector(const Obj *vector, uint8_t tag, int64_t index, const char *where);

static inline bool omni__has_item(const Obj *vector, uint8_t tag, int64_t index)
{
    return omni_has_tag(vector, tag) && (uint64_t)index < ((const NumberVector *)vector)->length;
}

static inline int64_t omni_int_vector_ref(const Obj *vector, int64_t index, const char *where)
{
    if (OMNI_UNLIKELY(!omni__has_item(vector, OMNI_TAG_INT_VECTOR, index))) {
        omni__panic_number_vector(vector, OMNI_TAG_INT_VECTOR, index, where);
    }
    return ((const NumberVector *)vector)->items.ints[index];
}

static inline double omni_float_vector_ref(const Obj *vector, int64_t index, const char *where)
{
    if (OMNI_UNLIKELY(!omni__has_item(vector, OMNI_TAG_FLOAT_VECTOR, index))) {
        omni__panic_number_vector(vector, OMNI_TAG_FLOAT_VECTOR, index, where);
    }
    return ((const NumberVector *)vector)->items.floats[index];
}

static inline void omni_int_vector_set(Obj *vector, int64_t index, int64_t value, const char *where)
{
    if (OMNI_UNLIKELY(!omni__has_item(vector, OMNI_TAG_INT_VECTOR, index) || vector->storage == OMNI_STORAGE_STATIC)) {
        omni__panic_number_vector(vector, OMNI_TAG_INT_VECTOR, index, where);
    }
    ((NumberVector *)vector)->items.ints[index] = value;
}

static inline void omni_float_vector_set(Obj *vector, int64_t index, double value, const char *where)
{
    if (OMNI_UNLIKELY(!omni__has_item(vector, OMNI_TAG_FLOAT_VECTOR, index) || vector->storage == OMNI_STORAGE_STATIC)) {
        omni__panic_number_vector(vector, OMNI_TAG_FLOAT_VECTOR, index, where);
    }
    ((NumberVector *)vector)->items.floats[index] = value;
}

/* --- the same for what is known to be such a vector, and to be no constant where it is changed: only the position is checked.
 * The stress build does not believe it. -- */

#if OMNI_STRESS
#define OMNI__HAS_PROVEN_ITEM(vector, tag, index) omni__has_item((vector), (tag), (index))
#else
#define OMNI__HAS_PROVEN_ITEM(vector, tag, index) ((uint64_t)(index) < ((const NumberVector *)(vector))->length)
#endif

static inline int64_t omni_int_item(const Obj *vector, int64_t index, const char *where)
{
    if (OMNI_UNLIKELY(!OMNI__HAS_PROVEN_ITEM(vector, OMNI_TAG_INT_VECTOR, index))) {
        omni__panic_number_vector(vector, OMNI_TAG_INT_VECTOR, index, where);
    }
    return ((const NumberVector *)vector)->items.ints[index];
}

static inline double omni_float_item(const Obj *vector, int64_t index, const char *where)
{
    if (OMNI_UNLIKELY(!OMNI__HAS_PROVEN_ITEM(vector, OMNI_TAG_FLOAT_VECTOR, index))) {
        omni__panic_number_vector(vector, OMNI_TAG_FLOAT_VECTOR, index, where);
    }
    return ((const NumberVector *)vector)->items.floats[index];
}

static inline void omni_set_int_item(Obj *vector, int64_t index, int64_t value, const char *where)
{
    if (OMNI_UNLIKELY(!OMNI__HAS_PROVEN_ITEM(vector, OMNI_TAG_INT_VECTOR, index))) {
        omni__panic_number_vector(vector, OMNI_TAG_INT_VECTOR, index, where);
    }
    ((NumberVector *)vector)->items.ints[index] = value;
}

static inline void omni_set_float_item(Obj *vector, int64_t index, double value, const char *where)
{
    if (OMNI_UNLIKELY(!OMNI__HAS_PROVEN_ITEM(vector, OMNI_TAG_FLOAT_VECTOR, index))) {
        omni__panic_number_vector(vector, OMNI_TAG_FLOAT_VECTOR, index, where);
    }
    ((NumberVector *)vector)->items.floats[index] = value;
}

OMNI_END_C

#endif
