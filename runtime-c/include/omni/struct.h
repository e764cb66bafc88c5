/* struct.h: objects of the program's struct types.
 *
 * Each type is a C struct of its own that begins with a Struct, and a constant OmniStructType that says where its fields are. The
 * runtime copies, prints and compares by that description.
 */
#ifndef OMNI_STRUCT_H
#define OMNI_STRUCT_H

#include "omni/error.h"
#include "omni/region.h"
#include "omni/value.h"

OMNI_BEGIN_C

/* How a field is held. */
enum {
    OMNI_FIELD_VALUE,  /* Obj * */
    OMNI_FIELD_INT,    /* int64_t */
    OMNI_FIELD_FLOAT,  /* double */
    OMNI_FIELD_BOOL,   /* bool */
    OMNI_FIELD_CHAR    /* uint32_t */
};

typedef struct OmniField {
    const char *name;
    uint32_t offset;  /* from the object's address */
    uint32_t kind;    /* OMNI_FIELD_... */
} OmniField;

struct OmniStructType {
    const char *name;
    uint32_t size;              /* of the object, in bytes */
    uint32_t field_count;
    const OmniField *fields;    /* NULL when there are none */
};

#define OMNI_FIELD(type, member, name, kind) {name, (uint32_t)offsetof(type, member), OMNI_FIELD_##kind}

/* A new object; its fields are not set yet. */
static inline void *omni_struct_region(Region *region, const OmniStructType *type)
{
    Struct *object = (Struct *)omni_region_object(region, type->size, OMNI_TAG_STRUCT);
    object->type = type;
    return object;
}

/* The same of a C object of the caller's block. */
static inline void omni_struct_stack(Struct *storage, const OmniStructType *type)
{
    omni_set_header(&storage->header, OMNI_TAG_STRUCT, OMNI_STORAGE_STACK, 0);
    storage->type = type;
    OMNI_COUNT(stack_objects, 1);
}

static inline bool omni_is_struct(const Obj *value, const OmniStructType *type)
{
    return omni_has_tag(value, OMNI_TAG_STRUCT) && ((const Struct *)value)->type == type;
}

OMNI_NORETURN void omni__panic_struct(const Obj *value, const OmniStructType *type, const char *where);

/* The value, which is an object of the type. */
static inline Obj *omni_as_struct(Obj *value, const OmniStructType *type, const char *where)
{
    if (OMNI_UNLIKELY(!omni_is_struct(value, type))) {
        omni__panic_struct(value, type, where);
    }
    return value;
}

OMNI_END_C

#endif
