/* heap.h: objects that are freed one by one.
 *
 * The header of a heap object counts the references to it. Where the compiler has proven that there is only one, the count stays 1
 * and nobody looks at it. Memory comes in slabs that are cut into cells of equal size; a cell that is freed is the next of its
 * size to be used. All slabs go back when the program ends.
 */
#ifndef OMNI_HEAP_H
#define OMNI_HEAP_H

#include "omni/config.h"
#include "omni/region.h"
#include "omni/struct.h"
#include "omni/value.h"

OMNI_BEGIN_C

/* --- memory ------------------------------------------------------------------------------------------------------- */

/* Larger objects have a block of their own. */
#define OMNI_HEAP_MAX_CELL 256

typedef struct OmniCell {
    struct OmniCell *next;
} OmniCell;

extern OmniCell *omni__free_cells[OMNI_HEAP_MAX_CELL / 8 + 1]; /* by size / 8 */

void *omni__heap_alloc_slow(size_t bytes);
/* The same, all bytes 0. */
void *omni__heap_alloc_zeroed(size_t bytes);
void omni__heap_free_slow(void *cell, size_t bytes);

/* `bytes` is a multiple of 8. Panics when there is no memory. */
static inline void *omni__heap_alloc(size_t bytes)
{
#if !OMNI_INSTRUMENTED && !OMNI_CHECK_BALANCE
    if (bytes <= OMNI_HEAP_MAX_CELL && omni__free_cells[bytes / 8] != NULL) {
        OmniCell *cell = omni__free_cells[bytes / 8];
        omni__free_cells[bytes / 8] = cell->next;
        return cell;
    }
#endif
    return omni__heap_alloc_slow(bytes);
}

static inline void omni__heap_free(void *at, size_t bytes)
{
#if !OMNI_INSTRUMENTED && !OMNI_CHECK_BALANCE
    if (bytes <= OMNI_HEAP_MAX_CELL) {
        OmniCell *cell = (OmniCell *)at;
        cell->next = omni__free_cells[bytes / 8];
        omni__free_cells[bytes / 8] = cell;
        return;
    }
#endif
    omni__heap_free_slow(at, bytes);
}

/* How many heap objects there are; 0 unless OMNI_INSTRUMENTED or OMNI_CHECK_BALANCE. */
uint64_t omni_live_objects(void);

/* --- references ----------------------------------------------------------------------------------------------------- */

static inline bool omni_is_in_heap(const Obj *value)
{
    return omni_is_object(value) && value->storage == OMNI_STORAGE_HEAP;
}

/* Is this the only reference to a heap object? */
static inline bool omni_is_unique(const Obj *value)
{
    return omni_is_in_heap(value) && value->word == 1;
}

/* One more reference. Does nothing to what is not in the heap. */
static inline void inc_ref(Obj *value)
{
    if (omni_is_in_heap(value)) {
        value->word++;
    }
}

/* Frees an object whose last reference is gone, and all that only it held; without recursion. */
void omni__free_dead(Obj *object);

/* One reference less; the last one frees. */
static inline void dec_ref(Obj *value)
{
    if (omni_is_in_heap(value) && --value->word == 0) {
        omni__free_dead(value);
    }
}

/* Storage classes that only run time knows need nothing else: the header says whether there is something to count. */
#define INC_REF_IF_NEEDED(value) inc_ref(value)
#define DEC_REF_IF_NEEDED(value) dec_ref(value)

/* Frees the object that nobody else refers to, and all that it holds; without recursion. Immediates are nothing to free. */
static inline void free_tree(Obj *value)
{
    if (omni_is_in_heap(value)) {
        value->word = 0;
        omni__free_dead(value);
    }
}

/* Bytes that a string or Bytes of this size gets in the heap: more than it needs, in steps of at most a quarter of what it has.
 * So one that gets longer bit by bit is moved a few times only, and its length alone says how much room there is. */
static inline size_t omni__room_for(size_t bytes)
{
    size_t step = 8;
    while (bytes > step * 8) {
        step *= 2;
    }
    return (bytes + step - 1) & ~(step - 1);
}

/* Size of a heap object, by its header; of a vector without its items. */
static inline size_t omni__heap_size(const Obj *object)
{
    switch (object->tag) {
    case OMNI_TAG_PAIR:
    case OMNI_TAG_VALUES: return sizeof(Pair);
    case OMNI_TAG_STRUCT: return ((size_t)((const Struct *)object)->type->size + 7u) & ~(size_t)7u;
    case OMNI_TAG_STRING: return omni__room_for(sizeof(String) + ((const String *)object)->length + 1);
    case OMNI_TAG_BYTES: return omni__room_for(sizeof(Bytes) + ((const Bytes *)object)->length);
    case OMNI_TAG_VECTOR: return sizeof(Vector);
    case OMNI_TAG_INT_VECTOR:
    case OMNI_TAG_FLOAT_VECTOR: return sizeof(NumberVector);
    default: return sizeof(FloatBox);
    }
}

/* Frees the memory of an object whose fields have other owners now; NULL is nothing to free. */
static inline void free_obj(Obj *object)
{
    if (object != NULL) {
        omni__heap_free(object, omni__heap_size(object));
    }
}

/* Gives up a reference to an object whose fields `parts` live on. When it was the last one, its memory is the result, for an object
 * of the same kind or for free_obj; otherwise the parts have got one more reference each, and the result is NULL. */
static inline Obj *take_cell(Obj *object, int count, Obj *const *parts)
{
    int i;
    if (omni_is_unique(object)) {
        return object;
    }
    for (i = 0; i < count; i++) {
        inc_ref(parts[i]);
    }
    dec_ref(object);
    return NULL;
}

/* --- objects --------------------------------------------------------------------------------------------------------- */

static inline Obj *omni__heap_object(size_t bytes, uint8_t tag)
{
    Obj *object = (Obj *)omni__heap_alloc((bytes + 7u) & ~(size_t)7u);
    omni_set_header(object, tag, OMNI_STORAGE_HEAP, 1);
    return object;
}

static inline Obj *mk_pair_heap(Obj *car, Obj *cdr)
{
    Pair *pair = (Pair *)omni__heap_object(sizeof(Pair), OMNI_TAG_PAIR);
    pair->car = car;
    pair->cdr = cdr;
    return &pair->header;
}

/* In the memory of a pair that was taken apart. */
static inline Obj *reuse_as_pair(Obj *cell, Obj *car, Obj *cdr)
{
    Pair *pair = (Pair *)cell;
    OMNI_COUNT(cells_reused, 1);
    pair->car = car;
    pair->cdr = cdr;
    return &pair->header;
}

/* The same with what take_cell gave. */
static inline Obj *reuse_or_mk_pair(Obj *cell, Obj *car, Obj *cdr)
{
    return cell != NULL ? reuse_as_pair(cell, car, cdr) : mk_pair_heap(car, cdr);
}

static inline Obj *mk_values_heap(Obj *first, Obj *rest)
{
    Values *values = (Values *)omni__heap_object(sizeof(Values), OMNI_TAG_VALUES);
    values->first = first;
    values->rest = rest;
    return &values->header;
}

static inline Obj *reuse_as_values(Obj *cell, Obj *first, Obj *rest)
{
    Values *values = (Values *)cell;
    OMNI_COUNT(cells_reused, 1);
    values->first = first;
    values->rest = rest;
    return &values->header;
}

static inline Obj *reuse_or_mk_values(Obj *cell, Obj *first, Obj *rest)
{
    return cell != NULL ? reuse_as_values(cell, first, rest) : mk_values_heap(first, rest);
}

static inline Obj *mk_float_heap(double value)
{
    FloatBox *box = (FloatBox *)omni__heap_object(sizeof(FloatBox), OMNI_TAG_FLOAT);
    box->value = value;
    return &box->header;
}

static inline Obj *mk_int_heap(int64_t value)
{
    IntBox *box;
    if (omni_fits_fixnum(value)) {
        return OMNI_FIX(value);
    }
    box = (IntBox *)omni__heap_object(sizeof(IntBox), OMNI_TAG_INT);
    box->value = value;
    return &box->header;
}

/* A new struct; its fields are not set yet. */
static inline void *omni_struct_heap(const OmniStructType *type)
{
    Struct *object = (Struct *)omni__heap_object(type->size, OMNI_TAG_STRUCT);
    object->type = type;
    return object;
}

/* In the memory of a struct of the same type that was taken apart: its header stays. */
static inline void *omni_reuse(Obj *cell)
{
    OMNI_COUNT(cells_reused, 1);
    return cell;
}

/* A new struct in the memory of one of this type that was taken apart, or in new memory when there is none. */
static inline void *omni_struct_reuse(Obj *cell, const OmniStructType *type)
{
    if (cell == NULL) {
        return omni_struct_heap(type);
    }
    return omni_reuse(cell);
}

OMNI_END_C

#endif
