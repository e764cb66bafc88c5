/* three_files.omni, translated by omnic */
#include "omni.h"

typedef struct Point Point;
struct Point {
    Struct header;
    int64_t x;
    int64_t y;
};

static const OmniField Point_fields[] = {
    OMNI_FIELD(Point, x, "x", INT),
    OMNI_FIELD(Point, y, "y", INT),
};
static const OmniStructType Point_type = { "Point", sizeof(Point), 2, Point_fields };

static inline Obj *mk_Point_region(Region *region, int64_t x, int64_t y)
{
    Point *self = (Point *)omni_struct_region(region, &Point_type);
    self->x = x;
    self->y = y;
    return &self->header.header;
}

static inline Obj *mk_Point_stack(Point *self, int64_t x, int64_t y)
{
    omni_struct_stack(&self->header, &Point_type);
    self->x = x;
    self->y = y;
    return &self->header.header;
}

static inline int64_t Point_x(const Obj *self)
{
    return ((const Point *)self)->x;
}

static inline int64_t Point_y(const Obj *self)
{
    return ((const Point *)self)->y;
}

static int64_t fold_helper(int64_t start, Obj *items);
static Obj *map_area_lambda(Region *dest, Obj *items);

OMNI_STATIC_STRING(text_numbers_are_loaded, "numbers are loaded", 18);
OMNI_STATIC_STRING(text_shapes_are_loaded, "shapes are loaded", 17);
OMNI_STATIC_STRING(text_space, " ", 1);

static const Pair list_in_main[3] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_NIL},
};

static int64_t shapes_count = 0;

/* numbers_helper
 *   a    borrowed  only read here; the caller keeps it
 *   b    borrowed  only read here; the caller keeps it
 *   sum  dest      returned, so it is built in the caller's region: no copy
 */
Obj *numbers_helper(Region *dest, Obj *a, Obj *b)
{
    return omni_add(dest, a, b, "helper+0: (+ a b)");
}

/* numbers_sum
 *   xs  borrowed  only read here; the caller keeps it
 */
static int64_t numbers_sum(Obj *xs)
{
    return fold_helper(0, xs);
}

static void numbers_init(void)
{
    omni_display(OMNI_REF(text_numbers_are_loaded));
    omni_newline();
}

static void shapes_note(void)
{
    shapes_count = omni_int_add(shapes_count, 1, "note!+0: (+ count 1)");
}

static int64_t shapes_count_of_calls(void)
{
    return shapes_count;
}

/* shapes_make_square
 *   list  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *shapes_make_square(Region *dest, int64_t side)
{
    shapes_note();
    Obj *point = mk_Point_region(dest, 0, 0);
    return mk_pair_region(dest, point,
                          mk_pair_region(dest, mk_Point_region(dest, side, side), OMNI_NIL));
}

/* shapes_area_lambda
 *   p  borrowed  only read here; the caller keeps it
 */
static int64_t shapes_area_lambda(Obj *p)
{
    return omni_int_mul(Point_x(p), Point_y(p), "area-lambda+0: (* (Point-x p) (Point-y p))");
}

/* shapes_area
 *   corners  borrowed    only read here; the caller keeps it
 *   map      map_region  not reachable from outside; last use: (sum (map (lambda (p) (* (Point-x p)
 *                        ...; not on the stack: size unknown: built by map-area-lambda
 */
static int64_t shapes_area(Obj *corners)
{
    /* for map: last used in (sum (map (lambda (p) (* (Point-x p) ... */
    Region *map_region = region_create();
    int64_t sum = numbers_sum(map_area_lambda(map_region, corners));
    region_exit(map_region);  /* last use of map: (sum (map (lambda (p) (* (Point-x p) ... */
    return sum;
}

static void shapes_init(void)
{
    shapes_count = 0;
    omni_display(OMNI_REF(text_shapes_are_loaded));
    omni_newline();
}

static int64_t helper(int64_t x)
{
    return omni_int_mul(2, x, "helper+0: (* 2 x)");
}

/* main
 *   make_square  make_square_region  at most 112 bytes, built by make-square: its region lies in
 *                                    the C frame, and needs no chunk; not on the stack: size
 *                                    unknown: built by make-square
 *   point        stack               at most 32 bytes and one object for each call
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    numbers_init();
    shapes_init();
    OMNI_SCRATCH_STORAGE(256) make_square_scratch;
    /* for make-square: last used in (area (make-square 5)) */
    Region *make_square_region = stack_alloc_region(&make_square_scratch,
                                                    sizeof make_square_scratch);
    int64_t area = shapes_area(shapes_make_square(make_square_region, 5));
    region_exit(make_square_region);  /* last use of make-square: (area (make-square 5)) */
    int64_t helper_result = helper(4);
    int64_t sum = numbers_sum(OMNI_REF(list_in_main[0]));
    omni_display_int(area);
    omni_display(OMNI_REF(text_space));
    omni_display_int(helper_result);
    omni_display(OMNI_REF(text_space));
    omni_display_int(sum);
    omni_newline();
    shapes_note();
    Point point_object;  /* at most 32 bytes and one object for each call */
    int64_t count_of_calls = shapes_count_of_calls();
    int64_t x = Point_x(mk_Point_stack(&point_object, 3, 4));
    omni_display_int(count_of_calls);
    omni_display(OMNI_REF(text_space));
    omni_display_int(x);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* fold_helper
 *   fold_helper  version   specialised for helper: what it gets to call is known
 *   items        borrowed  only read here; the caller keeps it
 */
static int64_t fold_helper(int64_t start, Obj *items)
{
    int64_t result = start;
    Obj *rest = items;
    while (!omni_is_null(rest)) {
        int64_t head = omni_int_value(omni_pair_car(rest));
        result = omni_int_add(head, result, "fold+4: (f (car rest) result)");
        rest = omni_pair_cdr(rest);
    }
    return result;
}

/* map_area_lambda
 *   map_area_lambda  version   specialised for area-lambda: what it gets to call is known
 *   map_area_lambda  loop      what a call of itself returns only ends its list: each pair is
 *                              linked behind the last
 *   items            borrowed  only read here; the caller keeps it
 *   pair             dest      returned, so it is built in the caller's region: no copy
 */
static Obj *map_area_lambda(Region *dest, Obj *items)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(items)) {
        int64_t f_result = shapes_area_lambda(omni_pair_car(items));
        Obj *pair = mk_pair_region(dest, mk_int_region(dest, f_result), OMNI_NIL);
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
