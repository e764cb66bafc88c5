/* number_vector.c: vectors of Ints and of Floats. Items of both take 8 bytes. */
#include "internal.h"

#include <string.h>

#define ITEM_BYTES OMNI_NUMBER_BYTES

typedef char ints_and_floats_have_one_size[(sizeof(int64_t) == ITEM_BYTES && sizeof(double) == ITEM_BYTES) ? 1 : -1];

void omni__panic_number_vector(const Obj *vector, uint8_t tag, int64_t index, const char *where)
{
    if (omni_is_vector(vector) && !omni_has_tag(vector, tag)) {
        omni_panic_type(tag == OMNI_TAG_INT_VECTOR ? "a vector of Ints" : "a vector of Floats", vector, where);
    }
    omni__panic_vector(vector, index, where);
}

static NumberVector *changeable(Obj *vector, uint8_t tag, const char *where)
{
    if (!omni_has_tag(vector, tag) || vector->storage == OMNI_STORAGE_STATIC) {
        omni__panic_number_vector(vector, tag, 0, where);
    }
    return (NumberVector *)vector;
}

static NumberVector *with_items(Region *region, size_t length, int64_t *items, uint8_t tag)
{
    NumberVector *vector = (NumberVector *)(region == omni_heap ? omni__heap_object(sizeof(NumberVector), tag)
                                             : omni_region_object(region, sizeof(NumberVector), tag));
    vector->items.ints = items;
    vector->length = (uint32_t)length;
    vector->capacity = (uint32_t)length;
    return vector;
}

/* Its items are not set yet. */
static NumberVector *new_vector(Region *region, size_t length, uint8_t tag)
{
    int64_t *items = length > 0 ? (int64_t *)omni__buffer_alloc(region, length * ITEM_BYTES) : NULL;
    return with_items(region, length, items, tag);
}

/* Its items are 0 or 0.0. */
static NumberVector *new_zeroed_vector(Region *region, size_t length, uint8_t tag)
{
    int64_t *items = length > 0 ? (int64_t *)omni__zeroed_alloc(region, length * ITEM_BYTES) : NULL;
    return with_items(region, length, items, tag);
}

Obj *omni__copy_numbers(Region *region, const Obj *from, size_t start, size_t count, size_t capacity)
{
    NumberVector *vector = new_vector(region, capacity, from->tag);
    if (count > 0) {
        memcpy(vector->items.ints, ((const NumberVector *)from)->items.ints + start, count * ITEM_BYTES);
    }
    if (capacity > count) {
        memset(vector->items.ints + count, 0, (capacity - count) * ITEM_BYTES); /* 0 and 0.0 */
    }
    return &vector->header;
}

Obj *omni__number_item(const NumberVector *vector, size_t at, NumberItem *room)
{
    if (vector->header.tag == OMNI_TAG_INT_VECTOR) {
        return mk_int_stack(&room->integer, vector->items.ints[at]);
    }
    return mk_float_stack(&room->real, vector->items.floats[at]);
}

Obj *mk_int_vector_region(Region *region, int64_t count, const int64_t *items)
{
    NumberVector *vector = new_vector(region, (size_t)count, OMNI_TAG_INT_VECTOR);
    if (count > 0) {
        memcpy(vector->items.ints, items, (size_t)count * ITEM_BYTES);
    }
    return &vector->header;
}

Obj *mk_float_vector_region(Region *region, int64_t count, const double *items)
{
    NumberVector *vector = new_vector(region, (size_t)count, OMNI_TAG_FLOAT_VECTOR);
    if (count > 0) {
        memcpy(vector->items.floats, items, (size_t)count * ITEM_BYTES);
    }
    return &vector->header;
}

Obj *omni_make_int_vector(Region *dest, int64_t length, int64_t fill, const char *where)
{
    size_t count = omni__check_length(length, "vector", where);
    NumberVector *vector;
    size_t i;
    if (fill == 0) {
        return &new_zeroed_vector(dest, count, OMNI_TAG_INT_VECTOR)->header;
    }
    vector = new_vector(dest, count, OMNI_TAG_INT_VECTOR);
    for (i = 0; i < count; i++) {
        vector->items.ints[i] = fill;
    }
    return &vector->header;
}

Obj *omni_make_float_vector(Region *dest, int64_t length, double fill, const char *where)
{
    static const double zero = 0.0;
    size_t count = omni__check_length(length, "vector", where);
    NumberVector *vector;
    size_t i;
    if (memcmp(&fill, &zero, sizeof zero) == 0) { /* and not -0.0 */
        return &new_zeroed_vector(dest, count, OMNI_TAG_FLOAT_VECTOR)->header;
    }
    vector = new_vector(dest, count, OMNI_TAG_FLOAT_VECTOR);
    for (i = 0; i < count; i++) {
        vector->items.floats[i] = fill;
    }
    return &vector->header;
}

Obj *omni_new_int_vector(Region *dest, int64_t length, const char *where)
{
    return omni_make_int_vector(dest, length, 0, where);
}

Obj *omni_new_float_vector(Region *dest, int64_t length, const char *where)
{
    return omni_make_float_vector(dest, length, 0.0, where);
}

void omni_int_vector_fill(Obj *vector, int64_t value, const char *where)
{
    NumberVector *v = changeable(vector, OMNI_TAG_INT_VECTOR, where);
    uint32_t i;
    for (i = 0; i < v->length; i++) {
        v->items.ints[i] = value;
    }
}

void omni_float_vector_fill(Obj *vector, double value, const char *where)
{
    NumberVector *v = changeable(vector, OMNI_TAG_FLOAT_VECTOR, where);
    uint32_t i;
    for (i = 0; i < v->length; i++) {
        v->items.floats[i] = value;
    }
}

/* Room for one item more. */
static void make_room(NumberVector *vector, const char *where)
{
    Region *region;
    size_t capacity;
    int64_t *items;
    if (vector->length < vector->capacity) {
        return;
    }
    region = omni__home_of(&vector->header);
    capacity = omni__check_length(vector->capacity == 0 ? 4 : (int64_t)vector->capacity * 2, "vector", where);
    items = (int64_t *)omni__buffer_alloc(region, capacity * ITEM_BYTES);
    if (vector->capacity > 0) {
        memcpy(items, vector->items.ints, vector->length * (size_t)ITEM_BYTES);
        omni__buffer_free(region, vector->items.ints, vector->capacity * (size_t)ITEM_BYTES);
    }
    vector->items.ints = items;
    vector->capacity = (uint32_t)capacity;
}

void omni_int_vector_push(Obj *vector, int64_t value, const char *where)
{
    NumberVector *v = changeable(vector, OMNI_TAG_INT_VECTOR, where);
    make_room(v, where);
    v->items.ints[v->length++] = value;
}

void omni_float_vector_push(Obj *vector, double value, const char *where)
{
    NumberVector *v = changeable(vector, OMNI_TAG_FLOAT_VECTOR, where);
    make_room(v, where);
    v->items.floats[v->length++] = value;
}

/* Position of the last item, which goes. */
static uint32_t take_last(NumberVector *vector, const char *where)
{
    if (vector->length == 0) {
        omni__panic_position(-1, "a vector", 0, where);
    }
    return --vector->length;
}

int64_t omni_int_vector_pop(Obj *vector, const char *where)
{
    NumberVector *v = changeable(vector, OMNI_TAG_INT_VECTOR, where);
    return v->items.ints[take_last(v, where)];
}

double omni_float_vector_pop(Obj *vector, const char *where)
{
    NumberVector *v = changeable(vector, OMNI_TAG_FLOAT_VECTOR, where);
    return v->items.floats[take_last(v, where)];
}
