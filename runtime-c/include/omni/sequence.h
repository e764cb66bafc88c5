/* sequence.h: what `for` walks over when it is not known to be a list or a vector. A place in a sequence is a rest and an index:
 * the tail of a list, or a position in a vector or dict. */
#ifndef OMNI_SEQUENCE_H
#define OMNI_SEQUENCE_H

#include "omni/region.h"
#include "omni/value.h"

OMNI_BEGIN_C

static inline Obj *omni_sequence(Obj *value)
{
    return value;
}

/* A string or bytes as a list; other values as they are. */
Obj *omni_sequence_of(Region *dest, Obj *value);
bool omni_sequence_done(const Obj *rest, int64_t index, const char *where);
/* An element of a list or vector, or a key of a dict. */
Obj *omni_sequence_item(const Obj *rest, int64_t index, const char *where);
Obj *omni_sequence_rest(Obj *rest);
/* The index that comes after `index`, which is -1 in front of the first. */
int64_t omni_sequence_next(const Obj *rest, int64_t index);

OMNI_END_C

#endif
