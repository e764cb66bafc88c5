/* environment.c: variables of the environment. */
#include "internal.h"
#include "omni/environment.h"
#include "omni/port.h"

#include <string.h>

static Obj *string_or_false(Region *dest, const char *text)
{
    return text != NULL ? mk_string_region(dest, text, strlen(text)) : OMNI_FALSE;
}

Obj *omni_environment_get(Region *dest, const Obj *name, const char *where)
{
    return string_or_false(dest, omni_port_environment(omni__as_string(name, where)->text));
}

Obj *omni_environment_entry(Region *dest, int64_t index)
{
    return string_or_false(dest, index >= 0 ? omni_port_environment_entry((size_t)index) : NULL);
}
