/* not_covered.omni, translated by omnic */
#include "omni.h"

/* What no clause takes ends the program, and the value is shown. */
typedef struct Circle Circle;
struct Circle {
    Struct header;
    double radius;
};

static const OmniField Circle_fields[] = {
    OMNI_FIELD(Circle, radius, "radius", FLOAT),
};
static const OmniStructType Circle_type = { "Circle", sizeof(Circle), 1, Circle_fields };

static inline Obj *mk_Circle_stack(Circle *self, double radius)
{
    omni_struct_stack(&self->header, &Circle_type);
    self->radius = radius;
    return &self->header.header;
}

static inline double Circle_radius(const Obj *self)
{
    return ((const Circle *)self)->radius;
}

typedef struct Square Square;
struct Square {
    Struct header;
    double side;
};

static const OmniField Square_fields[] = {
    OMNI_FIELD(Square, side, "side", FLOAT),
};
static const OmniStructType Square_type = { "Square", sizeof(Square), 1, Square_fields };

static inline Obj *mk_Square_stack(Square *self, double side)
{
    omni_struct_stack(&self->header, &Square_type);
    self->side = side;
    return &self->header.header;
}

/* area
 *   shape  borrowed  only read here; the caller keeps it
 */
static double area(Obj *shape)
{
    if (omni_is_struct(shape, &Circle_type)) {
        double r = Circle_radius(shape);
        return 3.0 * r * r;
    }
    omni_no_clause(shape, "area+1: (match shape [(Circle r) (* 3.0 r r)])");
}

/* main
 *   circle  stack  at most 24 bytes and one object for each call
 *   square  stack  at most 24 bytes and one object for each call
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Circle circle_object;  /* at most 24 bytes and one object for each call */
    omni_display_float(area(mk_Circle_stack(&circle_object, 2.0)));
    omni_newline();
    Square square_object;  /* at most 24 bytes and one object for each call */
    omni_display_float(area(mk_Square_stack(&square_object, 2.0)));
    omni_newline();
    return omni_shutdown(0);
}
