/* values.h: several results of one function. One value is itself; none is OMNI_NO_VALUES; more are a Values. */
#ifndef OMNI_VALUES_H
#define OMNI_VALUES_H

#include "omni/error.h"
#include "omni/region.h"
#include "omni/value.h"

OMNI_BEGIN_C

static inline Obj *mk_values_region(Region *region, Obj *first, Obj *rest)
{
    Values *values = (Values *)omni_region_object(region, sizeof(Values), OMNI_TAG_VALUES);
    values->first = first;
    values->rest = rest;
    return &values->header;
}

/* Makes a Values of a C object of the caller's block. */
static inline Obj *mk_values_stack(Values *storage, Obj *first, Obj *rest)
{
    omni_set_header(&storage->header, OMNI_TAG_VALUES, OMNI_STORAGE_STACK, 0);
    storage->first = first;
    storage->rest = rest;
    OMNI_COUNT(stack_objects, 1);
    return &storage->header;
}

static inline Obj *omni_no_values(void) { return OMNI_NO_VALUES; }
static inline bool omni_is_no_values(const Obj *value) { return value == OMNI_NO_VALUES; }

/* Of a Values; what it is is not checked. */
static inline Obj *omni_values_first(const Obj *values) { return ((const Values *)values)->first; }
static inline Obj *omni_values_rest(const Obj *values) { return ((const Values *)values)->rest; }

/* Panics unless `values` stands for `wanted` values, or for so many at least. */
void omni_check_values(const Obj *values, int64_t wanted, const char *where);
void omni_check_values_min(const Obj *values, int64_t wanted, const char *where);

OMNI_END_C

#endif
