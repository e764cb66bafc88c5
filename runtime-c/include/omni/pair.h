/* pair.h: pairs and lists. */
#ifndef OMNI_PAIR_H
#define OMNI_PAIR_H

#include "omni/error.h"
#include "omni/region.h"
#include "omni/value.h"

OMNI_BEGIN_C

static inline Obj *mk_pair_region(Region *region, Obj *car, Obj *cdr)
{
    Pair *pair = (Pair *)omni_region_object(region, sizeof(Pair), OMNI_TAG_PAIR);
    pair->car = car;
    pair->cdr = cdr;
    return &pair->header;
}

/* Makes a pair of a C object of the caller's block. */
static inline Obj *mk_pair_stack(Pair *storage, Obj *car, Obj *cdr)
{
    omni_set_header(&storage->header, OMNI_TAG_PAIR, OMNI_STORAGE_STACK, 0);
    storage->car = car;
    storage->cdr = cdr;
    OMNI_COUNT(stack_objects, 1);
    return &storage->header;
}

static inline Obj *omni_car(const Obj *pair, const char *where)
{
    if (OMNI_UNLIKELY(!omni_is_pair(pair))) {
        omni_panic_type("a pair", pair, where);
    }
    return omni_pair_car(pair);
}

static inline Obj *omni_cdr(const Obj *pair, const char *where)
{
    if (OMNI_UNLIKELY(!omni_is_pair(pair))) {
        omni_panic_type("a pair", pair, where);
    }
    return omni_pair_cdr(pair);
}

/* Panic when `pair` is a constant. */
void omni_set_car(Obj *pair, Obj *value, const char *where);
void omni_set_cdr(Obj *pair, Obj *value, const char *where);
/* Of a pair in the heap, which owns what it holds: give that back. */
Obj *omni_replace_car(Obj *pair, Obj *value, const char *where);
Obj *omni_replace_cdr(Obj *pair, Obj *value, const char *where);

/* Of a pair that the compiler made and nobody else has seen. */
static inline void omni_pair_set_cdr(Obj *pair, Obj *value) { ((Pair *)pair)->cdr = value; }

/* Is it a chain of pairs that ends in the empty list? Cyclic chains are not. */
bool omni_is_list(const Obj *value);
/* For patterns: does the value begin with so many pairs; is it a list of just so many elements? */
bool omni_has_pairs(const Obj *value, int64_t count);
bool omni_is_list_of(const Obj *value, int64_t count);
/* The number of elements; panics unless omni_is_list. */
int64_t omni_length(const Obj *list, const char *where);
/* The arguments from position `first` on, as a list: what a rest parameter is bound to. */
Obj *omni_rest_list(Region *region, int argc, Obj *const *args, int first);

OMNI_END_C

#endif
