/* cell.h: cells, the variables that closures share and somebody assigns; to the program, boxes. */
#ifndef OMNI_CELL_H
#define OMNI_CELL_H

#include "omni/error.h"
#include "omni/region.h"
#include "omni/value.h"

OMNI_BEGIN_C

static inline Obj *mk_cell_region(Region *region, Obj *content)
{
    Cell *cell = (Cell *)omni_region_object(region, sizeof(Cell), OMNI_TAG_CELL);
    cell->content = content;
    return &cell->header;
}

/* Makes a cell of a C object of the caller's block. */
static inline Obj *mk_cell_stack(Cell *storage, Obj *content)
{
    omni_set_header(&storage->header, OMNI_TAG_CELL, OMNI_STORAGE_STACK, 0);
    storage->content = content;
    OMNI_COUNT(stack_objects, 1);
    return &storage->header;
}

/* For cells that the compiler made. */
static inline Obj *omni_cell_get(const Obj *cell) { return ((const Cell *)cell)->content; }
static inline void omni_cell_set(Obj *cell, Obj *content) { ((Cell *)cell)->content = content; }

static inline Obj *omni_unbox(const Obj *box, const char *where)
{
    if (OMNI_UNLIKELY(!omni_is_box(box))) {
        omni_panic_type("a box", box, where);
    }
    return omni_cell_get(box);
}

static inline void omni_set_box(Obj *box, Obj *content, const char *where)
{
    if (OMNI_UNLIKELY(!omni_is_box(box))) {
        omni_panic_type("a box", box, where);
    }
    omni_cell_set(box, content);
}

/* Puts a value into a box until the matching omni_unbind, or until a raise leaves the function. */
void omni_bind(Obj *box, Obj *value, const char *where);
void omni_unbind(Obj *box, const char *where);

OMNI_END_C

#endif
