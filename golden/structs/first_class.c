/* first_class.omni, translated by omnic */
#include "omni.h"

/* Operations of a type as values; a type with one field of each scalar kind. */
typedef struct CellStruct CellStruct;
struct CellStruct {
    Struct header;
    int64_t i;
    double f;
    bool b;
    uint32_t c;
    Obj *s;
};

static const OmniField CellStruct_fields[] = {
    OMNI_FIELD(CellStruct, i, "i", INT),
    OMNI_FIELD(CellStruct, f, "f", FLOAT),
    OMNI_FIELD(CellStruct, b, "b", BOOL),
    OMNI_FIELD(CellStruct, c, "c", CHAR),
    OMNI_FIELD(CellStruct, s, "s", VALUE),
};
static const OmniStructType CellStruct_type = { "Cell", sizeof(CellStruct), 5, CellStruct_fields };

static inline Obj *mk_CellStruct_region(Region *region, int64_t i, double f, bool b, uint32_t c,
                                        Obj *s)
{
    CellStruct *self = (CellStruct *)omni_struct_region(region, &CellStruct_type);
    self->i = i;
    self->f = f;
    self->b = b;
    self->c = c;
    self->s = s;
    return &self->header.header;
}

static inline int64_t CellStruct_i(const Obj *self)
{
    return ((const CellStruct *)self)->i;
}

static inline double CellStruct_f(const Obj *self)
{
    return ((const CellStruct *)self)->f;
}

static int64_t plus(Obj *numbers);
static Obj *map_cells_lambda(Region *dest, Obj *items);
static Obj *map_Cell_i(Region *dest, Obj *items);
static Obj *map_Cell_f(Region *dest, Obj *items);
static Obj *is_map_Cell(Region *dest, Obj *items);
static void for_each_write(Obj *items);

OMNI_STATIC_STRING(text_t_, "t", 1);

static const Pair list_in_main[3] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_NIL},
};

static Obj *cells = OMNI_NOTHING;

/* Cell_i_
 *   cell  borrowed  only read here; the caller keeps it
 */
int64_t Cell_i_(Obj *cell)
{
    return CellStruct_i(omni_as_struct(cell, &CellStruct_type, "Cell-i+0: Cell"));
}

/* Cell_f_
 *   cell  borrowed  only read here; the caller keeps it
 */
double Cell_f_(Obj *cell)
{
    return CellStruct_f(omni_as_struct(cell, &CellStruct_type, "Cell-f+0: Cell"));
}

/* is_Cell
 *   cell  borrowed  only read here; the caller keeps it
 */
bool is_Cell(Obj *cell)
{
    return omni_is_struct(cell, &CellStruct_type);
}

/* cells_lambda
 *   cell  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *cells_lambda(Region *dest, int64_t n)
{
    return mk_CellStruct_region(dest, n, 0.5 * (double)n, omni_int_is_even(n), 'x',
                                OMNI_REF(text_t_));
}

/* main
 *   cells  global        reachable from the top-level variable cells: lives until the program ends
 *   map    map_region    not reachable from outside; last use: (println (map Cell-i cells) (map
 *                        Cell...; not on the stack: size unknown: built by map-Cell-i
 *   map    map_region_2  not reachable from outside; last use: (println (map Cell-i cells) (map
 *                        Cell...; not on the stack: size unknown: built by map-Cell-f
 *   map    map_region_3  not reachable from outside; last use: (println (map Cell-i cells) (map
 *                        Cell...; not on the stack: size unknown: built by map-Cell?
 *   map    map_region_4  not reachable from outside; last use: (apply + (map Cell-i cells)); not on
 *                        the stack: size unknown: built by map-Cell-i
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    cells = map_cells_lambda(omni_global, OMNI_REF(list_in_main[0]));
    Obj *cells_value = cells;
    /* for map: last used in (println (map Cell-i cells) (map Cell... */
    Region *map_region = region_create();
    Obj *map = map_Cell_i(map_region, cells_value);
    Obj *cells_value_2 = cells;
    /* for map: last used in (println (map Cell-i cells) (map Cell... */
    Region *map_region_2 = region_create();
    Obj *map_2 = map_Cell_f(map_region_2, cells_value_2);
    Obj *cells_value_3 = cells;
    /* for map: last used in (println (map Cell-i cells) (map Cell... */
    Region *map_region_3 = region_create();
    Obj *map_3 = is_map_Cell(map_region_3, cells_value_3);
    omni_display(map);
    region_exit(map_region);  /* last use of map: (println (map Cell-i cells) (map Cell... */
    omni_display(map_2);
    region_exit(map_region_2);  /* last use of map: (println (map Cell-i cells) (map Cell... */
    omni_display(map_3);
    region_exit(map_region_3);  /* last use of map: (println (map Cell-i cells) (map Cell... */
    omni_newline();
    for_each_write(cells);
    omni_newline();
    Obj *cells_value_4 = cells;
    /* for map: last used in (apply + (map Cell-i cells)) */
    Region *map_region_4 = region_create();
    int64_t plus_result = plus(map_Cell_i(map_region_4, cells_value_4));
    region_exit(map_region_4);  /* last use of map: (apply + (map Cell-i cells)) */
    omni_display_int(plus_result);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* plus
 *   numbers  borrowed  only read here; the caller keeps it
 */
static int64_t plus(Obj *numbers)
{
    int64_t sum = 0;
    Obj *rest = numbers;
    while (!omni_is_null(rest)) {
        int64_t head = omni_int_value(omni_pair_car(rest));
        sum = omni_int_add(sum, head, "++4: (+ sum (car rest))");
        rest = omni_pair_cdr(rest);
    }
    return sum;
}

/* map_cells_lambda
 *   map_cells_lambda  version   specialised for cells-lambda: what it gets to call is known
 *   map_cells_lambda  loop      what a call of itself returns only ends its list: each pair is
 *                               linked behind the last
 *   items             borrowed  only read here; the caller keeps it
 *   pair              dest      returned, so it is built in the caller's region: no copy
 */
static Obj *map_cells_lambda(Region *dest, Obj *items)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(items)) {
        Obj *pair = mk_pair_region(dest, cells_lambda(dest, omni_int_value(omni_pair_car(items))),
                                   OMNI_NIL);
        Obj *tail = omni_pair_cdr(items);
        if (omni_is_null(last)) {
            first = pair;
        } else {
            omni_pair_set_cdr(last, pair);
        }
        items = tail;
        last = pair;
    }
    return first;
}

/* map_Cell_i
 *   map_Cell_i  version   specialised for Cell-i: what it gets to call is known
 *   map_Cell_i  loop      what a call of itself returns only ends its list: each pair is linked
 *                         behind the last
 *   items       borrowed  only read here; the caller keeps it
 *   pair        dest      returned, so it is built in the caller's region: no copy
 */
static Obj *map_Cell_i(Region *dest, Obj *items)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(items)) {
        Obj *pair = mk_pair_region(dest, mk_int_region(dest, CellStruct_i(omni_pair_car(items))),
                                   OMNI_NIL);
        Obj *tail = omni_pair_cdr(items);
        if (omni_is_null(last)) {
            first = pair;
        } else {
            omni_pair_set_cdr(last, pair);
        }
        items = tail;
        last = pair;
    }
    return first;
}

/* map_Cell_f
 *   map_Cell_f  version   specialised for Cell-f: what it gets to call is known
 *   map_Cell_f  loop      what a call of itself returns only ends its list: each pair is linked
 *                         behind the last
 *   items       borrowed  only read here; the caller keeps it
 *   pair        dest      returned, so it is built in the caller's region: no copy
 */
static Obj *map_Cell_f(Region *dest, Obj *items)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(items)) {
        Obj *pair = mk_pair_region(dest, mk_float_region(dest, CellStruct_f(omni_pair_car(items))),
                                   OMNI_NIL);
        Obj *tail = omni_pair_cdr(items);
        if (omni_is_null(last)) {
            first = pair;
        } else {
            omni_pair_set_cdr(last, pair);
        }
        items = tail;
        last = pair;
    }
    return first;
}

/* is_map_Cell
 *   is_map_Cell  version   specialised for Cell?: what it gets to call is known
 *   is_map_Cell  loop      what a call of itself returns only ends its list: each pair is linked
 *                          behind the last
 *   items        borrowed  only read here; the caller keeps it
 *   pair         dest      returned, so it is built in the caller's region: no copy
 */
static Obj *is_map_Cell(Region *dest, Obj *items)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(items)) {
        Obj *pair = mk_pair_region(dest, OMNI_TRUE, OMNI_NIL);
        Obj *tail = omni_pair_cdr(items);
        if (omni_is_null(last)) {
            first = pair;
        } else {
            omni_pair_set_cdr(last, pair);
        }
        items = tail;
        last = pair;
    }
    return first;
}

/* for_each_write
 *   for_each_write  version   specialised for write: what it gets to call is known
 *   items           borrowed  only read here; the caller keeps it
 */
static void for_each_write(Obj *items)
{
    Obj *rest = items;
    while (!omni_is_null(rest)) {
        omni_write(omni_pair_car(rest));
        rest = omni_pair_cdr(rest);
    }
}
