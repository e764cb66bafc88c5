/* shapes.omni, translated by omnic */
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
const OmniStructType Point_type = { "Point", sizeof(Point), 2, Point_fields };

/* Is it a Point? The functions below want one, and do not ask. */
bool Point_is(const Obj *value)
{
    return omni_is_struct(value, &Point_type);
}

/* A new Point in `region`. */
Obj *mk_Point_region(Region *region, int64_t x, int64_t y)
{
    Point *self = (Point *)omni_struct_region(region, &Point_type);
    self->x = x;
    self->y = y;
    return &self->header.header;
}

int64_t Point_x(const Obj *self)
{
    return ((const Point *)self)->x;
}

int64_t Point_y(const Obj *self)
{
    return ((const Point *)self)->y;
}

static int64_t fold_helper(int64_t start, Obj *items);
static Obj *map_area_lambda(Region *dest, Obj *items);

OMNI_STATIC_STRING(text_numbers_are_loaded, "numbers are loaded", 18);
OMNI_STATIC_STRING(text_shapes_are_loaded, "shapes are loaded", 17);

static int64_t count = 0;

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

static void note(void)
{
    count = omni_int_add(count, 1, "note!+0: (+ count 1)");
}

int64_t calls(void)
{
    return count;
}

/* make_square
 *   side  borrowed  only read here; the caller keeps it
 *   list  dest      returned, so it is built in the caller's region: no copy
 */
Obj *make_square(Region *dest, Obj *side)
{
    note();
    int64_t side_2 = omni_as_int(side, "make-square+0: (Point side side)");
    Obj *list = mk_pair_region(dest, mk_Point_region(dest, side_2, omni_int_value(side)), OMNI_NIL);
    return mk_pair_region(dest, mk_Point_region(dest, 0, 0), list);
}

/* area_lambda
 *   p  borrowed  only read here; the caller keeps it
 */
static int64_t area_lambda(Obj *p)
{
    int64_t x = Point_x(omni_as_struct(p, &Point_type, "area-lambda+0: (Point-x p)"));
    return omni_int_mul(x, Point_y(p), "area-lambda+0: (* (Point-x p) (Point-y p))");
}

/* area
 *   corners  borrowed    only read here; the caller keeps it
 *   map      map_region  not reachable from outside; last use: (sum (map (lambda (p) (* (Point-x p)
 *                        ...; not on the stack: size unknown: built by map-area-lambda
 */
int64_t area(Obj *corners)
{
    /* for map: last used in (sum (map (lambda (p) (* (Point-x p) ... */
    Region *map_region = region_create();
    int64_t sum = numbers_sum(map_area_lambda(map_region, corners));
    region_exit(map_region);  /* last use of map: (sum (map (lambda (p) (* (Point-x p) ... */
    return sum;
}

void shapes_init(void)
{
    omni_init(0, NULL);
    numbers_init();
    count = 0;
    omni_display(OMNI_REF(text_shapes_are_loaded));
    omni_newline();
}

int shapes_shutdown(void)
{
    return omni_shutdown(0);
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    shapes_init();
    (void)shapes_shutdown();
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
        int64_t f_result = area_lambda(omni_car(items, "map+3: (car items)"));
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
