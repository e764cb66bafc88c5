/* error.h: what happens when a program does something that it must not.
 *
 * All errors end in omni_panic, unless a `guard` of the program catches them (raise.h).
 *
 * `where` is the place in the source ("sum-list+3: (car xs)"), or NULL when none is known.
 * The default handler flushes the output, prints
 *
 *     omni: type error: wanted a pair, got 42
 *       at sum-list+3: (car xs)
 *
 * to the error stream and leaves the program with exit code 1. Firmware installs its own handler; a handler that
 * returns gets the default.
 */
#ifndef OMNI_ERROR_H
#define OMNI_ERROR_H

#include "omni/config.h"
#include "omni/value.h"

OMNI_BEGIN_C

typedef enum OmniErrorCode {
    OMNI_ERROR_TYPE,            /* a value of another kind was wanted */
    OMNI_ERROR_INDEX,           /* a position outside of a string or list */
    OMNI_ERROR_OVERFLOW,        /* a result that does not fit in an Int */
    OMNI_ERROR_DIVIDE_BY_ZERO,
    OMNI_ERROR_ARITY,           /* wrong number of arguments */
    OMNI_ERROR_NOT_A_FUNCTION,
    OMNI_ERROR_VALUE,           /* the right kind, but not a value that the operation takes */
    OMNI_ERROR_CONSTANT,        /* a change of a constant */
    OMNI_ERROR_NO_CLAUSE,       /* no clause of a match or case applies */
    OMNI_ERROR_USER,            /* (error ...) */
    OMNI_ERROR_ASSERT,          /* (assert ...) */
    OMNI_ERROR_FILE,            /* a file that cannot be opened, written or deleted */
    OMNI_ERROR_READ,            /* text that is no datum */
    OMNI_ERROR_RAISE,           /* (raise ...) of another value, which nobody caught */
    OMNI_ERROR_HANDLER,         /* a handler returned from what cannot be continued */
    OMNI_ERROR_EXIT,            /* a continuation that is over was called */
    OMNI_ERROR_OUT_OF_MEMORY,
    OMNI_ERROR_STACK,           /* recursion too deep for the stack */
    OMNI_ERROR_INTERNAL,        /* the emitted program breaks a rule of the runtime */
    OMNI_ERROR_COUNT
} OmniErrorCode;

typedef void (*OmniPanicHandler)(OmniErrorCode code, const char *message, const char *where);

/* Installs a handler and returns the one before; NULL stands for the default. */
OmniPanicHandler omni_set_panic_handler(OmniPanicHandler handler);

/* The name of an error: "type error". */
const char *omni_error_name(OmniErrorCode code);

OMNI_NORETURN void omni_panic(OmniErrorCode code, const char *message, const char *where);
/* "TEXT: VALUE", the value in its external representation, shortened when long. */
OMNI_NORETURN void omni_panic_value(OmniErrorCode code, const char *text, const Obj *value, const char *where);
/* "wanted WANTED, got VALUE". */
OMNI_NORETURN void omni_panic_type(const char *wanted, const Obj *value, const char *where);

/* The form (error message irritant ...); `irritants` is a list. */
OMNI_NORETURN void omni_error(const Obj *message, const Obj *irritants, const char *where);
OMNI_NORETURN void omni_assert_failed(const char *where);
/* No clause of a match fits the value. */
OMNI_NORETURN void omni_no_clause(const Obj *value, const char *where);
/* A function takes several numbers of arguments, but not this one. */
OMNI_NORETURN void omni_wrong_argument_count(int64_t count, const char *where);

/* Writes the external representation of `value` into `buffer`, NUL-terminated, with "..." where it was cut short.
 * Allocates nothing. Returns the length. */
size_t omni_describe(const Obj *value, char *buffer, size_t size);

/* --- stack -------------------------------------------------------------------------------------------------------- */

/* Lowest address that frames may reach; 0 before omni_init and where the port knows no limit. */
extern uintptr_t omni_stack_limit;

OMNI_NORETURN void omni_stack_exhausted(const char *where);

/* Where the stack ends now. An asm statement without inputs that is not volatile has no effect in the compiler's eyes:
 * a recursive function that only computes stays one whose calls may be merged and inlined several levels deep. (A
 * frame address forces a frame pointer, and the address of a local is on another stack under AddressSanitizer.) */
#if defined(__GNUC__)
static inline uintptr_t omni_stack_pointer(void)
{
#if defined(__x86_64__) && defined(__LP64__)
    uintptr_t pointer;
    __asm__("movq %%rsp, %0" : "=r"(pointer));
    return pointer;
#elif defined(__aarch64__) || defined(__arm__)
    uintptr_t pointer;
    __asm__("mov %0, sp" : "=r"(pointer));
    return pointer;
#elif defined(__riscv)
    uintptr_t pointer;
    __asm__("mv %0, sp" : "=r"(pointer));
    return pointer;
#else
    return (uintptr_t)__builtin_frame_address(0);
#endif
}
#else
uintptr_t omni_stack_pointer(void);
#endif

/* Stands at the head of functions that call themselves. */
#if OMNI_NO_STACK_CHECK
#define OMNI_STACK_CHECK(where) ((void)0)
#else
#define OMNI_STACK_CHECK(where)                                       \
    do {                                                              \
        if (OMNI_UNLIKELY(omni_stack_pointer() < omni_stack_limit)) { \
            omni_stack_exhausted(where);                              \
        }                                                             \
    } while (0)
#endif

/* --- reading a value whose kind must be checked ------------------------------------------------------------------- */

static inline int64_t omni_as_int(const Obj *value, const char *where)
{
    if (OMNI_UNLIKELY(!omni_is_int(value))) {
        omni_panic_type("an Int", value, where);
    }
    return omni_int_value(value);
}

static inline double omni_as_float(const Obj *value, const char *where)
{
    if (OMNI_UNLIKELY(!omni_is_float(value))) {
        omni_panic_type("a Float", value, where);
    }
    return omni_float_value(value);
}

static inline bool omni_as_bool(const Obj *value, const char *where)
{
    if (OMNI_UNLIKELY(!omni_is_bool(value))) {
        omni_panic_type("a Bool", value, where);
    }
    return omni_bool_value(value);
}

static inline uint32_t omni_as_char(const Obj *value, const char *where)
{
    if (OMNI_UNLIKELY(!omni_is_char(value))) {
        omni_panic_type("a Char", value, where);
    }
    return omni_char_value(value);
}

OMNI_END_C

#endif
