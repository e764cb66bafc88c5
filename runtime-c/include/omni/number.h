/* number.h: arithmetic on values that are an Int or a Float, known only at run time.
 *
 * Two Ints give an Int (overflow is an error), anything with a Float gives a Float. Two exceptions: `/` on Ints that do not
 * divide gives a Float, and so do irrational roots and negative powers. Comparisons are exact, also between an Int and a Float.
 * A result is always built in `dest` (or immediate), never one of the operands.
 */
#ifndef OMNI_NUMBER_H
#define OMNI_NUMBER_H

#include "omni/integer.h"
#include "omni/real.h"
#include "omni/region.h"
#include "omni/value.h"

OMNI_BEGIN_C

Obj *omni__add_slow(Region *dest, const Obj *a, const Obj *b, const char *where);
Obj *omni__sub_slow(Region *dest, const Obj *a, const Obj *b, const char *where);
Obj *omni__mul_slow(Region *dest, const Obj *a, const Obj *b, const char *where);
/* The sign of a - b, or 2 when one is a NaN. */
int omni__compare_slow(const Obj *a, const Obj *b, const char *where);

static inline Obj *omni_add(Region *dest, const Obj *a, const Obj *b, const char *where)
{
    if (omni_are_fixnums(a, b)) {
        return mk_int_region(dest, omni_fixnum_value(a) + omni_fixnum_value(b));
    }
    return omni__add_slow(dest, a, b, where);
}

static inline Obj *omni_sub(Region *dest, const Obj *a, const Obj *b, const char *where)
{
    if (omni_are_fixnums(a, b)) {
        return mk_int_region(dest, omni_fixnum_value(a) - omni_fixnum_value(b));
    }
    return omni__sub_slow(dest, a, b, where);
}

static inline Obj *omni_mul(Region *dest, const Obj *a, const Obj *b, const char *where)
{
    if (omni_are_fixnums(a, b)) {
        return mk_int_region(dest, omni_int_mul(omni_fixnum_value(a), omni_fixnum_value(b), where));
    }
    return omni__mul_slow(dest, a, b, where);
}

Obj *omni_div(Region *dest, const Obj *a, const Obj *b, const char *where);
Obj *omni_quotient(Region *dest, const Obj *a, const Obj *b, const char *where);
Obj *omni_remainder(Region *dest, const Obj *a, const Obj *b, const char *where);
Obj *omni_modulo(Region *dest, const Obj *a, const Obj *b, const char *where);
Obj *omni_neg(Region *dest, const Obj *a, const char *where);
Obj *omni_abs(Region *dest, const Obj *a, const char *where);
Obj *omni_min(Region *dest, const Obj *a, const Obj *b, const char *where);
Obj *omni_max(Region *dest, const Obj *a, const Obj *b, const char *where);
Obj *omni_expt(Region *dest, const Obj *base, const Obj *exponent, const char *where);
/* An Int for the square of an Int; NaN for negative numbers. */
Obj *omni_sqrt(Region *dest, const Obj *a, const char *where);
Obj *omni_floor(Region *dest, const Obj *a, const char *where);
Obj *omni_ceiling(Region *dest, const Obj *a, const char *where);
Obj *omni_round(Region *dest, const Obj *a, const char *where);
Obj *omni_truncate(Region *dest, const Obj *a, const char *where);

/* The Int with the same value; panics when there is none. */
int64_t omni_exact(const Obj *a, const char *where);
/* The nearest Float. */
double omni_inexact(const Obj *a, const char *where);

static inline bool omni_num_eq(const Obj *a, const Obj *b, const char *where)
{
    return omni_are_fixnums(a, b) ? a == b : omni__compare_slow(a, b, where) == 0;
}

static inline bool omni_num_lt(const Obj *a, const Obj *b, const char *where)
{
    return omni_are_fixnums(a, b) ? (intptr_t)a < (intptr_t)b : omni__compare_slow(a, b, where) == -1;
}

static inline bool omni_num_gt(const Obj *a, const Obj *b, const char *where)
{
    return omni_are_fixnums(a, b) ? (intptr_t)a > (intptr_t)b : omni__compare_slow(a, b, where) == 1;
}

static inline bool omni_num_le(const Obj *a, const Obj *b, const char *where)
{
    return omni_are_fixnums(a, b) ? (intptr_t)a <= (intptr_t)b : omni__compare_slow(a, b, where) <= 0;
}

static inline bool omni_num_ge(const Obj *a, const Obj *b, const char *where)
{
    int order;
    if (omni_are_fixnums(a, b)) {
        return (intptr_t)a >= (intptr_t)b;
    }
    order = omni__compare_slow(a, b, where);
    return order == 0 || order == 1;
}

bool omni_is_zero(const Obj *a, const char *where);
/* Panic for a Float that is no whole number. */
bool omni_is_even(const Obj *a, const char *where);
bool omni_is_odd(const Obj *a, const char *where);
bool omni_is_positive(const Obj *a, const char *where);
bool omni_is_negative(const Obj *a, const char *where);
/* An Int, or a Float without a fraction. */
bool omni_is_integer(const Obj *a);

Obj *omni_number_to_string(Region *dest, const Obj *a, const char *where);
/* Radix 2 to 36; a Float only in radix 10. */
Obj *omni_number_to_string_radix(Region *dest, const Obj *a, int64_t radix, const char *where);
/* The number that the text denotes, or false. Prefixes #x #b #o #d change the radix. An integer too large for an Int gives false. */
Obj *omni_string_to_number(Region *dest, const Obj *string, const char *where);
Obj *omni_string_to_number_radix(Region *dest, const Obj *string, int64_t radix, const char *where);

OMNI_END_C

#endif
