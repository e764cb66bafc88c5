/* port_static.c: a port that takes all storage from a static pool. Only standard C, no malloc; a firmware replaces the functions
 * for input and output by its own.
 *
 * The pool is a list of blocks in the order of their addresses; each has a header. Allocation takes the first free block that
 * is large enough and splits it; a block that is freed merges with free neighbours.
 */
#include "omni/port.h"

#if !OMNI_PORT_STATIC
typedef int omni_another_port_is_used_here;
#else

#include "internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* bytes + sizeof(Block) is the distance to the next block's header. */
typedef struct Block {
    uint32_t bytes;  /* of storage behind this header, a multiple of 8 */
    uint32_t taken;  /* 1: in use */
} Block;

#define POOL_WORDS (OMNI_POOL_BYTES / 8)

static uint64_t pool[POOL_WORDS];
static bool pool_is_ready;

static Block *block_at(size_t offset)
{
    return (Block *)(void *)((char *)pool + offset);
}

static size_t after(size_t offset)
{
    return offset + sizeof(Block) + block_at(offset)->bytes;
}

void *omni_port_allocate(size_t bytes)
{
    size_t rounded = (bytes + 7u) & ~(size_t)7u;
    size_t at;
    if (!pool_is_ready) {
        block_at(0)->bytes = (uint32_t)(sizeof pool - sizeof(Block));
        block_at(0)->taken = 0;
        pool_is_ready = true;
    }
    if (rounded < bytes) {
        return NULL;
    }
    for (at = 0; at < sizeof pool; at = after(at)) {
        Block *block = block_at(at);
        if (block->taken != 0 || block->bytes < rounded) {
            continue;
        }
        if (block->bytes - rounded >= sizeof(Block) + 8) {
            Block *rest = block_at(at + sizeof(Block) + rounded);
            rest->bytes = (uint32_t)(block->bytes - rounded - sizeof(Block));
            rest->taken = 0;
            block->bytes = (uint32_t)rounded;
        }
        block->taken = 1;
        return block + 1;
    }
    return NULL;
}

void *omni_port_allocate_zeroed(size_t bytes)
{
    void *block = omni_port_allocate(bytes);
    return block != NULL ? memset(block, 0, bytes) : NULL;
}

void omni_port_free(void *storage, size_t bytes)
{
    size_t at;
    (void)bytes;
    ((Block *)storage - 1)->taken = 0;
    for (at = 0; at < sizeof pool; at = after(at)) {
        Block *block = block_at(at);
        while (block->taken == 0 && after(at) < sizeof pool && block_at(after(at))->taken == 0) {
            block->bytes += (uint32_t)sizeof(Block) + block_at(after(at))->bytes;
        }
    }
}

bool omni_port_write(int stream, const char *bytes, size_t count)
{
    FILE *file = stream == OMNI_STREAM_OUTPUT ? stdout : stderr;
    static bool is_unbuffered;
    if (!is_unbuffered) { /* stdio's buffer would come from malloc */
        (void)setvbuf(stdout, NULL, _IONBF, 0);
        is_unbuffered = true;
    }
    return fwrite(bytes, 1, count, file) == count;
}

size_t omni_port_read(char *buffer, size_t capacity)
{
    size_t count = 0;
    static bool is_unbuffered;
    if (!is_unbuffered) {
        (void)setvbuf(stdin, NULL, _IONBF, 0);
        is_unbuffered = true;
    }
    while (count < capacity) {
        int c = getchar();
        if (c == EOF) {
            break;
        }
        buffer[count++] = (char)c;
        if (c == '\n') {
            break;
        }
    }
    return count;
}

/* There are no files. */
int omni_port_open(const char *path, bool for_output)
{
    (void)path, (void)for_output;
    return 0;
}

size_t omni_port_read_file(int file, char *buffer, size_t capacity)
{
    (void)file, (void)buffer, (void)capacity;
    return 0;
}

bool omni_port_write_file(int file, const char *bytes, size_t count)
{
    (void)file, (void)bytes, (void)count;
    return false;
}

void omni_port_close(int file)
{
    (void)file;
}

bool omni_port_file_exists(const char *path)
{
    (void)path;
    return false;
}

bool omni_port_delete_file(const char *path)
{
    (void)path;
    return false;
}

bool omni_port_is_terminal(int stream)
{
    (void)stream;
    return true;
}

void omni_port_exit(int code)
{
    exit(code);
}

uintptr_t omni_port_stack_limit(char **argv)
{
    (void)argv;
#ifdef OMNI_STACK_BYTES
    return omni_stack_pointer() - (uintptr_t)OMNI_STACK_BYTES;
#else
    return 0;
#endif
}

const char *omni_port_environment(const char *name)
{
    return getenv(name);
}

const char *omni_port_environment_entry(size_t index)
{
    (void)index;
    return NULL;
}

int64_t omni_port_time_ms(void)
{
    return (int64_t)clock() * 1000 / (int64_t)CLOCKS_PER_SEC;
}

#endif
