/* chunk.h: what region.c needs of chunk.c. */
#ifndef OMNI_CHUNK_H
#define OMNI_CHUNK_H

#include "internal.h"

/* Headers are padded, so that objects behind them start at a multiple of 8. */
#define CHUNK_BYTES ((sizeof(OmniChunk) + 7u) & ~(size_t)7u)
#define REGION_BYTES ((sizeof(Region) + 7u) & ~(size_t)7u)
/* The first chunk must hold a Region and some objects. */
#define HEADER_BYTES (CHUNK_BYTES + REGION_BYTES)
#define FIRST_CHUNK_BYTES \
    (OMNI_CHUNK_BYTES >= 2 * HEADER_BYTES ? (size_t)OMNI_CHUNK_BYTES : HEADER_BYTES + (size_t)OMNI_CHUNK_BYTES)

/* Where the bytes behind the header begin. */
static inline char *omni__payload(OmniChunk *chunk)
{
    return (char *)chunk + CHUNK_BYTES;
}

/* A chunk of `size` bytes, header included, whose payload is poisoned, and all 0 if `zeroed`. */
OmniChunk *omni__take_chunk(size_t size, bool zeroed);
/* Keeps the chunk for the next region, or gives it back to the machine. */
void omni__release_chunk(OmniChunk *chunk);
/* Gives all chunks that are kept back to the machine. */
void omni__drop_free_chunks(void);

#endif
