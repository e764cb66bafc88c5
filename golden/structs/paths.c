/* paths.omni, translated by omnic */
#include "omni.h"

/* Paths through structs, vectors and other containers, read and assigned. */
typedef struct Grid Grid;
struct Grid {
    Struct header;
    Obj *name;
    Obj *cells;
    int64_t hits;
};

static const OmniField Grid_fields[] = {
    OMNI_FIELD(Grid, name, "name", VALUE),
    OMNI_FIELD(Grid, cells, "cells", VALUE),
    OMNI_FIELD(Grid, hits, "hits", INT),
};
static const OmniStructType Grid_type = { "Grid", sizeof(Grid), 3, Grid_fields };

static inline Obj *mk_Grid_region(Region *region, Obj *name, Obj *cells, int64_t hits)
{
    Grid *self = (Grid *)omni_struct_region(region, &Grid_type);
    self->name = name;
    self->cells = cells;
    self->hits = hits;
    return &self->header.header;
}

static inline Obj *Grid_name(const Obj *self)
{
    return ((const Grid *)self)->name;
}

static inline Obj *Grid_cells(const Obj *self)
{
    return ((const Grid *)self)->cells;
}

static inline int64_t Grid_hits(const Obj *self)
{
    return ((const Grid *)self)->hits;
}

static inline void Grid_set_hits(Obj *self, int64_t hits)
{
    ((Grid *)self)->hits = hits;
}

static inline void item_set(Obj *items, Obj *index, int64_t value);
static Obj *item_ref(Obj *items, Obj *index);
static Obj *item_ref_int(Region *dest, Obj *items, int64_t index);
static int64_t list_ref_int(Obj *items, int64_t index);
static Obj *list_tail_int(Obj *items, int64_t count);

OMNI_STATIC_SYMBOL(sym_a, "a");
OMNI_STATIC_SYMBOL(sym_b, "b");

OMNI_STATIC_STRING(text_g, "g", 1);
OMNI_STATIC_STRING(text_space, " ", 1);

static const Pair list_in_main[3] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(5), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(6), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(7), OMNI_NIL},
};

static Obj *grid = OMNI_NOTHING;
static Obj *d = OMNI_NOTHING;
static Obj *xs = OMNI_NOTHING;

/* touch
 *   grid  borrowed  changed here; the caller keeps it
 */
static inline void touch(Obj *grid_value, int64_t i)
{
    int64_t item = omni_int_item(Grid_cells(grid_value), i, "touch!+1: [i]");
    int64_t sum = omni_int_add(item, 1, "touch!+1: (+ grid.cells.[i] 1)");
    omni_set_int_item(Grid_cells(grid_value), i, sum,
                      "touch!+1: (set! grid.cells.[i] (+ grid.cells.[i...");
    int64_t sum_2 = omni_int_add(Grid_hits(grid_value), 1, "touch!+2: (+ grid.hits 1)");
    Grid_set_hits(grid_value, sum_2);
}

/* main
 *   grid    global       reachable from the top-level variable grid: lives until the program ends
 *   vector  global       reachable from the top-level variable grid: lives until the program ends
 *   d       global       reachable from the top-level variable d: lives until the program ends
 *   item    item_region  at most 16 bytes, built by %item-ref-int: its region lies in the C frame,
 *                        and needs no chunk; not on the stack: size unknown: built by %item-ref-int
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    Obj *vector = mk_int_vector_region(omni_global, 3, (int64_t[]){ 10, 20, 30 });
    grid = mk_Grid_region(omni_global, OMNI_REF(text_g), vector, 0);
    touch(grid, 1);
    touch(grid, 1);
    int64_t hits = Grid_hits(grid);
    int64_t item = omni_int_item(Grid_cells(grid), 2 - 1, "main: [(- 2 1)]");
    omni_display(Grid_cells(grid));
    omni_display(OMNI_REF(text_space));
    omni_display_int(hits);
    omni_display(OMNI_REF(text_space));
    omni_display_int(item);
    omni_newline();
    Obj *d_value = omni_make_dict(omni_global);
    omni_dict_set(d_value, OMNI_REF(sym_a), OMNI_FIX(1), "main: #{'a 1}");
    d = d_value;
    item_set(d, OMNI_REF(sym_b), 2);
    xs = OMNI_REF(list_in_main[0]);
    Obj *d_value_2 = d;
    Obj *item_2 = item_ref(d, OMNI_REF(sym_a));
    Obj *items = xs;
    OMNI_SCRATCH_STORAGE(256) item_scratch;
    /* for item: last used in (println d " " d.['a] " " xs.[2] " " ... */
    Region *item_region = stack_alloc_region(&item_scratch, sizeof item_scratch);
    Obj *item_3 = item_ref_int(item_region, items, 2);
    uint32_t char_ = omni_string_ref(Grid_name(grid), 0, "main: [0]");
    omni_display(d_value_2);
    omni_display(OMNI_REF(text_space));
    omni_display(item_2);
    omni_display(OMNI_REF(text_space));
    omni_display(item_3);
    region_exit(item_region);  /* last use of item: (println d " " d.['a] " " xs.[2] " " ... */
    omni_display(OMNI_REF(text_space));
    omni_display_char(char_);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* item_set
 *   items  borrowed      changed here; the caller keeps it
 *   value  items_region  becomes part of items, so it is built in the region that holds items
 */
static inline void item_set(Obj *items, Obj *index, int64_t value)
{
    Obj *value_2 = mk_int_region(region_of(items), value);
    omni_dict_set(items, index, value_2, "%item-set!+1: (dict-set! items index value)");
}

/* item_ref
 *   items  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *item_ref(Obj *items, Obj *index)
{
    return omni_dict_ref(items, index, "%item-ref+1: (dict-ref items index)");
}

/* list_tail
 *   items  borrowed  part of the result; the caller keeps it alive as long as the result
 */
Obj *list_tail(Obj *items, Obj *count)
{
    Region *count_region = region_create();  /* for count: carried from one iteration to the next */
    while (!omni_num_eq(count, OMNI_FIX(0), "list-tail+1: (= count 0)")) {
        items = omni_cdr(items, "list-tail+3: (cdr items)");
        count = omni_sub(count_region, count, OMNI_FIX(1), "list-tail+3: (- count 1)");
    }
    region_exit(count_region);  /* count: not used on this path */
    return items;
}

/* list_ref
 *   items  borrowed  only read here; the caller keeps it
 */
int64_t list_ref(Obj *items, Obj *index)
{
    Obj *head = omni_car(list_tail(items, index), "list-ref+1: (car (list-tail items index))");
    return omni_int_value(head);
}

/* item_ref_int
 *   item_ref_int  version   specialised for Int: called once, with Int
 *   items         borrowed  only read here; the caller keeps it
 *   list_ref      dest      returned, so it is built in the caller's region: no copy
 */
static Obj *item_ref_int(Region *dest, Obj *items, int64_t index)
{
    return mk_int_region(dest, list_ref_int(items, index));
}

/* list_ref_int
 *   list_ref_int  version   specialised for Int: called once, with Int
 *   items         borrowed  only read here; the caller keeps it
 */
static int64_t list_ref_int(Obj *items, int64_t index)
{
    Obj *list_tail = list_tail_int(items, index);
    return omni_int_value(omni_car(list_tail, "list-ref+1: (car (list-tail items index))"));
}

/* list_tail_int
 *   list_tail_int  version   specialised for Int: called once, with Int
 *   items          borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *list_tail_int(Obj *items, int64_t count)
{
    while (count != 0) {
        items = omni_cdr(items, "list-tail+3: (cdr items)");
        count = omni_int_sub(count, 1, "list-tail+3: (- count 1)");
    }
    return items;
}
