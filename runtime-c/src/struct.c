/* struct.c: what the runtime does with structs by the description of their type. */
#include "internal.h"

#include <string.h>

void omni__panic_struct(const Obj *value, const OmniStructType *type, const char *where)
{
    char wanted[96];
    Sink sink = {wanted, sizeof wanted - 1, 0, false};
    omni__put_cstr(&sink, strchr("AEIOUaeiou", type->name[0]) != NULL ? "an " : "a ");
    omni__put_cstr(&sink, type->name);
    wanted[sink.used] = '\0';
    omni_panic_type(wanted, value, where);
}

const void *omni__field(const Struct *object, size_t field)
{
    return (const char *)object + object->type->fields[field].offset;
}

Obj *omni__field_value(const Struct *object, size_t field)
{
    Obj *value;
    memcpy(&value, omni__field(object, field), sizeof value);
    return value;
}

uint64_t omni__field_bits(const Struct *object, size_t field)
{
    const void *at = omni__field(object, field);
    switch (object->type->fields[field].kind) {
    case OMNI_FIELD_INT: return (uint64_t)*(const int64_t *)at;
    case OMNI_FIELD_FLOAT: return omni__float_bits(*(const double *)at);
    case OMNI_FIELD_BOOL: return *(const bool *)at ? 1 : 0;
    default: return *(const uint32_t *)at;
    }
}
