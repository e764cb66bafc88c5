/* chunk.c: the chunks that regions are made of, and those that wait for the next region.
 *
 * Invariant: the free list holds chunks of the sizes OMNI_CHUNK_BYTES << class, at most OMNI_FREE_LIST_BYTES together. It is not
 * used under OMNI_STRESS, so that the allocator of the machine sees each chunk go.
 */
#include "chunk.h"

#define CLASS_COUNT 8

static OmniChunk *free_chunks[CLASS_COUNT];
static size_t free_bytes;

void omni__panic_no_memory(size_t bytes)
{
    char message[64];
    char digits[OMNI_INT_TEXT_BYTES];
    Sink sink = {message, sizeof message - 1, 0, false};
    omni__put_cstr(&sink, "no memory for ");
    omni__put(&sink, digits, omni__int_text((int64_t)bytes, 10, digits));
    omni__put_cstr(&sink, " bytes");
    message[sink.used] = '\0';
    omni_panic(OMNI_ERROR_OUT_OF_MEMORY, message, NULL);
}

/* The class of chunks of this size, or CLASS_COUNT for sizes that are not kept. */
static unsigned class_of(size_t size)
{
    unsigned i;
    for (i = 0; i < CLASS_COUNT; i++) {
        if (size == FIRST_CHUNK_BYTES << i) {
            return OMNI_STRESS ? CLASS_COUNT : i;
        }
    }
    return CLASS_COUNT;
}

OmniChunk *omni__take_chunk(size_t size, bool zeroed)
{
    unsigned i = class_of(size);
    OmniChunk *chunk;
    if (!zeroed && i < CLASS_COUNT && free_chunks[i] != NULL) {
        chunk = free_chunks[i];
        free_chunks[i] = chunk->next;
        free_bytes -= size;
        return chunk;
    }
    chunk = (OmniChunk *)(zeroed ? omni_port_allocate_zeroed(size) : omni_port_allocate(size));
    if (chunk == NULL) {
        omni__panic_no_memory(size);
    }
    chunk->size = size;
    omni__poison(omni__payload(chunk), size - CHUNK_BYTES);
    return chunk;
}

void omni__release_chunk(OmniChunk *chunk)
{
    size_t size = chunk->size;
    unsigned i = class_of(size);
    omni__poison(omni__payload(chunk), size - CHUNK_BYTES);
    if (i < CLASS_COUNT && free_bytes + size <= OMNI_FREE_LIST_BYTES) {
        chunk->next = free_chunks[i];
        free_chunks[i] = chunk;
        free_bytes += size;
        return;
    }
    omni__unpoison(chunk, size);
    omni_port_free(chunk, size);
}

void omni__drop_free_chunks(void)
{
    unsigned i;
    for (i = 0; i < CLASS_COUNT; i++) {
        while (free_chunks[i] != NULL) {
            OmniChunk *chunk = free_chunks[i];
            free_chunks[i] = chunk->next;
            omni__unpoison(chunk, chunk->size);
            omni_port_free(chunk, chunk->size);
        }
    }
    free_bytes = 0;
}
