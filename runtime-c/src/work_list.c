/* work_list.c: the stack of values that replaces recursion over objects. */
#include "internal.h"

#include <string.h>

void omni__work_begin(WorkList *list)
{
    list->items = list->first;
    list->count = 0;
    list->capacity = OMNI_WORK_INLINE;
}

void omni__work_end(WorkList *list)
{
    if (list->items != list->first) {
        omni_port_free(list->items, list->capacity * sizeof *list->items);
    }
}

void omni__work_grow(WorkList *list)
{
    size_t capacity = list->capacity * 4;
    Obj **bigger = NULL;
    if (capacity <= SIZE_MAX / sizeof *bigger) {
        bigger = (Obj **)omni_port_allocate(capacity * sizeof *bigger);
    }
    if (bigger == NULL) {
        omni_panic(OMNI_ERROR_OUT_OF_MEMORY, "no memory to walk through a deep structure", NULL);
    }
    memcpy(bigger, list->items, list->count * sizeof *bigger);
    omni__work_end(list);
    list->items = bigger;
    list->capacity = capacity;
}
