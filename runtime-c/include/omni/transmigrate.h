/* transmigrate.h: moves an object graph out of a region that is about to end. */
#ifndef OMNI_TRANSMIGRATE_H
#define OMNI_TRANSMIGRATE_H

#include "omni/region.h"
#include "omni/value.h"

OMNI_BEGIN_C

/* Copies all objects of `src` that are reachable from `root` through objects of `src` into `dst` and returns the copy of `root`.
 * Sharing and cycles are kept. Objects elsewhere stay where they are, and are not looked into. Afterwards the objects of `src`
 * may no longer be read, except by another transmigrate from `src` into the same `dst`, which keeps what both share.
 * Takes time and memory in proportion to what it copies, and constant stack. */
Obj *transmigrate(Obj *root, Region *src, Region *dst);

/* For C that takes a value over (contract `own`): a copy with all that it reaches, in a region of its own, which C ends with
 * omni_disown. Constants and immediates are their own copy, and omni_disown leaves them alone. */
Obj *omni_own(const Obj *value);
void omni_disown(Obj *value);

OMNI_END_C

#endif
