/* cycle.c: values that contain themselves.
 *
 * Most values do not, and no memory is spent on them: a walk of limited length comes to its end. Where it does not, a table of
 * the objects that are open finds those that are met again inside of themselves.
 */
#include "internal.h"

#include <string.h>

/* So many steps are tried without a table. */
#define CYCLE_STEPS 262144

static bool has_parts(const Obj *value)
{
    return omni_is_pair(value) || omni_has_tag(value, OMNI_TAG_VECTOR) || omni_is_dict(value) || omni_is_any_struct(value) || omni_is_box(value);
}

/* Part number `at` in *part; false when there are no more. What has no parts of its own may be left out. */
static bool get_part(const Obj *value, size_t at, const Obj **part)
{
    *part = OMNI_NIL;
    if (omni_is_number_vector(value)) {
        return false;
    }
    if (omni_is_pair(value)) {
        *part = at == 0 ? omni_pair_car(value) : omni_pair_cdr(value);
        return at < 2;
    }
    if (omni_is_box(value)) {
        *part = omni_cell_get(value);
        return at < 1;
    }
    if (omni_is_vector(value)) {
        const Vector *vector = (const Vector *)value;
        if (at < vector->length) {
            *part = vector->items[at];
        }
        return at < vector->length;
    }
    if (omni_is_dict(value)) {
        const Dict *dict = (const Dict *)value;
        if (at < (size_t)dict->used * 2 && dict->entries[at] != OMNI__REMOVED) {
            *part = dict->entries[at];
        }
        return at < (size_t)dict->used * 2;
    }
    if (at < ((const Struct *)value)->type->field_count) {
        if (((const Struct *)value)->type->fields[at].kind == OMNI_FIELD_VALUE) {
            *part = omni__field_value((const Struct *)value, at);
        }
        return true;
    }
    return false;
}

/* --- table of pairs of addresses ------------------------------------------------------------------------------- */

static size_t place_of(const AddressTable *table, const void *a, const void *b)
{
    uint64_t bits = ((uint64_t)(uintptr_t)a >> 2) * 0x9E3779B97F4A7C15u ^ ((uint64_t)(uintptr_t)b >> 2) * 0xC2B2AE3D27D4EB4Fu;
    size_t at = (size_t)(bits >> 20) & (table->capacity - 1);
    while (table->entries[at].a != NULL && (table->entries[at].a != a || table->entries[at].b != b)) {
        at = (at + 1) & (table->capacity - 1);
    }
    return at;
}

static void grow(AddressTable *table)
{
    AddressTable bigger = {NULL, 0, 0};
    size_t i;
    bigger.capacity = table->capacity == 0 ? 64 : table->capacity * 2;
    if (bigger.capacity <= SIZE_MAX / sizeof *bigger.entries) {
        bigger.entries = (AddressEntry *)omni_port_allocate(bigger.capacity * sizeof *bigger.entries);
    }
    if (bigger.entries == NULL) {
        omni_panic(OMNI_ERROR_OUT_OF_MEMORY, "no memory to walk through a cyclic structure", NULL);
    }
    memset(bigger.entries, 0, bigger.capacity * sizeof *bigger.entries);
    for (i = 0; i < table->capacity; i++) {
        if (table->entries[i].a != NULL) {
            bigger.entries[place_of(&bigger, table->entries[i].a, table->entries[i].b)] = table->entries[i];
        }
    }
    bigger.count = table->count;
    omni__address_end(table);
    *table = bigger;
}

AddressEntry *omni__address_find(AddressTable *table, const void *a, const void *b)
{
    AddressEntry *entry;
    if (table->capacity == 0) {
        return NULL;
    }
    entry = &table->entries[place_of(table, a, b)];
    return entry->a == NULL ? NULL : entry;
}

AddressEntry *omni__address_add(AddressTable *table, const void *a, const void *b)
{
    AddressEntry *entry;
    if (table->count * 4 >= table->capacity * 3) {
        grow(table);
    }
    entry = &table->entries[place_of(table, a, b)];
    if (entry->a == NULL) {
        entry->a = a;
        entry->b = b;
        table->count++;
    }
    return entry;
}

void omni__address_end(AddressTable *table)
{
    if (table->entries != NULL) {
        omni_port_free(table->entries, table->capacity * sizeof *table->entries);
    }
    table->entries = NULL;
    table->capacity = 0;
    table->count = 0;
}

/* --- cycles ------------------------------------------------------------------------------------------------------ */

/* Does a walk through the value end within the limit? */
static bool ends_soon(const Obj *value)
{
    WorkList open;
    size_t steps = 0;
    omni__work_begin(&open);
    while (steps < CYCLE_STEPS) {
        const Obj *part;
        size_t at;
        const Obj *next = NULL;
        for (at = 0; get_part(value, at, &part); at++, steps++) {
            if (has_parts(part)) {
                if (next != NULL) {
                    omni__work_push(&open, next);
                }
                next = part;
            }
        }
        if (next == NULL) {
            if (open.count == 0) {
                break;
            }
            next = open.items[--open.count];
        }
        value = next;
        steps++;
    }
    omni__work_end(&open);
    return steps < CYCLE_STEPS;
}

enum { SEEN_OPEN = 1, SEEN_DONE = 2 };

/* Adds to `heads` what is met again inside of itself, or, when `anywhere`, what is met again. */
static void find_met_again(const Obj *value, AddressTable *heads, bool anywhere)
{
    AddressTable seen = {NULL, 0, 0};
    WorkList open; /* an object and the number of its next part */
    omni__work_begin(&open);
    omni__address_add(&seen, value, NULL)->mark = SEEN_OPEN;
    omni__work_push(&open, value);
    omni__work_push(&open, OMNI_FIX(0));
    while (open.count > 0) {
        const Obj *object = open.items[open.count - 2];
        size_t at = (size_t)omni_fixnum_value(open.items[open.count - 1]);
        const Obj *part;
        AddressEntry *entry;
        if (!get_part(object, at, &part)) {
            omni__address_find(&seen, object, NULL)->mark = SEEN_DONE;
            open.count -= 2;
            continue;
        }
        open.items[open.count - 1] = OMNI_FIX(at + 1);
        if (!has_parts(part) && !(anywhere && omni_is_number_vector(part))) {
            continue;
        }
        entry = omni__address_find(&seen, part, NULL);
        if (entry == NULL) {
            omni__address_add(&seen, part, NULL)->mark = SEEN_OPEN;
            omni__work_push(&open, part);
            omni__work_push(&open, OMNI_FIX(0));
        } else if (anywhere || entry->mark == SEEN_OPEN) {
            omni__address_add(heads, part, NULL)->mark = OMNI__NO_LABEL;
        }
    }
    omni__work_end(&open);
    omni__address_end(&seen);
}

void omni__find_cycles(const Obj *value, AddressTable *heads)
{
    if (has_parts(value) && !ends_soon(value)) {
        find_met_again(value, heads, false);
    }
}

void omni__find_shared(const Obj *value, AddressTable *heads)
{
    if (has_parts(value)) {
        find_met_again(value, heads, true);
    }
}
