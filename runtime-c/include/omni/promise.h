/* promise.h: what `delay`, `delay-force` and `make-promise` make. */
#ifndef OMNI_PROMISE_H
#define OMNI_PROMISE_H

#include "omni/region.h"
#include "omni/value.h"

OMNI_BEGIN_C

/* What the content is. */
enum {
    OMNI_PROMISE_VALUE_OF,  /* a procedure that gives the value */
    OMNI_PROMISE_VALUE,     /* the value */
    OMNI_PROMISE_NEXT_OF,   /* a procedure that gives the promise whose value it is */
    OMNI_PROMISE_SAME_AS    /* the promise that holds the value, or how to get it */
};

static inline Obj *mk_promise_region(Region *region, Obj *content, int64_t state)
{
    Cell *promise = (Cell *)omni_region_object(region, sizeof(Cell), OMNI_TAG_PROMISE);
    promise->header.aux = (uint8_t)state;
    promise->content = content;
    return &promise->header;
}

static inline Obj *mk_promise_stack(Cell *storage, Obj *content, int64_t state)
{
    omni_set_header(&storage->header, OMNI_TAG_PROMISE, OMNI_STORAGE_STACK, 0);
    storage->header.aux = (uint8_t)state;
    storage->content = content;
    OMNI_COUNT(stack_objects, 1);
    return &storage->header;
}

/* State and content of the promise that this one is the same as. */
int64_t omni_promise_state(const Obj *promise, const char *where);
Obj *omni_promise_content(const Obj *promise, const char *where);
/* Of the same. */
void omni_promise_set(Obj *promise, Obj *content, int64_t state, const char *where);

OMNI_END_C

#endif
