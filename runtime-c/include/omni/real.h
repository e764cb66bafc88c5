/* real.h: Float, where C's operators and <math.h> do not say what OmniLisp means. */
#ifndef OMNI_REAL_H
#define OMNI_REAL_H

#include <math.h>

#include "omni/region.h"
#include "omni/value.h"

OMNI_BEGIN_C

static inline Obj *mk_float_region(Region *region, double value)
{
    FloatBox *box = (FloatBox *)omni_region_object(region, sizeof(FloatBox), OMNI_TAG_FLOAT);
    box->value = value;
    return &box->header;
}

/* Makes a Float of a C object of the caller's block. */
static inline Obj *mk_float_stack(FloatBox *storage, double value)
{
    omni_set_header(&storage->header, OMNI_TAG_FLOAT, OMNI_STORAGE_STACK, 0);
    storage->value = value;
    OMNI_COUNT(stack_objects, 1);
    return &storage->header;
}

static inline double omni_float_neg(double a) { return -a; }

/* Halves go to the even neighbour. */
static inline double omni_float_round(double a) { return nearbyint(a); }

/* A NaN wins. */
static inline double omni_float_min(double a, double b) { return (isnan(a) || a < b) ? a : b; }
static inline double omni_float_max(double a, double b) { return (isnan(a) || a > b) ? a : b; }

/* The Int with the same value; panics when there is none. */
int64_t omni_float_to_int(double a, const char *where);

/* Integer division of Floats; panic when an operand is not an integer or the second is zero. */
/* Panic for what is no whole number. */
bool omni_float_is_even(double a, const char *where);
bool omni_float_is_odd(double a, const char *where);
double omni_float_quotient(double a, double b, const char *where);
double omni_float_remainder(double a, double b, const char *where);
double omni_float_modulo(double a, double b, const char *where);

/* The sign of a - b, or 2 when b is a NaN. */
int omni__int_float_order(int64_t a, double b);

/* 2^53: up to here every Int is a Float. */
#define OMNI__EXACT_FLOATS INT64_C(9007199254740992)

static inline bool omni__is_exact_float(int64_t a) { return a <= OMNI__EXACT_FLOATS && a >= -OMNI__EXACT_FLOATS; }

/* An Int with a Float, exactly: the Int is not rounded. */
static inline bool omni_int_eq_float(int64_t a, double b)
{
    return omni__is_exact_float(a) ? (double)a == b : omni__int_float_order(a, b) == 0;
}

static inline bool omni_int_lt_float(int64_t a, double b)
{
    return omni__is_exact_float(a) ? (double)a < b : omni__int_float_order(a, b) < 0;
}

static inline bool omni_int_gt_float(int64_t a, double b)
{
    return omni__is_exact_float(a) ? (double)a > b : omni__int_float_order(a, b) == 1;
}

static inline bool omni_int_le_float(int64_t a, double b)
{
    return omni__is_exact_float(a) ? (double)a <= b : omni__int_float_order(a, b) <= 0;
}

static inline bool omni_int_ge_float(int64_t a, double b)
{
    return omni__is_exact_float(a) ? (double)a >= b : !isnan(b) && omni__int_float_order(a, b) >= 0;
}

/* Enough for any Float: sign, 17 digits, point, exponent, NUL. */
#define OMNI_FLOAT_TEXT_BYTES 32

/* The shortest decimal text that reads back as `a`; it always has a point or is "+inf.0", "-inf.0", "+nan.0": 0.001, 1.0e-4,
 * 1000000.0, 1.0e7. Without an exponent while that takes few zeros, as in Guile. Returns the length. */
size_t omni_float_text(double a, char buffer[OMNI_FLOAT_TEXT_BYTES]);

OMNI_END_C

#endif
