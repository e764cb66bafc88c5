/* port_posix.c: the port for machines with an operating system. */
#if !defined(_POSIX_C_SOURCE)
#define _POSIX_C_SOURCE 200809L
#endif

#include "omni/port.h"

#if OMNI_PORT_STATIC
typedef int omni_another_port_is_used;
#else

#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

/* Half of the machine's memory, or what OMNI_MEMORY_LIMIT says in bytes: a program that grows without end is told so before
 * the system has to kill somebody. Where neither is known, malloc decides. */
static size_t memory_limit(void)
{
    static size_t limit;
    if (limit == 0) {
#if defined(OMNI_MEMORY_LIMIT)
        limit = OMNI_MEMORY_LIMIT;
#elif defined(_SC_PHYS_PAGES)
        long pages = sysconf(_SC_PHYS_PAGES);
        long page = sysconf(_SC_PAGESIZE);
        bool known = pages > 0 && page > 0 && (size_t)pages <= SIZE_MAX / (size_t)page;
        limit = known ? (size_t)pages * (size_t)page / 2 : SIZE_MAX;
#else
        limit = SIZE_MAX;
#endif
    }
    return limit;
}

static size_t bytes_in_use;

static bool is_within_limit(size_t bytes)
{
    return bytes <= memory_limit() - bytes_in_use;
}

static void *counted(void *block, size_t bytes)
{
    bytes_in_use += block != NULL ? bytes : 0;
    return block;
}

void *omni_port_allocate(size_t bytes)
{
    return is_within_limit(bytes) ? counted(malloc(bytes), bytes) : NULL;
}

/* Pages that the system gives are 0 already, and become memory when they are first touched. */
void *omni_port_allocate_zeroed(size_t bytes)
{
    return is_within_limit(bytes) ? counted(calloc(1, bytes), bytes) : NULL;
}

void omni_port_free(void *block, size_t bytes)
{
    bytes_in_use -= bytes;
    free(block);
}

bool omni_port_write(int stream, const char *bytes, size_t count)
{
    while (count > 0) {
        ssize_t written = write(stream, bytes, count);
        if (written < 0) {
            if (errno == EINTR) {
                continue;
            }
            return false;
        }
        bytes += written;
        count -= (size_t)written;
    }
    return true;
}

size_t omni_port_read(char *buffer, size_t capacity)
{
    return omni_port_read_file(STDIN_FILENO, buffer, capacity);
}

int omni_port_open(const char *path, bool for_output)
{
    int file;
    do {
        file = for_output ? open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666) : open(path, O_RDONLY);
    } while (file < 0 && errno == EINTR);
    return file;
}

size_t omni_port_read_file(int file, char *buffer, size_t capacity)
{
    ssize_t count;
    do {
        count = read(file, buffer, capacity);
    } while (count < 0 && errno == EINTR);
    return count < 0 ? 0 : (size_t)count;
}

bool omni_port_write_file(int file, const char *bytes, size_t count)
{
    return omni_port_write(file, bytes, count);
}

void omni_port_close(int file)
{
    (void)close(file);
}

bool omni_port_file_exists(const char *path)
{
    return access(path, F_OK) == 0;
}

bool omni_port_delete_file(const char *path)
{
    return unlink(path) == 0;
}

bool omni_port_is_terminal(int stream)
{
    static signed char known[3] = {-1, -1, -1};
    if (known[stream] < 0) {
        known[stream] = isatty(stream) ? 1 : 0;
    }
    return known[stream] == 1;
}

void omni_port_exit(int code)
{
    exit(code);
}

/* The end of the last string of a vector that lies on the stack, or `top`. The strings that the kernel puts above main's
 * frame count against the limit as well. */
static uintptr_t end_of_strings(char **strings, uintptr_t top, uintptr_t size)
{
    uintptr_t end = top;
    for (; strings != NULL && *strings != NULL; strings++) {
        uintptr_t at = (uintptr_t)*strings;
        if (at > end && at - top < size) {
            end = at + strlen(*strings) + 1;
        }
    }
    return end;
}

/* Where the kernel sets no limit. */
#define STACK_BYTES_WITHOUT_LIMIT ((uintptr_t)64 * 1024 * 1024)
/* Left for functions that do not check, for the panic itself, and for sanitizers. */
#define STACK_RESERVE_BYTES ((uintptr_t)256 * 1024)

/* What main's stack may grow to. The kernel looks at the limit when the stack grows, and keeps at least 128 MiB below it free
 * of other mappings, whatever the limit was at the start. */
#define STACK_BYTES_WANTED ((rlim_t)32 * 1024 * 1024)

/* Sanitizers ask for the limit once, at the start. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define STACK_STAYS 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(__linux__)
#define STACK_STAYS 1
#endif

static void raise_stack_limit(void)
{
#ifndef STACK_STAYS
    struct rlimit limit;
    if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur < STACK_BYTES_WANTED) {
        limit.rlim_cur = limit.rlim_max < STACK_BYTES_WANTED ? limit.rlim_max : STACK_BYTES_WANTED;
        (void)setrlimit(RLIMIT_STACK, &limit);
    }
#endif
}

uintptr_t omni_port_stack_limit(char **argv)
{
    uintptr_t top = omni_stack_pointer();
    uintptr_t size = STACK_BYTES_WITHOUT_LIMIT;
    uintptr_t reserve = STACK_RESERVE_BYTES;
    struct rlimit limit;
    raise_stack_limit();
    if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY && limit.rlim_cur < UINTPTR_MAX / 4) {
        size = (uintptr_t)limit.rlim_cur;
    }
    if (reserve > size / 4) {
        reserve = size / 4;
    }
    top = end_of_strings(argv, top, size);
    top = end_of_strings(environ, top, size);
    return top > size ? top - size + reserve : 0;
}

const char *omni_port_environment(const char *name)
{
    return getenv(name);
}

const char *omni_port_environment_entry(size_t index)
{
    size_t i = 0;
    while (i < index && environ[i] != NULL) {
        i++;
    }
    return environ[i];
}

int64_t omni_port_time_ms(void)
{
    struct timespec now;
    if (clock_gettime(CLOCK_REALTIME, &now) != 0) {
        return 0;
    }
    return (int64_t)now.tv_sec * 1000 + (int64_t)(now.tv_nsec / 1000000);
}

#endif
