/* dict.c: hash tables that keep the order of insertion.
 *
 * The entries stand one behind the other in the order of insertion; an index of twice as many slots with linear probing finds
 * them. All of it is one buffer, for a capacity of n (a power of two):
 *
 *     | key 0 | value 0 | ... | key n-1 | value n-1 | hash 0 ... hash n-1 | slot 0 ... slot 2n-1 |
 *
 * A slot holds the number of an entry plus 1, or 0. A removed entry keeps its slot and its hash; key and value become
 * OMNI__REMOVED. When the entries are used up, the buffer is tidied in place if a quarter of them are removed ones, and doubled
 * otherwise. So at most half of the slots are in use, and a dict that does not get larger allocates nothing.
 */
#include "internal.h"

#include <string.h>

size_t omni__dict_bytes(uint32_t capacity)
{
    return capacity * (2 * sizeof(Obj *) + 3 * sizeof(uint32_t));
}

/* --- hashes -------------------------------------------------------------------------------------------------------------- */

#define PART_LIMIT 1000

static uint32_t mix(uint32_t hash, uint64_t bits)
{
    uint64_t product = (hash ^ bits) * UINT64_C(0x9E3779B97F4A7C15);
    return (uint32_t)(product >> 32) ^ (uint32_t)product;
}

static uint32_t hash_text(const void *bytes, size_t length)
{
    const unsigned char *at = (const unsigned char *)bytes;
    uint32_t value = 2166136261u; /* FNV-1a */
    size_t i;
    for (i = 0; i < length; i++) {
        value = (value ^ at[i]) * 16777619u;
    }
    return value;
}

uint64_t omni__float_bits(double value)
{
    uint64_t bits;
    if (isnan(value)) {
        return 1; /* all NaN are the same */
    }
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

/* What has an identity and may be moved by transmigrate has only its kind for a hash. */
static uint32_t hash_leaf(uint32_t hash, const Obj *value)
{
    if (omni_is_int(value)) {
        return mix(hash, (uint64_t)omni_int_value(value));
    }
    if (!omni_is_object(value)) {
        return mix(hash, (uint64_t)(uintptr_t)value);
    }
    hash = mix(hash, value->tag);
    switch (value->tag) {
    case OMNI_TAG_FLOAT: return mix(hash, omni__float_bits(omni_float_value(value)));
    case OMNI_TAG_STRING: return mix(hash, hash_text(((const String *)value)->text, ((const String *)value)->length));
    case OMNI_TAG_BYTES: return mix(hash, hash_text(((const Bytes *)value)->data, ((const Bytes *)value)->length));
    case OMNI_TAG_SYMBOL: return mix(hash, (uint64_t)(uintptr_t)value);
    case OMNI_TAG_DICT: return mix(hash, ((const Dict *)value)->count); /* equal dicts may differ in order */
    default: return hash;
    }
}

uint32_t omni_hash(const Obj *value)
{
    WorkList open;
    uint32_t hash = 17;
    unsigned parts;
    omni__work_begin(&open);
    omni__work_push(&open, value);
    for (parts = 0; open.count > 0 && parts < PART_LIMIT; parts++) {
        value = open.items[--open.count];
        if (omni_is_pair(value)) {
            hash = mix(hash, OMNI_TAG_PAIR);
            omni__work_push(&open, omni_pair_cdr(value));
            omni__work_push(&open, omni_pair_car(value));
        } else if (omni_is_number_vector(value)) {
            const NumberVector *vector = (const NumberVector *)value;
            uint32_t i;
            hash = mix(mix(hash, OMNI_TAG_VECTOR), vector->length);
            for (i = 0; i < vector->length && parts + 1 < PART_LIMIT; i++, parts++) {
                NumberItem room;
                hash = hash_leaf(hash, omni__number_item(vector, i, &room));
            }
        } else if (omni_is_vector(value)) {
            const Vector *vector = (const Vector *)value;
            uint32_t i = vector->length < PART_LIMIT ? vector->length : PART_LIMIT;
            hash = mix(mix(hash, OMNI_TAG_VECTOR), vector->length);
            while (i > 0) {
                omni__work_push(&open, vector->items[--i]);
            }
        } else if (omni_is_any_struct(value)) {
            const Struct *object = (const Struct *)value;
            uint32_t i = object->type->field_count;
            hash = mix(hash, OMNI_TAG_STRUCT);
            while (i > 0) {
                i--;
                if (object->type->fields[i].kind == OMNI_FIELD_VALUE) {
                    omni__work_push(&open, omni__field_value(object, i));
                } else {
                    hash = mix(hash, omni__field_bits(object, i));
                }
            }
        } else {
            hash = hash_leaf(hash, value);
        }
    }
    omni__work_end(&open);
    return hash;
}

/* --- finding ------------------------------------------------------------------------------------------------------------- */

static uint32_t *hashes_of(const Dict *dict)
{
    return (uint32_t *)(void *)(dict->entries + (size_t)dict->capacity * 2);
}

static uint32_t *slots_of(const Dict *dict)
{
    return hashes_of(dict) + dict->capacity;
}

static const Dict *as_dict(const Obj *value, const char *where)
{
    if (OMNI_UNLIKELY(!omni_is_dict(value))) {
        omni_panic_type("a dict", value, where);
    }
    return (const Dict *)value;
}

/* The value of the key, or NULL. */
static Obj **find(const Dict *dict, const Obj *key, uint32_t hash)
{
    uint32_t mask = dict->capacity * 2 - 1;
    uint32_t at = hash & mask;
    if (dict->capacity == 0) {
        return NULL;
    }
    for (; slots_of(dict)[at] != 0; at = (at + 1) & mask) {
        uint32_t entry = slots_of(dict)[at] - 1;
        Obj **pair = dict->entries + (size_t)entry * 2;
        if (hashes_of(dict)[entry] == hash && pair[0] != OMNI__REMOVED && omni_is_equal(pair[0], key)) {
            return &pair[1];
        }
    }
    return NULL;
}

Obj **omni__dict_find(const Dict *dict, const Obj *key)
{
    return find(dict, key, omni_hash(key));
}

Obj *omni_dict_ref(const Obj *dict, const Obj *key, const char *where)
{
    Obj **value = omni__dict_find(as_dict(dict, where), key);
    if (value == NULL) {
        omni_panic_value(OMNI_ERROR_VALUE, "the dict has no such key", key, where);
    }
    return *value;
}

Obj *omni_dict_ref_or(const Obj *dict, const Obj *key, Obj *otherwise, const char *where)
{
    Obj **value = omni__dict_find(as_dict(dict, where), key);
    return value != NULL ? *value : otherwise;
}

bool omni_dict_has(const Obj *dict, const Obj *key, const char *where)
{
    return omni__dict_find(as_dict(dict, where), key) != NULL;
}

int64_t omni_dict_count(const Obj *dict, const char *where)
{
    return (int64_t)as_dict(dict, where)->count;
}

/* --- changing ------------------------------------------------------------------------------------------------------------ */

Obj *omni_make_dict(Region *dest)
{
    Dict *dict = (Dict *)omni_region_object(dest, sizeof(Dict), OMNI_TAG_DICT);
    dict->entries = NULL;
    dict->count = 0;
    dict->used = 0;
    dict->capacity = 0;
    dict->unused = 0;
    return &dict->header;
}

static void add_to_index(Dict *dict, uint32_t entry, uint32_t hash)
{
    uint32_t mask = dict->capacity * 2 - 1;
    uint32_t at = hash & mask;
    while (slots_of(dict)[at] != 0) {
        at = (at + 1) & mask;
    }
    slots_of(dict)[at] = entry + 1;
    hashes_of(dict)[entry] = hash;
}

/* Moves the `used` entries of `entries` with `hashes` together, which may be the dict's own, and makes the index anew. */
static void settle(Dict *dict, Obj **entries, const uint32_t *hashes)
{
    uint32_t used = dict->used;
    uint32_t i;
    memset(slots_of(dict), 0, (size_t)dict->capacity * 2 * sizeof(uint32_t));
    dict->used = 0;
    for (i = 0; i < used; i++) {
        if (entries[(size_t)i * 2] != OMNI__REMOVED) {
            dict->entries[(size_t)dict->used * 2] = entries[(size_t)i * 2];
            dict->entries[(size_t)dict->used * 2 + 1] = entries[(size_t)i * 2 + 1];
            add_to_index(dict, dict->used, hashes[i]);
            dict->used++;
        }
    }
}

/* Makes room for one more entry. */
static void make_room(Dict *dict, const char *where)
{
    Region *region;
    Obj **before = dict->entries;
    const uint32_t *hashes = before != NULL ? hashes_of(dict) : NULL;
    uint32_t capacity = dict->capacity;
    if (dict->used < capacity) {
        return;
    }
    if (dict->used - dict->count > capacity / 4) {
        settle(dict, before, hashes);
        return;
    }
    region = region_of(&dict->header);
    dict->capacity = capacity == 0 ? 4 : (uint32_t)omni__check_length((int64_t)capacity * 2, "dict", where);
    dict->entries = (Obj **)omni__buffer_alloc(region, omni__dict_bytes(dict->capacity));
    settle(dict, before, hashes);
    if (before != NULL) {
        omni__buffer_free(region, before, omni__dict_bytes(capacity));
    }
}

void omni_dict_set(Obj *dict, Obj *key, Obj *value, const char *where)
{
    Dict *d = (Dict *)(uintptr_t)as_dict(dict, where);
    uint32_t hash = omni_hash(key);
    Obj **known = find(d, key, hash);
    if (known != NULL) {
        *known = value;
        return;
    }
    make_room(d, where);
    d->entries[(size_t)d->used * 2] = key;
    d->entries[(size_t)d->used * 2 + 1] = value;
    add_to_index(d, d->used, hash);
    d->used++;
    d->count++;
}

void omni_dict_remove(Obj *dict, const Obj *key, const char *where)
{
    Dict *d = (Dict *)(uintptr_t)as_dict(dict, where);
    Obj **value = omni__dict_find(d, key);
    if (value != NULL) {
        value[-1] = OMNI__REMOVED;
        value[0] = OMNI__REMOVED;
        d->count--;
    }
}

/* --- walking ------------------------------------------------------------------------------------------------------------- */

int64_t omni_dict_places(const Obj *dict, const char *where)
{
    return (int64_t)as_dict(dict, where)->used;
}

bool omni_dict_is_place(const Obj *dict, int64_t place, const char *where)
{
    const Dict *d = as_dict(dict, where);
    return place >= 0 && place < (int64_t)d->used && d->entries[place * 2] != OMNI__REMOVED;
}

static Obj **entry_at(const Obj *dict, int64_t place, const char *where)
{
    if (!omni_dict_is_place(dict, place, where)) {
        omni__panic_position(place, "the entries of a dict", (int64_t)((const Dict *)dict)->used, where);
    }
    return ((const Dict *)dict)->entries + place * 2;
}

Obj *omni_dict_key_at(const Obj *dict, int64_t place, const char *where)
{
    return entry_at(dict, place, where)[0];
}

Obj *omni_dict_value_at(const Obj *dict, int64_t place, const char *where)
{
    return entry_at(dict, place, where)[1];
}
