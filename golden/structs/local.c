/* local.omni, translated by omnic */
#include "omni.h"

/* A struct that stays in its function is a C object of the block; declared scalars are C fields. */
typedef struct Point Point;
struct Point {
    Struct header;
    double x;
    double y;
};

static const OmniField Point_fields[] = {
    OMNI_FIELD(Point, x, "x", FLOAT),
    OMNI_FIELD(Point, y, "y", FLOAT),
};
static const OmniStructType Point_type = { "Point", sizeof(Point), 2, Point_fields };

static inline Obj *mk_Point_stack(Point *self, double x, double y)
{
    omni_struct_stack(&self->header, &Point_type);
    self->x = x;
    self->y = y;
    return &self->header.header;
}

static inline double Point_x(const Obj *self)
{
    return ((const Point *)self)->x;
}

static inline double Point_y(const Obj *self)
{
    return ((const Point *)self)->y;
}

/* distance
 *   a  stack  at most 32 bytes and one object for each call
 *   b  stack  at most 32 bytes and one object for each call
 */
static double distance(double x1, double y1, double x2, double y2)
{
    Point a_object;  /* at most 32 bytes and one object for each call */
    Obj *a = mk_Point_stack(&a_object, x1, y1);
    Point b_object;  /* at most 32 bytes and one object for each call */
    Obj *b = mk_Point_stack(&b_object, x2, y2);
    double dx = Point_x(a) - Point_x(b);
    double dy = Point_y(a) - Point_y(b);
    return sqrt(dx * dx + dy * dy);
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_float(distance(0.0, 0.0, 3.0, 4.0));
    omni_newline();
    return omni_shutdown(0);
}
