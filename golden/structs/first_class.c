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

static Obj *Cell_i__entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *Cell_f__entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *is_Cell_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *cells_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *map(Region *dest, Obj *f, Obj *items);
static void for_each(Region *dest, Obj *f, Obj *items);
static Obj *write__entry(Obj *self, Region *dest, int argc, Obj *const *args);
static int64_t plus(Obj *numbers);

OMNI_STATIC_STRING(text_t_, "t", 1);

static const Pair list_in_main[3] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_NIL},
};

OMNI_STATIC_CLOSURE(Cell_i__closure, Cell_i__entry, 1, 1);
OMNI_STATIC_CLOSURE(Cell_f__closure, Cell_f__entry, 1, 1);
OMNI_STATIC_CLOSURE(is_Cell_closure, is_Cell_entry, 1, 1);
OMNI_STATIC_CLOSURE(cells_lambda_closure, cells_lambda_entry, 1, 1);
OMNI_STATIC_CLOSURE(write__closure, write__entry, 1, 2);

static Obj *cells = OMNI_NOTHING;

/* Cell_i_
 *   cell  borrowed  only read here; the caller keeps it
 */
static int64_t Cell_i_(Obj *cell)
{
    return CellStruct_i(cell);
}

static Obj *Cell_i__entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return mk_int_region(dest, Cell_i_(args[0]));
}

/* Cell_f_
 *   cell  borrowed  only read here; the caller keeps it
 */
static double Cell_f_(Obj *cell)
{
    return CellStruct_f(cell);
}

static Obj *Cell_f__entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return mk_float_region(dest, Cell_f_(args[0]));
}

/* is_Cell
 *   cell  borrowed  only read here; the caller keeps it
 */
static bool is_Cell(Obj *cell)
{
    (void)cell;
    return true;
}

static Obj *is_Cell_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    return omni_bool(is_Cell(args[0]));
}

/* cells_lambda
 *   cell  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *cells_lambda(Region *dest, int64_t n)
{
    return mk_CellStruct_region(dest, n, 0.5 * (double)n, omni_int_is_even(n), 'x',
                                OMNI_REF(text_t_));
}

static Obj *cells_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return cells_lambda(dest, omni_as_int(args[0], "cells-lambda: n"));
}

/* main
 *   cells  global        reachable from the top-level variable cells: lives until the program ends
 *   map    map_region    not reachable from outside; last use: (println (map Cell-i cells) (map
 *                        Cell...; not on the stack: size unknown: built by map
 *   map    map_region_2  not reachable from outside; last use: (println (map Cell-i cells) (map
 *                        Cell...; not on the stack: size unknown: built by map
 *   map    map_region_3  not reachable from outside; last use: (println (map Cell-i cells) (map
 *                        Cell...; not on the stack: size unknown: built by map
 *   map    map_region_4  not reachable from outside; last use: (apply + (map Cell-i cells)); not on
 *                        the stack: size unknown: built by map
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    cells = map(omni_global, OMNI_REF(cells_lambda_closure), OMNI_REF(list_in_main[0]));
    Obj *cells_value = cells;
    /* for map: last used in (println (map Cell-i cells) (map Cell... */
    Region *map_region = region_create();
    Obj *map_result = map(map_region, OMNI_REF(Cell_i__closure), cells_value);
    Obj *cells_value_2 = cells;
    /* for map: last used in (println (map Cell-i cells) (map Cell... */
    Region *map_region_2 = region_create();
    Obj *map_result_2 = map(map_region_2, OMNI_REF(Cell_f__closure), cells_value_2);
    Obj *cells_value_3 = cells;
    /* for map: last used in (println (map Cell-i cells) (map Cell... */
    Region *map_region_3 = region_create();
    Obj *map_result_3 = map(map_region_3, OMNI_REF(is_Cell_closure), cells_value_3);
    omni_display(map_result);
    region_exit(map_region);  /* last use of map: (println (map Cell-i cells) (map Cell... */
    omni_display(map_result_2);
    region_exit(map_region_2);  /* last use of map: (println (map Cell-i cells) (map Cell... */
    omni_display(map_result_3);
    region_exit(map_region_3);  /* last use of map: (println (map Cell-i cells) (map Cell... */
    omni_newline();
    Obj *cells_value_4 = cells;
    /* for for-each: last used in (for-each write cells) */
    Region *for_each_region = region_create();
    for_each(for_each_region, OMNI_REF(write__closure), cells_value_4);
    region_exit(for_each_region);  /* for-each: never used after this */
    omni_newline();
    Obj *cells_value_5 = cells;
    /* for map: last used in (apply + (map Cell-i cells)) */
    Region *map_region_4 = region_create();
    int64_t plus_result = plus(map(map_region_4, OMNI_REF(Cell_i__closure), cells_value_5));
    region_exit(map_region_4);  /* last use of map: (apply + (map Cell-i cells)) */
    omni_display_int(plus_result);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* map
 *   f      borrowed  only read here; the caller keeps it
 *   items  borrowed  only read here; the caller keeps it
 *   first  dest      returned, so it is built in the caller's region: no copy
 *   next   dest      returned, so it is built in the caller's region: no copy
 */
static Obj *map(Region *dest, Obj *f, Obj *items)
{
    if (omni_is_null(items)) {
        return OMNI_NIL;
    }
    Obj *f_result = omni_call(f, dest, 1, (Obj *[]){ omni_pair_car(items) },
                              "map+3: (f (car items))");
    Obj *first = mk_pair_region(dest, f_result, OMNI_NIL);
    Obj *rest = omni_pair_cdr(items);
    Obj *last = first;
    while (!omni_is_null(rest)) {
        Obj *f_result_2 = omni_call(f, dest, 1, (Obj *[]){ omni_pair_car(rest) },
                                    "map+7: (f (car rest))");
        Obj *next = mk_pair_region(dest, f_result_2, OMNI_NIL);
        omni_set_cdr(last, next, "map+8: (set-cdr! last next)");
        rest = omni_pair_cdr(rest);
        last = next;
    }
    return first;
}

/* for_each
 *   f      borrowed  only read here; the caller keeps it
 *   items  borrowed  only read here; the caller keeps it
 */
static void for_each(Region *dest, Obj *f, Obj *items)
{
    Obj *rest = items;
    while (!omni_is_null(rest)) {
        omni_call(f, dest, 1, (Obj *[]){ omni_pair_car(rest) }, "for-each+3: (f (car rest))");
        rest = omni_pair_cdr(rest);
    }
}

/* write_
 *   a  borrowed  only read here; the caller keeps it
 */
static void write_(Obj *a, Obj *b)
{
    (void)b;
    omni_write(a);
}

static Obj *write__entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    write_(args[0], argc > 1 ? args[1] : OMNI_ABSENT);
    return OMNI_NOTHING;
}

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
