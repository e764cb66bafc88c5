/* poison.c: tells the tools that watch memory what nobody may touch.
 *
 * Without this, an arena hides every use after free from AddressSanitizer and Valgrind: to them a chunk is one block that is
 * in use. A stress build without such a tool overwrites the bytes instead, so that stale data is at least not believed.
 */
#include "internal.h"

#if OMNI_ASAN || OMNI_VALGRIND || OMNI_STRESS

#if OMNI_VALGRIND
#include <valgrind/memcheck.h>
#endif

#if OMNI_ASAN
void __asan_poison_memory_region(void const volatile *at, size_t bytes);
void __asan_unpoison_memory_region(void const volatile *at, size_t bytes);
#endif

#if OMNI_STRESS
#include <string.h>

/* Read as an object this has no known tag, read as a value it is a reference to nowhere. */
#define STALE_BYTE 0xDC
#endif

void omni__poison(void *at, size_t bytes)
{
#if OMNI_STRESS
    omni__unpoison(at, bytes);
    memset(at, STALE_BYTE, bytes);
#endif
#if OMNI_ASAN
    __asan_poison_memory_region(at, bytes);
#elif OMNI_VALGRIND
    VALGRIND_MAKE_MEM_NOACCESS(at, bytes);
#endif
}

void omni__poison_cell(void *at, size_t bytes)
{
#if OMNI_ASAN
    __asan_poison_memory_region(at, bytes);
#elif OMNI_VALGRIND
    VALGRIND_MAKE_MEM_NOACCESS(at, bytes);
#else
    (void)at;
    (void)bytes;
#endif
}

void omni__unpoison_cell(void *at, size_t bytes)
{
#if OMNI_ASAN
    __asan_unpoison_memory_region(at, bytes);
#elif OMNI_VALGRIND
    VALGRIND_MAKE_MEM_DEFINED(at, bytes);
#else
    (void)at;
    (void)bytes;
#endif
}

void omni__unpoison(void *at, size_t bytes)
{
#if OMNI_ASAN
    __asan_unpoison_memory_region(at, bytes);
#elif OMNI_VALGRIND
    VALGRIND_MAKE_MEM_UNDEFINED(at, bytes);
#else
    (void)at;
    (void)bytes;
#endif
}

#else
typedef int omni_nothing_to_poison; /* C wants a declaration in each file */
#endif
