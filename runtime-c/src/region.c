/* region.c: regions and their numbers, and the objects in them. Their chunks come from chunk.c.
 *
 * Invariants
 *   - A Region lies in its first chunk and is valid until that chunk is released, which happens last. The first chunk of a region
 *     that is `in_frame` belongs to a C frame: it is forgotten instead.
 *   - table[number] is the region with that number while it exists; other places form a list of free numbers, each holding the next
 *     free number, tagged with a low bit of 1 so that it is never taken for a region. Number 0 is never given out.
 *   - The regions that are alive form a list by age, from `youngest` on. A guard remembers the youngest one at its begin.
 *   - With poisoning, exactly the chunk headers, Regions and allocated objects may be touched.
 */
#include "chunk.h"

#include <string.h>

#define FIRST_TABLE_SIZE 64

/* omnic counts on it when it gives a region a buffer of exactly the size of its objects. */
typedef char omni__own_bytes_suffice[HEADER_BYTES <= OMNI_SCRATCH_OWN_BYTES ? 1 : -1];

Region *omni_global;
OmniStats omni_stats;

static Region *first_table[FIRST_TABLE_SIZE];
static Region **table = first_table;
static uint32_t table_size = FIRST_TABLE_SIZE;
static uint32_t next_unused_number = 1;  /* numbers from here on were never given out */
static uint32_t free_number;             /* head of the list of free numbers; 0: none */
static uint32_t live_regions;
static Region *youngest;

/* --- numbers ------------------------------------------------------------------------------------------------------- */

static void grow_table(void)
{
    uint32_t size = table_size * 2;
    Region **bigger = (Region **)omni_port_allocate(size * sizeof *bigger);
    if (bigger == NULL) {
        omni__panic_no_memory(size * sizeof *bigger);
    }
    memcpy(bigger, table, table_size * sizeof *table);
    if (table != first_table) {
        omni_port_free(table, table_size * sizeof *table);
    }
    table = bigger;
    table_size = size;
}

static uint32_t take_number(Region *region)
{
    uint32_t number = free_number;
    if (number != 0) {
        free_number = (uint32_t)((uintptr_t)table[number] >> 1);
    } else {
        number = next_unused_number;
        if (number == table_size) {
            grow_table();
        }
        next_unused_number++;
    }
    table[number] = region;
    return number;
}

static void release_number(uint32_t number)
{
    table[number] = (Region *)(((uintptr_t)free_number << 1) | 1u);
    free_number = number;
}

/* --- red zones, OMNI_STRESS ---------------------------------------------------------------------------------------- */

#if OMNI_STRESS
/* | size, FRONT | object | REAR, REAR |: each word 32 bits, so that the object keeps its alignment. */
#define ZONE_BYTES 8
#define FRONT 0x0DD5EED5u
#define REAR 0x5EED0DD5u

static void *enclose(char *at, size_t bytes)
{
    uint32_t front[2];
    uint32_t rear[2] = {REAR, REAR};
    front[0] = (uint32_t)bytes;
    front[1] = FRONT;
    omni__unpoison(at, bytes + 2 * ZONE_BYTES);
    memcpy(at, front, ZONE_BYTES);
    memcpy(at + ZONE_BYTES + bytes, rear, ZONE_BYTES);
#if OMNI_ASAN || OMNI_VALGRIND
    omni__poison(at, ZONE_BYTES);
    omni__poison(at + ZONE_BYTES + bytes, ZONE_BYTES);
#endif
    return at + ZONE_BYTES;
}

/* Panics when somebody wrote between the objects from `at` to `limit`. */
static void check_zones(char *at, char *limit)
{
    omni__unpoison(at, (size_t)(limit - at));
    while ((size_t)(limit - at) >= 2 * ZONE_BYTES) {
        uint32_t front[2];
        uint32_t rear[2];
        memcpy(front, at, ZONE_BYTES);
        if (front[1] != FRONT) {
            break;
        }
        memcpy(rear, at + ZONE_BYTES + front[0], ZONE_BYTES);
        if (rear[0] != REAR || rear[1] != REAR) {
            omni_panic(OMNI_ERROR_INTERNAL, "something wrote past the end of an object", NULL);
        }
        at += front[0] + 2 * ZONE_BYTES;
    }
}

static long allocations_until_failure;

void omni__fail_allocation(long nth)
{
    allocations_until_failure = nth;
}

void omni__count_allocation(size_t bytes)
{
    if (allocations_until_failure > 0 && --allocations_until_failure == 0) {
        omni__panic_no_memory(bytes);
    }
}
#else
#define ZONE_BYTES 0
#endif

/* --- life of a region ------------------------------------------------------------------------------------------------ */

static OmniChunk *first_chunk(Region *region)
{
    return (OmniChunk *)(void *)((char *)region - CHUNK_BYTES);
}

/* Where the objects of a chunk begin. */
static char *objects(Region *region, OmniChunk *chunk)
{
    return omni__payload(chunk) + (chunk == first_chunk(region) ? REGION_BYTES : 0);
}

/* A region whose first chunk, with its size filled in, is `chunk`. */
static Region *begin_region(OmniChunk *chunk, bool in_frame)
{
    Region *region = (Region *)(void *)omni__payload(chunk);
    omni__unpoison(region, sizeof *region);
    chunk->next = NULL;
    chunk->prev = NULL;
    region->cursor = (char *)region + REGION_BYTES;
    region->limit = (char *)chunk + chunk->size;
    region->chunks = chunk;
    region->next_size = FIRST_CHUNK_BYTES;
    region->number = take_number(region);
    region->holds = 0;
    region->exited = false;
    region->given = false;
    region->in_frame = in_frame;
    region->older = youngest;
    region->younger = NULL;
    if (youngest != NULL) {
        youngest->younger = region;
    }
    youngest = region;
    region->object_count = 0;
    region->byte_count = 0;
    live_regions++;
    OMNI_COUNT(regions_created, 1);
    return region;
}

Region *region_create(void)
{
    return begin_region(omni__take_chunk(FIRST_CHUNK_BYTES, false), false);
}

Region *stack_alloc_region(void *buffer, size_t bytes)
{
    OmniChunk *chunk = (OmniChunk *)buffer;
    if (bytes < OMNI_SCRATCH_MIN_BYTES) {
        omni_panic(OMNI_ERROR_INTERNAL, "a scratch buffer is too small", NULL);
    }
    /* Under OMNI_STRESS as small as any chunk, so that programs leave it. */
    chunk->size = OMNI_STRESS && bytes > FIRST_CHUNK_BYTES ? FIRST_CHUNK_BYTES : bytes & ~(size_t)7u;
    omni__poison(omni__payload(chunk), chunk->size - CHUNK_BYTES);
    OMNI_COUNT(scratch_regions, 1);
    return begin_region(chunk, true);
}

/* Releases all chunks but the first. */
static void release_later_chunks(Region *region)
{
    OmniChunk *first = first_chunk(region);
    OmniChunk *chunk = region->chunks;
    omni__forget_text_places();
    omni__forget_identities(region->number);
    while (chunk != NULL) {
        OmniChunk *next = chunk->next;
#if OMNI_STRESS
        check_zones(objects(region, chunk), (char *)chunk + chunk->size);
#endif
        if (chunk != first) {
            omni__release_chunk(chunk);
        }
        chunk = next;
    }
    OMNI_COUNT(live_bytes, (uint64_t)0 - region->byte_count);
}

static void destroy(Region *region)
{
    release_later_chunks(region);
    release_number(region->number);
    if (region->older != NULL) {
        region->older->younger = region->younger;
    }
    if (region->younger != NULL) {
        region->younger->older = region->older;
    } else {
        youngest = region->older;
    }
    live_regions--;
    OMNI_COUNT(regions_freed, 1);
    if (region->in_frame) {
        OmniChunk *chunk = first_chunk(region);
        omni__unpoison(omni__payload(chunk), chunk->size - CHUNK_BYTES);
        return;
    }
    omni__release_chunk(first_chunk(region));
}

void region_exit(Region *region)
{
    if (region->exited) {
        omni_panic(OMNI_ERROR_INTERNAL, "a region is exited twice", NULL);
    }
    region->exited = true;
    if (region->holds == 0) {
        destroy(region);
    }
}

Region *omni__youngest_region(void)
{
    return youngest;
}

void omni__end_younger_regions(const Region *mark, const Region *kept)
{
    Region *region = youngest;
    while (region != mark) {
        Region *older = region->older;
        if (region != kept && !region->exited && !region->given) {
            region_exit(region);
        }
        region = older;
    }
}

void omni__end_regions_of_calls(void)
{
    while (youngest != omni_global) {
        youngest->exited = true;
        destroy(youngest);
    }
}

void region_destroy_if_dead(Region *region)
{
    if (region->exited && region->holds == 0) {
        destroy(region);
    }
}

void region_reset(Region *region)
{
    OmniChunk *first = first_chunk(region);
    if (region->exited || region->holds != 0) {
        omni_panic(OMNI_ERROR_INTERNAL, "a region is reset that was exited or is held", NULL);
    }
    release_later_chunks(region);
    OMNI_COUNT(regions_reset, 1);
    first->next = NULL;
    first->prev = NULL;
    region->chunks = first;
    region->cursor = objects(region, first);
    region->limit = (char *)first + first->size;
    region->object_count = 0;
    region->byte_count = 0;
    omni__poison(region->cursor, (size_t)(region->limit - region->cursor));
}

void region_retain(Region *region)
{
    if (region->in_frame) {
        omni_panic(OMNI_ERROR_INTERNAL, "a region in a C frame is retained", NULL);
    }
    region->holds++;
}

void region_release(Region *region)
{
    if (region->holds == 0) {
        omni_panic(OMNI_ERROR_INTERNAL, "a region is released more often than retained", NULL);
    }
    region->holds--;
    region_destroy_if_dead(region);
}

void region_tether_start(Region *region)
{
    region->holds++;
}

void region_tether_end(Region *region)
{
    region_release(region);
}

Region *region_of(const Obj *container)
{
    if (!omni_is_object(container) || container->storage == OMNI_STORAGE_STATIC) {
        return omni_global;
    }
    if (container->storage != OMNI_STORAGE_REGION) {
        omni_panic_value(OMNI_ERROR_INTERNAL, "not in a region", container, NULL);
    }
    return table[container->word];
}

uint32_t omni_live_regions(void)
{
    return live_regions;
}

/* --- allocation ------------------------------------------------------------------------------------------------------- */

/* A chunk behind the newest one, so that the newest one goes on being filled. */
static char *allocate_large(Region *region, size_t bytes, bool zeroed)
{
    OmniChunk *chunk = omni__take_chunk(CHUNK_BYTES + bytes, zeroed);
    chunk->next = region->chunks->next;
    chunk->prev = region->chunks;
    if (chunk->next != NULL) {
        chunk->next->prev = chunk;
    }
    region->chunks->next = chunk;
    return omni__payload(chunk);
}

static char *allocate(Region *region, size_t bytes)
{
    char *at;
    if ((size_t)(region->limit - region->cursor) < bytes) {
        OmniChunk *chunk;
        if (bytes > region->next_size / 4) {
            return allocate_large(region, bytes, false);
        }
        if (region->next_size < OMNI_CHUNK_MAX_BYTES) {
            region->next_size *= 2;
        }
        chunk = omni__take_chunk(region->next_size, false);
        chunk->next = region->chunks;
        chunk->prev = NULL;
        region->chunks->prev = chunk;
        region->chunks = chunk;
        region->cursor = omni__payload(chunk);
        region->limit = (char *)chunk + chunk->size;
    }
    at = region->cursor;
    region->cursor = at + bytes;
    return at;
}

typedef enum Place {
    IN_ANY_CHUNK,
    IN_OWN_CHUNK,
    IN_OWN_ZEROED_CHUNK
} Place;

static void *allocate_checked(Region *region, size_t bytes, Place place)
{
    char *at;
    /* Far from where the sums below could wrap around. */
    if (bytes > SIZE_MAX / 4) {
        omni__panic_no_memory(bytes);
    }
    if (region->exited) {
        omni_panic(OMNI_ERROR_INTERNAL, "an object is made in a region that was exited", NULL);
    }
    omni__count_allocation(bytes);
    at = place == IN_ANY_CHUNK ? allocate(region, bytes + 2 * ZONE_BYTES)
                               : allocate_large(region, bytes + 2 * ZONE_BYTES, place == IN_OWN_ZEROED_CHUNK);
#if OMNI_ACCOUNTING
    region->object_count++;
    region->byte_count += bytes;
    omni_stats.objects_allocated++;
    omni_stats.bytes_allocated += bytes;
    omni_stats.live_bytes += bytes;
    if (omni_stats.live_bytes > omni_stats.peak_live_bytes) {
        omni_stats.peak_live_bytes = omni_stats.live_bytes;
    }
#endif
#if OMNI_STRESS
    return enclose(at, bytes);
#else
    omni__unpoison(at, bytes);
    return at;
#endif
}

void *omni__region_alloc_slow(Region *region, size_t bytes)
{
    return allocate_checked(region, bytes, IN_ANY_CHUNK);
}

static size_t rounded(size_t bytes)
{
    return (bytes + 7u) & ~(size_t)7u;
}

void *omni__buffer_alloc(Region *region, size_t bytes)
{
    if (region == omni_heap) {
        return omni__heap_alloc(rounded(bytes));
    }
    if (bytes < OMNI_LARGE_BUFFER_BYTES) {
        return omni_region_alloc(region, bytes);
    }
    return allocate_checked(region, rounded(bytes), IN_OWN_CHUNK);
}

void *omni__zeroed_alloc(Region *region, size_t bytes)
{
    void *at;
    if (region == omni_heap) {
        return omni__heap_alloc_zeroed(rounded(bytes));
    }
    if (bytes < OMNI_LARGE_BUFFER_BYTES) {
        return memset(omni_region_alloc(region, bytes), 0, bytes);
    }
    at = allocate_checked(region, rounded(bytes), IN_OWN_ZEROED_CHUNK);
    return OMNI_INSTRUMENTED ? memset(at, 0, bytes) : at; /* the poison of a new chunk may have overwritten it */
}

void omni__buffer_free(Region *region, void *buffer, size_t bytes)
{
    OmniChunk *chunk;
    if (region == omni_heap) {
        omni__heap_free(buffer, rounded(bytes));
        return;
    }
    if (bytes < OMNI_LARGE_BUFFER_BYTES) {
        omni__poison(buffer, rounded(bytes));
        return;
    }
    chunk = (OmniChunk *)(void *)((char *)buffer - ZONE_BYTES - CHUNK_BYTES);
#if OMNI_STRESS
    check_zones(omni__payload(chunk), (char *)chunk + chunk->size);
#endif
    chunk->prev->next = chunk->next; /* a large object's chunk is never the newest one */
    if (chunk->next != NULL) {
        chunk->next->prev = chunk->prev;
    }
#if OMNI_ACCOUNTING
    region->object_count--;
    region->byte_count -= rounded(bytes);
    omni_stats.live_bytes -= rounded(bytes);
#else
    (void)region;
#endif
    omni__release_chunk(chunk);
}

/* --- begin and end of the program --------------------------------------------------------------------------------------- */

void omni__regions_begin(void)
{
    memset(&omni_stats, 0, sizeof omni_stats);
    omni_global = region_create();
}

void omni__regions_end(void)
{
    region_exit(omni_global);
    omni_global = NULL;
    omni__drop_free_chunks();
    if (table != first_table && live_regions == 0) {
        omni_port_free(table, table_size * sizeof *table);
        table = first_table;
        table_size = FIRST_TABLE_SIZE;
    }
    if (live_regions == 0) {
        next_unused_number = 1;
        free_number = 0;
    }
}
