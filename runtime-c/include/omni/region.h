/* region.h: regions, sets of objects that die together.
 *
 * A region is a chain of chunks that are filled from one end. `region_exit` says that its scope is over: the storage is freed at
 * once, or when the last retain or tether is given up. An object knows its region by the number in its header; numbers are used
 * again after the region is freed.
 *
 *   first chunk:  | OmniChunk | Region | object | object | ... free ... |
 *   next chunks:  | OmniChunk | object | object | ... free ...          |
 *
 * Objects larger than a quarter of a chunk get a chunk of their own, and so do the buffers of containers from
 * OMNI_LARGE_BUFFER_BYTES on: when a container grows, the chunk of its old buffer goes back at once.
 */
#ifndef OMNI_REGION_H
#define OMNI_REGION_H

#include "omni/config.h"
#include "omni/value.h"

OMNI_BEGIN_C

typedef struct OmniChunk {
    struct OmniChunk *next;  /* in the region or in the free list */
    struct OmniChunk *prev;  /* in the region; NULL in its newest chunk */
    size_t size;             /* in bytes, this header included */
} OmniChunk;

/* cursor <= limit, both in the newest chunk that is not a large object's. */
struct Region {
    char *cursor;           /* the next object goes here; a multiple of 8 */
    char *limit;            /* end of the chunk that is being filled */
    OmniChunk *chunks;      /* all chunks; the one being filled comes first */
    size_t next_size;       /* size of the next chunk */
    uint32_t number;        /* position in the table of regions, written into its objects' headers */
    uint32_t holds;         /* retains and tethers that keep the storage */
    bool exited;            /* the scope is over */
    bool given;             /* C has taken it over, and ends it: a raise does not */
    bool in_frame;          /* the first chunk lies in a C frame */
    Region *older;          /* the regions that are alive, by age; NULL at the ends */
    Region *younger;
    uint64_t object_count;  /* with OMNI_ACCOUNTING: objects in it */
    uint64_t byte_count;    /* with OMNI_ACCOUNTING: their bytes */
};

Region *region_create(void);
/* The same with its first chunk in `buffer`, which lies in the caller's frame and lives longer than the region:
 *
 *     OMNI_SCRATCH_STORAGE(512) temp_scratch;
 *     Region *temp_region = stack_alloc_region(&temp_scratch, sizeof temp_scratch);
 *
 * Nobody may retain it. */
Region *stack_alloc_region(void *buffer, size_t bytes);
#define OMNI_SCRATCH_STORAGE(bytes) union { char room[bytes]; uint64_t aligned; void *aligned_pointer; }
#define OMNI_SCRATCH_MIN_BYTES 256
/* What the region itself takes of its buffer, at most. */
#define OMNI_SCRATCH_OWN_BYTES 128
/* Ends the region's scope: no new objects. Frees its storage unless it is held. */
void region_exit(Region *region);
/* Frees the storage when the scope is over and nobody holds the region; otherwise does nothing. */
void region_destroy_if_dead(Region *region);
/* Frees all objects; the region is empty then, and goes on. Nobody may hold it. */
void region_reset(Region *region);

/* Keeps the storage alive after region_exit, until the matching release. */
void region_retain(Region *region);
void region_release(Region *region);
/* The same for the length of a borrow. */
void region_tether_start(Region *region);
void region_tether_end(Region *region);

/* The region that holds `container`; for constants and immediates, which are in none, the global region: it outlives
   whatever may point to them. Panics for objects of a C frame. */
Region *region_of(const Obj *container);

/* The region whose objects live until omni_shutdown. */
extern Region *omni_global;
static inline Region *omni_global_region(void)
{
    return omni_global;
}

/* Stands in place of a region where a string, bytes or a vector of numbers is made that is freed on its own: see heap.h.
   It holds nothing, and other objects cannot be made with it. */
extern Region omni__no_region;
#define omni_heap (&omni__no_region)

/* How many regions exist; the global one counts. */
uint32_t omni_live_regions(void);

/* --- allocation --------------------------------------------------------------------------------------------------- */

void *omni__region_alloc_slow(Region *region, size_t bytes);

/* `bytes` of storage in `region`, aligned to 8. Panics when there is no memory. */
static inline void *omni_region_alloc(Region *region, size_t bytes)
{
    size_t rounded = (bytes + 7u) & ~(size_t)7u;
#if !OMNI_INSTRUMENTED
    char *at = region->cursor;
    if (!OMNI_UNLIKELY((size_t)(region->limit - at) < rounded)) {
        region->cursor = at + rounded;
        return at;
    }
#endif
    return omni__region_alloc_slow(region, rounded);
}

/* The same for an object, with its header filled in. */
static inline Obj *omni_region_object(Region *region, size_t bytes, uint8_t tag)
{
    Obj *object = (Obj *)omni_region_alloc(region, bytes);
    omni_set_header(object, tag, OMNI_STORAGE_REGION, region->number);
    return object;
}

/* Buffers of containers, which the container gives back when it gets a larger one. Small ones stay where they are until the
 * region dies. */
#define OMNI_LARGE_BUFFER_BYTES 1024
void *omni__buffer_alloc(Region *region, size_t bytes);
/* The same, all bytes 0: a large one costs nothing until it is used, where the machine gives such memory. */
void *omni__zeroed_alloc(Region *region, size_t bytes);
void omni__buffer_free(Region *region, void *buffer, size_t bytes);

/* --- accounting --------------------------------------------------------------------------------------------------- */

typedef struct OmniStats {
    uint64_t regions_created;
    uint64_t regions_freed;
    uint64_t objects_allocated;      /* in regions */
    uint64_t bytes_allocated;        /* of these objects */
    uint64_t live_bytes;             /* of objects whose region is not freed */
    uint64_t peak_live_bytes;
    uint64_t transmigrated_objects;
    uint64_t transmigrated_bytes;
    uint64_t stack_objects;          /* objects made on the stack */
    uint64_t scratch_regions;        /* regions whose first chunk lies in a C frame; among the created ones */
    uint64_t regions_reset;
    uint64_t heap_objects;           /* cells taken for heap objects */
    uint64_t heap_freed;             /* cells given back */
    uint64_t cells_reused;           /* heap objects made in the memory of one that died */
} OmniStats;

/* Counts since omni_init; all zero without OMNI_ACCOUNTING. */
extern OmniStats omni_stats;

#if OMNI_ACCOUNTING
#define OMNI_COUNT(field, amount) ((void)(omni_stats.field += (amount)))
#else
#define OMNI_COUNT(field, amount) ((void)0)
#endif

OMNI_END_C

#endif
