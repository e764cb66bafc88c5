/* equal.h: sameness.
 *
 * Numbers have no identity: eq? compares them as eqv? does, so that it makes no difference whether a number is boxed. Two Floats
 * are the same when their bits are (0.0 is not -0.0), or both are a NaN.
 */
#ifndef OMNI_EQUAL_H
#define OMNI_EQUAL_H

#include "omni/value.h"

OMNI_BEGIN_C

/* Of values at two addresses: numbers, or what a raise has copied. */
bool omni__is_same(const Obj *a, const Obj *b);

/* May it be the same as what lies at another address? */
static inline bool omni__may_be_elsewhere(const Obj *value)
{
    return omni_is_object(value) &&
           (value->tag == OMNI_TAG_FLOAT || value->tag == OMNI_TAG_INT || (value->flags & OMNI_FLAG_COPY) != 0);
}

static inline bool omni_is_eqv(const Obj *a, const Obj *b)
{
    return a == b || ((omni__may_be_elsewhere(a) || omni__may_be_elsewhere(b)) && omni__is_same(a, b));
}

static inline bool omni_is_eq(const Obj *a, const Obj *b)
{
    return omni_is_eqv(a, b);
}

/* Same structure: pairs by their fields, vectors and bytes by their items, structs of one type by their
 * fields, dicts by the values of their keys in any order, strings
 * by their text, all else by eqv?. Constant stack, but for dicts in keys of dicts; cyclic values are compared, too. */
bool omni_is_equal(const Obj *a, const Obj *b);

OMNI_END_C

#endif
