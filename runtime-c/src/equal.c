/* equal.c: eqv? on numbers and equal?. */
#include "internal.h"

#include <string.h>

bool omni__is_same(const Obj *a, const Obj *b)
{
    if (omni_is_int(a) && omni_is_int(b)) {
        return omni_int_value(a) == omni_int_value(b);
    }
    if (omni_is_float(a) && omni_is_float(b)) {
        double x = omni_float_value(a);
        double y = omni_float_value(b);
        return memcmp(&x, &y, sizeof x) == 0 || (isnan(x) && isnan(y));
    }
    return omni__has_same_identity(a, b);
}

/* Vectors, of which one at least is a number vector. */
static bool has_same_numbers(const Obj *a, const Obj *b)
{
    const NumberVector *v = (const NumberVector *)(omni_is_number_vector(a) ? a : b);
    const Obj *other = omni_is_number_vector(a) ? b : a;
    bool same = v->length == (uint32_t)omni_vector_length(other, NULL);
    uint32_t i;
    for (i = 0; same && i < v->length; i++) {
        NumberItem room;
        NumberItem other_room;
        const Obj *item = omni_is_number_vector(other) ? omni__number_item((const NumberVector *)other, i, &other_room)
                                                       : ((const Vector *)other)->items[i];
        same = omni_is_eqv(omni__number_item(v, i, &room), item);
    }
    return same;
}

static bool is_same_leaf(const Obj *a, const Obj *b)
{
    if (omni_is_string(a) && omni_is_string(b)) {
        const String *s = (const String *)a;
        const String *t = (const String *)b;
        return s->length == t->length && memcmp(s->text, t->text, s->length) == 0;
    }
    if (omni_is_bytes(a) && omni_is_bytes(b)) {
        const Bytes *s = (const Bytes *)a;
        const Bytes *t = (const Bytes *)b;
        return s->length == t->length && (s->length == 0 || memcmp(s->data, t->data, s->length) == 0);
    }
    if (omni_is_vector(a) && omni_is_vector(b) && (omni_is_number_vector(a) || omni_is_number_vector(b))) {
        return has_same_numbers(a, b);
    }
    return omni_is_eqv(a, b);
}

static bool are_both(const Obj *a, const Obj *b, uint8_t tag)
{
    return omni_has_tag(a, tag) && omni_has_tag(b, tag);
}

static bool has_parts(const Obj *value)
{
    return omni_is_pair(value) || omni_has_tag(value, OMNI_TAG_VECTOR) || omni_is_dict(value) || omni_is_any_struct(value);
}

/* What is still to be compared: tails of lists (position OMNI_NIL), or containers from a position on. */
static void push(WorkList *list, const Obj *a, const Obj *b, const Obj *position)
{
    omni__work_push(list, a);
    omni__work_push(list, b);
    omni__work_push(list, position);
}

/* Vectors of the same length, structs of the same type, or dicts of the same count, from `at` on: the next parts to compare in *a and *b, and the rest
 * on the list. False when a key of one dict is not in the other. */
static bool next_parts(WorkList *list, const Obj **a, const Obj **b, size_t at, bool *has_next)
{
    const Obj *x = *a;
    const Obj *y = *b;
    *has_next = false;
    if (omni_is_vector(x)) {
        const Vector *v = (const Vector *)x;
        if (at < v->length) {
            *a = v->items[at];
            *b = ((const Vector *)y)->items[at];
            *has_next = true;
        }
    } else if (omni_is_any_struct(x)) {
        const Struct *s = (const Struct *)x;
        while (at < s->type->field_count && s->type->fields[at].kind != OMNI_FIELD_VALUE) {
            at++; /* compared already */
        }
        if (at < s->type->field_count) {
            *a = omni__field_value(s, at);
            *b = omni__field_value((const Struct *)y, at);
            *has_next = true;
        }
    } else {
        const Dict *d = (const Dict *)x;
        while (at < d->used && d->entries[at * 2] == OMNI__REMOVED) {
            at++;
        }
        if (at < d->used) {
            Obj *const *value = omni__dict_find((const Dict *)y, d->entries[at * 2]);
            if (value == NULL) {
                return false;
            }
            *a = d->entries[at * 2 + 1];
            *b = *value;
            *has_next = true;
        }
    }
    if (*has_next) {
        push(list, x, y, OMNI_FIX(at + 1));
    }
    return true;
}

/* The same type, and the same in all fields that hold no values. */
static bool has_same_scalars(const Struct *a, const Struct *b)
{
    bool same = a->type == b->type;
    uint32_t i;
    for (i = 0; same && i < a->type->field_count; i++) {
        same = a->type->fields[i].kind == OMNI_FIELD_VALUE || omni__field_bits(a, i) == omni__field_bits(b, i);
    }
    return same;
}

static bool has_same_size(const Obj *a, const Obj *b)
{
    if (omni_is_any_struct(a)) {
        return has_same_scalars((const Struct *)a, (const Struct *)b);
    }
    return omni_is_vector(a) ? ((const Vector *)a)->length == ((const Vector *)b)->length
                             : ((const Dict *)a)->count == ((const Dict *)b)->count;
}

/* After so many steps the values may be cyclic. */
#define EQUAL_STEPS 1048576

/* What is being compared already counts as equal: that is so when no difference is found, and cyclic values come to an end.
 * The work list grows with the depth of nesting only: where both cars are leaves, the tails are compared next, without going
 * through the list. Keys of dicts are looked up, so that dicts within keys of dicts take C stack, one level each. */
bool omni_is_equal(const Obj *a, const Obj *b)
{
    WorkList list;
    AddressTable met = {NULL, 0, 0}; /* what is being compared already */
    size_t steps = 0;
    bool same = true;
    OMNI_STACK_CHECK("equal?");
    omni__work_begin(&list);
    for (;;) {
        bool has_next = false;
        if (++steps > EQUAL_STEPS && a != b && has_parts(a) && has_parts(b)) {
            if (omni__address_add(&met, a, b)->mark++ > 0) {
                b = a;
            }
        }
        if (a != b && omni_is_pair(a) && omni_is_pair(b)) {
            const Obj *x = omni_pair_car(a);
            const Obj *y = omni_pair_car(b);
            if (has_parts(x) && has_parts(y)) {
                push(&list, omni_pair_cdr(a), omni_pair_cdr(b), OMNI_NIL);
                a = x;
                b = y;
                continue;
            }
            same = is_same_leaf(x, y);
            a = omni_pair_cdr(a);
            b = omni_pair_cdr(b);
            if (same) {
                continue;
            }
            break;
        }
        if (a != b && (are_both(a, b, OMNI_TAG_VECTOR) || are_both(a, b, OMNI_TAG_DICT) ||
                       are_both(a, b, OMNI_TAG_STRUCT))) {
            same = has_same_size(a, b) && next_parts(&list, &a, &b, 0, &has_next);
        } else {
            same = is_same_leaf(a, b);
        }
        while (same && !has_next && list.count > 0) {
            const Obj *position = list.items[--list.count];
            b = list.items[--list.count];
            a = list.items[--list.count];
            if (position == OMNI_NIL) {
                has_next = true;
            } else {
                same = next_parts(&list, &a, &b, (size_t)omni_fixnum_value(position), &has_next);
            }
        }
        if (!same || !has_next) {
            break;
        }
    }
    omni__work_end(&list);
    omni__address_end(&met);
    return same;
}
