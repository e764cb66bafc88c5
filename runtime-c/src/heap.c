/* heap.c: memory of objects that are freed one by one, and the death of structures.
 *
 * Under instruments a freed cell goes to the end of the queue and stays poisoned until it is needed again, so that a stale
 * reference is noticed for as long as possible.
 */
#include "internal.h"

#include <string.h>

OmniCell *omni__free_cells[OMNI_HEAP_MAX_CELL / 8 + 1];

/* It was exited, so that whoever makes another object in it is told. */
Region omni__no_region = {NULL, NULL, NULL, 0, 0, 0, true, false, false, NULL, NULL, 0, 0};

typedef struct Slab {
    struct Slab *next;
    size_t size; /* in bytes, this header included */
} Slab;

static Slab *slabs;
static char *cursor; /* the rest of the newest slab */
static char *limit;
static size_t next_slab_bytes = OMNI_CHUNK_BYTES;
static uint64_t live_objects;

#define WATCHED (OMNI_INSTRUMENTED || OMNI_CHECK_BALANCE)

#if WATCHED
static OmniCell *last_free_cells[OMNI_HEAP_MAX_CELL / 8 + 1];
#endif

uint64_t omni_live_objects(void)
{
    return live_objects;
}

static char *cut_cell(size_t bytes)
{
    char *at;
    if ((size_t)(limit - cursor) < bytes) {
        size_t size = next_slab_bytes < sizeof(Slab) + OMNI_HEAP_MAX_CELL ? sizeof(Slab) + OMNI_HEAP_MAX_CELL
                                                                        : next_slab_bytes;
        Slab *slab = (Slab *)omni_port_allocate(size);
        if (slab == NULL) {
            omni__panic_no_memory(size);
        }
        slab->next = slabs;
        slab->size = size;
        slabs = slab;
        cursor = (char *)slab + ((sizeof(Slab) + 7u) & ~(size_t)7u);
        limit = (char *)slab + size;
        omni__poison(cursor, (size_t)(limit - cursor));
        if (next_slab_bytes < OMNI_CHUNK_MAX_BYTES) {
            next_slab_bytes *= 2;
        }
    }
    at = cursor;
    cursor += bytes;
    return at;
}

static void count_object(size_t bytes)
{
    omni__count_allocation(bytes);
#if WATCHED
    live_objects++;
#endif
#if OMNI_ACCOUNTING
    omni_stats.heap_objects++;
    omni_stats.live_bytes += bytes;
    if (omni_stats.live_bytes > omni_stats.peak_live_bytes) {
        omni_stats.peak_live_bytes = omni_stats.live_bytes;
    }
#endif
}

static void *own_block(void *block, size_t bytes)
{
    if (block == NULL) {
        omni__panic_no_memory(bytes);
    }
    return block;
}

void *omni__heap_alloc_zeroed(size_t bytes)
{
    if (bytes <= OMNI_HEAP_MAX_CELL) {
        return memset(omni__heap_alloc(bytes), 0, bytes);
    }
    count_object(bytes);
    return own_block(omni_port_allocate_zeroed(bytes), bytes);
}

void *omni__heap_alloc_slow(size_t bytes)
{
    size_t i = bytes / 8;
    void *at;
    count_object(bytes);
    if (bytes > OMNI_HEAP_MAX_CELL) {
        return own_block(omni_port_allocate(bytes), bytes);
    }
    if (omni__free_cells[i] == NULL) {
        at = cut_cell(bytes);
        omni__unpoison(at, bytes);
        return at;
    }
    at = omni__free_cells[i];
    omni__unpoison_cell(at, sizeof(OmniCell));
    omni__free_cells[i] = ((OmniCell *)at)->next;
    omni__unpoison(at, bytes);
    return at;
}

void omni__heap_free_slow(void *at, size_t bytes)
{
#if WATCHED
    size_t i = bytes / 8;
    live_objects--;
#endif
#if OMNI_ACCOUNTING
    omni_stats.heap_freed++;
    omni_stats.live_bytes -= bytes;
#endif
    if (bytes > OMNI_HEAP_MAX_CELL) {
        omni_port_free(at, bytes);
        return;
    }
#if WATCHED
    omni__poison(at, bytes);
    omni__unpoison(at, sizeof(OmniCell));
    ((OmniCell *)at)->next = NULL;
    omni__poison_cell(at, sizeof(OmniCell));
    if (omni__free_cells[i] == NULL) {
        omni__free_cells[i] = (OmniCell *)at;
    } else {
        omni__unpoison(last_free_cells[i], sizeof(OmniCell));
        last_free_cells[i]->next = (OmniCell *)at;
        omni__poison_cell(last_free_cells[i], sizeof(OmniCell));
    }
    last_free_cells[i] = (OmniCell *)at;
#endif
}

/* --- death ------------------------------------------------------------------------------------------------------------ */

/* Dead objects that are not taken apart yet form a list through their own headers: the word and the three bytes in front of
 * it hold the address of the next one, divided by 8. The tag stays, and says where the fields are. */
static void set_link(Obj *object, const Obj *next)
{
    uint64_t link = (uint64_t)((uintptr_t)next >> 3);
    object->word = (uint32_t)link;
    object->storage = (uint8_t)(link >> 32);
    object->flags = (uint8_t)(link >> 40);
    object->aux = (uint8_t)(link >> 48);
}

static Obj *link_of(const Obj *object)
{
    uint64_t link = (uint64_t)object->word | (uint64_t)object->storage << 32 | (uint64_t)object->flags << 40 |
                    (uint64_t)object->aux << 48;
    return (Obj *)((uintptr_t)link << 3);
}

/* One reference less to `value`. Gives what to free next: `value` when it dies, and then `next` waits in the list; a number holds
 * nothing, and is freed here. */
static Obj *give_up(Obj *value, Obj *next, Obj **dead)
{
    if (!omni_is_in_heap(value) || --value->word != 0) {
        return next;
    }
    if (value->tag == OMNI_TAG_FLOAT || value->tag == OMNI_TAG_INT) {
        omni__heap_free(value, sizeof(FloatBox));
        return next;
    }
    if (next != NULL) {
        set_link(next, *dead);
        *dead = next;
    }
    return value;
}

/* Gives up what a dead object holds. Gives one of the objects that die so; others are put into the list. */
static Obj *give_up_parts(Obj *object, Obj **dead)
{
    Obj *next = NULL;
    switch (object->tag) {
    case OMNI_TAG_PAIR:
    case OMNI_TAG_VALUES:
        next = give_up(((Pair *)object)->car, next, dead);
        return give_up(((Pair *)object)->cdr, next, dead);
    case OMNI_TAG_STRUCT: {
        const Struct *record = (const Struct *)object;
        uint32_t i;
        for (i = 0; i < record->type->field_count; i++) {
            if (record->type->fields[i].kind == OMNI_FIELD_VALUE) {
                next = give_up(omni__field_value(record, i), next, dead);
            }
        }
        return next;
    }
    case OMNI_TAG_STRING: omni__forget_text(object); return NULL;
    case OMNI_TAG_VECTOR: {
        const Vector *vector = (const Vector *)object;
        uint32_t i;
        for (i = 0; i < vector->length; i++) {
            next = give_up(vector->items[i], next, dead);
        }
        if (vector->capacity > 0) {
            omni__heap_free(vector->items, (size_t)vector->capacity * sizeof *vector->items);
        }
        return next;
    }
    case OMNI_TAG_INT_VECTOR:
    case OMNI_TAG_FLOAT_VECTOR: {
        const NumberVector *vector = (const NumberVector *)object;
        if (vector->capacity > 0) {
            omni__heap_free(vector->items.ints, (size_t)vector->capacity * OMNI_NUMBER_BYTES);
        }
        return NULL;
    }
    default: return NULL; /* boxes and bytes hold nothing */
    }
}

void omni__free_dead(Obj *object)
{
    Obj *dead = NULL; /* but for the one in hand */
    for (;;) {
        Obj *next = give_up_parts(object, &dead);
        omni__heap_free(object, omni__heap_size(object));
        if (next == NULL) {
            if (dead == NULL) {
                return;
            }
            next = dead;
            dead = link_of(next);
        }
        object = next;
    }
}

/* --- end of the program ------------------------------------------------------------------------------------------------ */

void omni__heap_end(void)
{
    while (slabs != NULL) {
        Slab *next = slabs->next;
        omni__unpoison(slabs, slabs->size);
        omni_port_free(slabs, slabs->size);
        slabs = next;
    }
    memset(omni__free_cells, 0, sizeof omni__free_cells);
    cursor = limit = NULL;
    next_slab_bytes = OMNI_CHUNK_BYTES;
}
