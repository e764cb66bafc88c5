/* paths.omni, translated by omnic */
#include "omni.h"

/* A path in a template means what its head means there: a name that the macro introduces, or an
 * argument. */
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

static inline int64_t Point_x(const Obj *self)
{
    return ((const Point *)self)->x;
}

static inline int64_t Point_y(const Obj *self)
{
    return ((const Point *)self)->y;
}

static inline void Point_set_y(Obj *self, int64_t y)
{
    ((Point *)self)->y = y;
}

OMNI_STATIC_STRING(text_space, " ", 1);

static Obj *p = OMNI_NOTHING;
static Obj *other = OMNI_NOTHING;

/* first_of
 *   r  borrowed  only read here; the caller keeps it
 */
static int64_t first_of(Obj *r)
{
    return Point_x(r);
}

/* main
 *   p      global  reachable from the top-level variable p: lives until the program ends
 *   other  global  reachable from the top-level variable other: lives until the program ends
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    p = mk_Point_region(omni_global, 1, 2);
    other = mk_Point_region(omni_global, 10, 20);
    Obj *p_value = other;
    int64_t s = omni_int_add(Point_x(p_value), Point_y(p_value),
                             "main: (with-sum s other (+ s p.x))");
    omni_display_int(omni_int_add(s, Point_x(p), "main: (+ s p.x)"));
    omni_newline();
    Point_set_y(other, omni_int_add(Point_y(other), 1, "main: (bump! other)"));
    int64_t y = Point_y(other);
    int64_t first_of_result = first_of(other);
    omni_display_int(y);
    omni_display(OMNI_REF(text_space));
    omni_display_int(first_of_result);
    omni_newline();
    return omni_shutdown(0);
}
