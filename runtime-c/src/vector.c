/* vector.c: vectors. The buffer doubles when it is full; the old one goes back to the region. */
#include "internal.h"

#include <string.h>

void omni__panic_position(int64_t index, const char *kind, int64_t length, const char *where)
{
    char message[128];
    char digits[OMNI_INT_TEXT_BYTES];
    Sink sink = {message, sizeof message - 1, 0, false};
    omni__put_cstr(&sink, "no position ");
    omni__put(&sink, digits, omni__int_text(index, 10, digits));
    omni__put_cstr(&sink, " in ");
    omni__put_cstr(&sink, kind);
    omni__put_cstr(&sink, " of length ");
    omni__put(&sink, digits, omni__int_text(length, 10, digits));
    message[sink.used] = '\0';
    omni_panic(OMNI_ERROR_INDEX, message, where);
}

void omni__panic_order(int64_t start, int64_t end, const char *where)
{
    char message[96];
    char digits[OMNI_INT_TEXT_BYTES];
    Sink sink = {message, sizeof message - 1, 0, false};
    omni__put_cstr(&sink, "the end ");
    omni__put(&sink, digits, omni__int_text(end, 10, digits));
    omni__put_cstr(&sink, " is in front of the start ");
    omni__put(&sink, digits, omni__int_text(start, 10, digits));
    message[sink.used] = '\0';
    omni_panic(OMNI_ERROR_INDEX, message, where);
}

void omni__panic_vector(const Obj *vector, int64_t index, const char *where)
{
    int64_t length = omni_vector_length(vector, where);
    if (index < 0 || index >= length) {
        omni__panic_position(index, "a vector", length, where);
    }
    if (omni_is_number_vector(vector) && vector->storage != OMNI_STORAGE_STATIC) {
        omni_panic_type("a vector of values", vector, where);
    }
    omni_panic_value(OMNI_ERROR_CONSTANT, "cannot change a constant", vector, where);
}

static Vector *changeable_of_any_layout(Obj *vector, const char *where)
{
    if (!omni_is_vector(vector)) {
        omni_panic_type("a vector", vector, where);
    }
    if (vector->storage == OMNI_STORAGE_STATIC) {
        omni_panic_value(OMNI_ERROR_CONSTANT, "cannot change a constant", vector, where);
    }
    return (Vector *)vector; /* a NumberVector has its length in the same place */
}

static Vector *changeable(Obj *vector, const char *where)
{
    if (omni_is_number_vector(vector)) {
        omni_panic_type("a vector of values", vector, where);
    }
    return changeable_of_any_layout(vector, where);
}

/* Lengths stay where sizes in bytes cannot wrap around, on small machines too. */
size_t omni__check_length(int64_t length, const char *kind, const char *where)
{
    if (length < 0) {
        IntBox box;
        char message[64];
        Sink sink = {message, sizeof message - 1, 0, false};
        omni__put_cstr(&sink, "no ");
        omni__put_cstr(&sink, kind);
        omni__put_cstr(&sink, " has this length");
        message[sink.used] = '\0';
        omni_panic_value(OMNI_ERROR_VALUE, message, mk_int_stack(&box, length), where);
    }
    if ((uint64_t)length > INT32_MAX || (uint64_t)length > SIZE_MAX / 64) {
        omni_panic(OMNI_ERROR_OUT_OF_MEMORY, "a length that is not possible", where);
    }
    return (size_t)length;
}

/* Its items are not set yet. */
static Vector *new_vector(Region *region, size_t length)
{
    Vector *vector = (Vector *)(region == omni_heap ? omni__heap_object(sizeof(Vector), OMNI_TAG_VECTOR)
                                                  : omni_region_object(region, sizeof(Vector), OMNI_TAG_VECTOR));
    vector->items = length > 0 ? (Obj **)omni__buffer_alloc(region, length * sizeof(Obj *)) : NULL;
    vector->length = (uint32_t)length;
    vector->capacity = (uint32_t)length;
    return vector;
}

Obj *mk_vector_region(Region *region, int64_t count, Obj *const *items)
{
    Vector *vector = new_vector(region, (size_t)count);
    if (count > 0) {
        memcpy(vector->items, items, (size_t)count * sizeof *items);
    }
    return &vector->header;
}

Obj *omni_make_vector(Region *dest, int64_t length, Obj *fill, const char *where)
{
    size_t count = omni__check_length(length, "vector", where);
    Vector *vector = new_vector(dest, count);
    size_t i;
    for (i = 0; i < count; i++) {
        vector->items[i] = fill;
    }
    return &vector->header;
}

Obj *omni_new_vector(Region *dest, int64_t length, const char *where)
{
    return omni_make_vector(dest, length, OMNI_FIX(0), where);
}

Obj *omni_vector_grow(Region *dest, const Obj *vector, int64_t length, const char *where)
{
    int64_t before = omni_vector_length(vector, where);
    Obj *larger;
    if (length < before) {
        omni__panic_position(length, "a vector", before, where);
    }
    if (omni_is_number_vector(vector)) {
        size_t wanted = omni__check_length(length, "vector", where);
        return omni__copy_numbers(dest, vector, 0, (size_t)before, wanted);
    }
    larger = omni_make_vector(dest, length, OMNI_FIX(0), where);
    if (before > 0) {
        memcpy(((Vector *)larger)->items, ((const Vector *)vector)->items, (size_t)before * sizeof(Obj *));
    }
    return larger;
}

void omni__check_range(int64_t start, int64_t end, const char *kind, int64_t length, const char *where)
{
    if (start < 0 || start > length) {
        omni__panic_position(start, kind, length, where);
    }
    if (end < 0 || end > length) {
        omni__panic_position(end, kind, length, where);
    }
    if (end < start) {
        omni__panic_order(start, end, where);
    }
}

Obj *omni_subvector(Region *dest, const Obj *vector, int64_t start, int64_t end, const char *where)
{
    omni__check_range(start, end, "a vector", omni_vector_length(vector, where), where);
    if (omni_is_number_vector(vector)) {
        return omni__copy_numbers(dest, vector, (size_t)start, (size_t)(end - start), (size_t)(end - start));
    }
    return start == end ? mk_vector_region(dest, 0, NULL)
                        : mk_vector_region(dest, end - start, ((const Vector *)vector)->items + start);
}

Obj *omni_vector_copy(Region *dest, const Obj *vector, const char *where)
{
    return omni_subvector(dest, vector, 0, omni_vector_length(vector, where), where);
}

/* One layout cannot take the items of another; code that the transpiler made never asks for it. */
static void check_same_layout(const Obj *a, const Obj *b, const char *where)
{
    if (a->tag != b->tag) {
        omni_panic_type("a vector of the same layout", b, where);
    }
}

Obj *omni_vector_append(Region *dest, const Obj *a, const Obj *b, const char *where)
{
    size_t first = (size_t)omni_vector_length(a, where);
    size_t second = (size_t)omni_vector_length(b, where);
    size_t length = omni__check_length((int64_t)(first + second), "vector", where);
    Vector *vector;
    check_same_layout(a, b, where);
    if (omni_is_number_vector(a)) {
        NumberVector *numbers = (NumberVector *)omni__copy_numbers(dest, a, 0, first, length);
        if (second > 0) {
            memcpy(numbers->items.ints + first, ((const NumberVector *)b)->items.ints, second * sizeof(int64_t));
        }
        return &numbers->header;
    }
    vector = new_vector(dest, length);
    if (first > 0) {
        memcpy(vector->items, ((const Vector *)a)->items, first * sizeof(Obj *));
    }
    if (second > 0) {
        memcpy(vector->items + first, ((const Vector *)b)->items, second * sizeof(Obj *));
    }
    return &vector->header;
}

void omni_vector_fill(Obj *vector, Obj *value, const char *where)
{
    Vector *v = changeable(vector, where);
    uint32_t i;
    for (i = 0; i < v->length; i++) {
        v->items[i] = value;
    }
}

void omni_vector_move(Obj *to, int64_t at, const Obj *from, int64_t start, int64_t end, const char *where)
{
    Vector *target = changeable_of_any_layout(to, where);
    omni__check_range(start, end, "a vector", omni_vector_length(from, where), where);
    check_same_layout(to, from, where);
    omni__check_range(at, at, "a vector", (int64_t)target->length, where);
    omni__check_range(at, at + (end - start), "a vector", (int64_t)target->length, where);
    if (end > start && omni_is_number_vector(to)) {
        memmove(((NumberVector *)to)->items.ints + at, ((const NumberVector *)from)->items.ints + start,
                (size_t)(end - start) * sizeof(int64_t));
    } else if (end > start) {
        memmove(target->items + at, ((const Vector *)from)->items + start, (size_t)(end - start) * sizeof(Obj *));
    }
}

static void grow(Vector *vector, const char *where)
{
    Region *region = omni__home_of(&vector->header);
    size_t capacity = omni__check_length(vector->capacity == 0 ? 4 : (int64_t)vector->capacity * 2, "vector", where);
    Obj **items = (Obj **)omni__buffer_alloc(region, capacity * sizeof *items);
    if (vector->capacity > 0) {
        memcpy(items, vector->items, vector->length * sizeof *items);
        omni__buffer_free(region, vector->items, vector->capacity * sizeof *items);
    }
    vector->items = items;
    vector->capacity = (uint32_t)capacity;
}

void omni_vector_push(Obj *vector, Obj *value, const char *where)
{
    Vector *v = changeable(vector, where);
    if (v->length == v->capacity) {
        grow(v, where);
    }
    v->items[v->length++] = value;
}

Obj *omni_vector_pop(Obj *vector, const char *where)
{
    Vector *v = changeable(vector, where);
    if (v->length == 0) {
        omni__panic_position(-1, "a vector", 0, where);
    }
    return v->items[--v->length];
}
