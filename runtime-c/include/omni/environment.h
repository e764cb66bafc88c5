/* environment.h: variables of the environment, where the machine has them (port.h). */
#ifndef OMNI_ENVIRONMENT_H
#define OMNI_ENVIRONMENT_H

#include "omni/region.h"
#include "omni/value.h"

OMNI_BEGIN_C

/* The value as a string, or false. */
Obj *omni_environment_get(Region *dest, const Obj *name, const char *where);
/* Number `index` of the variables as the string NAME=VALUE; false after the last one. */
Obj *omni_environment_entry(Region *dest, int64_t index);

OMNI_END_C

#endif
