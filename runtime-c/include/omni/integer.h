/* integer.h: Int, 64 bits in two's complement, with overflow as an error (or wrapping around with OMNI_OVERFLOW_WRAP). */
#ifndef OMNI_INTEGER_H
#define OMNI_INTEGER_H

#include "omni/error.h"
#include "omni/region.h"
#include "omni/value.h"

OMNI_BEGIN_C

Obj *omni__box_int(Region *region, int64_t value);

/* The value of an Int; allocates only when it does not fit a fixnum. */
static inline Obj *mk_int_region(Region *region, int64_t value)
{
    return omni_fits_fixnum(value) ? OMNI_FIX(value) : omni__box_int(region, value);
}

static inline Obj *mk_int_stack(IntBox *storage, int64_t value)
{
    if (omni_fits_fixnum(value)) {
        return OMNI_FIX(value);
    }
    omni_set_header(&storage->header, OMNI_TAG_INT, OMNI_STORAGE_STACK, 0);
    storage->value = value;
    OMNI_COUNT(stack_objects, 1);
    return &storage->header;
}

/* "(+ 9223372036854775807 1) does not fit in an Int"; neg and abs have one operand. */
OMNI_NORETURN void omni__panic_overflow(const char *operation, int64_t a, int64_t b, const char *where);
OMNI_NORETURN void omni__panic_overflow_one(const char *operation, int64_t a, const char *where);
/* "(quotient 5 0)". */
OMNI_NORETURN void omni__panic_zero_division(const char *operation, int64_t a, const char *where);

/* True when the exact result does not fit; *result is then the result modulo 2^64. */
#if defined(__GNUC__) && (__GNUC__ >= 5 || defined(__clang__))
#define OMNI_ADD_OVERFLOWS(a, b, result) __builtin_add_overflow((a), (b), (result))
#define OMNI_SUB_OVERFLOWS(a, b, result) __builtin_sub_overflow((a), (b), (result))
#define OMNI_MUL_OVERFLOWS(a, b, result) __builtin_mul_overflow((a), (b), (result))
#else
#define OMNI_ADD_OVERFLOWS(a, b, result) omni__add_overflows((a), (b), (result))
#define OMNI_SUB_OVERFLOWS(a, b, result) omni__sub_overflows((a), (b), (result))
#define OMNI_MUL_OVERFLOWS(a, b, result) omni__mul_overflows((a), (b), (result))
#endif

static inline bool omni__add_overflows(int64_t a, int64_t b, int64_t *result)
{
    *result = (int64_t)((uint64_t)a + (uint64_t)b);
    return (b >= 0) ? a > INT64_MAX - b : a < INT64_MIN - b;
}

static inline bool omni__sub_overflows(int64_t a, int64_t b, int64_t *result)
{
    *result = (int64_t)((uint64_t)a - (uint64_t)b);
    return (b >= 0) ? a < INT64_MIN + b : a > INT64_MAX + b;
}

static inline bool omni__mul_overflows(int64_t a, int64_t b, int64_t *result)
{
    *result = (int64_t)((uint64_t)a * (uint64_t)b);
    if (a == 0 || b == 0) {
        return false;
    }
    if (a > 0) {
        return b > 0 ? a > INT64_MAX / b : b < INT64_MIN / a;
    }
    return b > 0 ? a < INT64_MIN / b : b < INT64_MAX / a;
}

static inline int64_t omni_int_add(int64_t a, int64_t b, const char *where)
{
    int64_t sum;
    if (OMNI_UNLIKELY(OMNI_ADD_OVERFLOWS(a, b, &sum)) && !OMNI_OVERFLOW_WRAP) {
        omni__panic_overflow("+", a, b, where);
    }
    return sum;
}

static inline int64_t omni_int_sub(int64_t a, int64_t b, const char *where)
{
    int64_t difference;
    if (OMNI_UNLIKELY(OMNI_SUB_OVERFLOWS(a, b, &difference)) && !OMNI_OVERFLOW_WRAP) {
        omni__panic_overflow("-", a, b, where);
    }
    return difference;
}

static inline int64_t omni_int_mul(int64_t a, int64_t b, const char *where)
{
    int64_t product;
    if (OMNI_UNLIKELY(OMNI_MUL_OVERFLOWS(a, b, &product)) && !OMNI_OVERFLOW_WRAP) {
        omni__panic_overflow("*", a, b, where);
    }
    return product;
}

static inline int64_t omni_int_neg(int64_t a, const char *where)
{
    if (OMNI_UNLIKELY(a == INT64_MIN)) {
        if (!OMNI_OVERFLOW_WRAP) {
            omni__panic_overflow_one("-", a, where);
        }
        return a;
    }
    return -a;
}

static inline int64_t omni_int_abs(int64_t a, const char *where)
{
    if (OMNI_UNLIKELY(a == INT64_MIN)) {
        if (!OMNI_OVERFLOW_WRAP) {
            omni__panic_overflow_one("abs", a, where);
        }
        return a;
    }
    return a < 0 ? -a : a;
}

/* Rounds towards zero. */
static inline int64_t omni_int_quotient(int64_t a, int64_t b, const char *where)
{
    if (OMNI_UNLIKELY(b == 0)) {
        omni__panic_zero_division("quotient", a, where);
    }
    if (OMNI_UNLIKELY(b == -1)) {
        return omni_int_neg(a, where);
    }
    return a / b;
}

/* Has the sign of `a`. */
static inline int64_t omni_int_remainder(int64_t a, int64_t b, const char *where)
{
    if (OMNI_UNLIKELY(b == 0)) {
        omni__panic_zero_division("remainder", a, where);
    }
    return b == -1 ? 0 : a % b;
}

/* Has the sign of `b`. */
static inline int64_t omni_int_modulo(int64_t a, int64_t b, const char *where)
{
    int64_t rest;
    if (OMNI_UNLIKELY(b == 0)) {
        omni__panic_zero_division("modulo", a, where);
    }
    rest = b == -1 ? 0 : a % b;
    return (rest != 0 && (rest < 0) != (b < 0)) ? rest + b : rest;
}

/* a times 2^count, checked; a negative count shifts to the other side. */
int64_t omni_int_shift_left(int64_t a, int64_t count, const char *where);
/* floor(a / 2^count); a negative count shifts to the other side. */
int64_t omni_int_shift_right(int64_t a, int64_t count, const char *where);
/* a to the power of `exponent`, which must not be negative; checked. */
int64_t omni_int_expt(int64_t a, int64_t exponent, const char *where);

static inline int64_t omni_int_min(int64_t a, int64_t b) { return a < b ? a : b; }
static inline int64_t omni_int_max(int64_t a, int64_t b) { return a > b ? a : b; }
static inline bool omni_int_is_even(int64_t a) { return ((uint64_t)a & 1u) == 0; }
static inline bool omni_int_is_odd(int64_t a) { return ((uint64_t)a & 1u) != 0; }

OMNI_END_C

#endif
