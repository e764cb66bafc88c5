/* config.h: options of the runtime and what it wants from a compiler.
 *
 * Give options as -D on the command line of every file of a program, because some change the layout of data.
 *
 *   OMNI_CHUNK_BYTES       size of a region's first chunk                              512
 *   OMNI_CHUNK_MAX_BYTES   chunks of a region double up to this size                  65536
 *   OMNI_FREE_LIST_BYTES   exited chunks kept for the next region, in bytes         1048576
 *   OMNI_ACCOUNTING        1: count regions, objects and bytes (omni_stats)               0
 *   OMNI_CHECK_BALANCE     1: a region that is live at shutdown fails the program         0
 *   OMNI_VALGRIND          1: tell Valgrind what is allocated (needs its headers)         0
 *   OMNI_STRESS            1: 64-byte chunks, red zones, poison, OMNI_FAIL_NTH,
 *                             accounting and the balance check                            0
 *   OMNI_OVERFLOW_WRAP     1: Int arithmetic wraps around instead of failing              0
 *   OMNI_NO_STACK_CHECK    1: recursive functions do not look at the stack limit          0
 *   OMNI_PORT_STATIC       1: chunks come from a static pool, malloc is never called      0
 *   OMNI_POOL_BYTES        size of that pool                                          65536
 *   OMNI_STACK_BYTES       stack that a program may use under OMNI_PORT_STATIC        (none)
 */
#ifndef OMNI_CONFIG_H
#define OMNI_CONFIG_H

#ifndef OMNI_STRESS
#define OMNI_STRESS 0
#endif

#if OMNI_STRESS
#undef OMNI_ACCOUNTING
#undef OMNI_CHECK_BALANCE
#undef OMNI_CHUNK_BYTES
#undef OMNI_CHUNK_MAX_BYTES
#define OMNI_ACCOUNTING 1
#define OMNI_CHECK_BALANCE 1
#define OMNI_CHUNK_BYTES 64
#define OMNI_CHUNK_MAX_BYTES 64
#endif

#ifndef OMNI_ACCOUNTING
#define OMNI_ACCOUNTING 0
#endif
#ifndef OMNI_CHECK_BALANCE
#define OMNI_CHECK_BALANCE 0
#endif
#ifndef OMNI_VALGRIND
#define OMNI_VALGRIND 0
#endif
#ifndef OMNI_OVERFLOW_WRAP
#define OMNI_OVERFLOW_WRAP 0
#endif
#ifndef OMNI_NO_STACK_CHECK
#define OMNI_NO_STACK_CHECK 0
#endif
#ifndef OMNI_PORT_STATIC
#define OMNI_PORT_STATIC 0
#endif
#ifndef OMNI_CHUNK_BYTES
#define OMNI_CHUNK_BYTES 512
#endif
#ifndef OMNI_CHUNK_MAX_BYTES
#define OMNI_CHUNK_MAX_BYTES 65536
#endif
#ifndef OMNI_FREE_LIST_BYTES
#define OMNI_FREE_LIST_BYTES 1048576
#endif
#ifndef OMNI_POOL_BYTES
#define OMNI_POOL_BYTES 65536
#endif

/* Is AddressSanitizer on? gcc says so with a macro, clang with a feature test. */
#if defined(__SANITIZE_ADDRESS__)
#define OMNI_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define OMNI_ASAN 1
#endif
#endif
#ifndef OMNI_ASAN
#define OMNI_ASAN 0
#endif

/* Allocation leaves the inline path when somebody watches each object. */
#define OMNI_INSTRUMENTED (OMNI_ASAN || OMNI_VALGRIND || OMNI_STRESS || OMNI_ACCOUNTING)

#if defined(__GNUC__)
#define OMNI_NORETURN __attribute__((noreturn, cold))
#define OMNI_UNLIKELY(condition) (__builtin_expect((condition) ? 1 : 0, 0) != 0)
#else
#define OMNI_NORETURN
#define OMNI_UNLIKELY(condition) (condition)
#endif

#if defined(__cplusplus)
#define OMNI_BEGIN_C extern "C" {
#define OMNI_END_C }
#else
#define OMNI_BEGIN_C
#define OMNI_END_C
#endif

#endif
