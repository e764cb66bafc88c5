/* record.omni, translated by omnic */
#include "omni.h"

/* Records are taken apart by the name of their constructor. */
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
static const OmniStructType Point_type = { "point", sizeof(Point), 2, Point_fields };

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

OMNI_STATIC_STRING(text_elsewhere, "elsewhere", 9);
OMNI_STATIC_STRING(text_on_the_diagonal, "on the diagonal", 15);
OMNI_STATIC_STRING(text_on_the_x_axis, "on the x axis", 13);
OMNI_STATIC_STRING(text_on_the_y_axis, "on the y axis", 13);
OMNI_STATIC_STRING(text_origin, "origin", 6);

/* where
 *   p  borrowed  only read here; the caller keeps it
 */
static Obj *where(Obj *p)
{
    if (Point_x(p) == 0 && Point_y(p) == 0) {
        return OMNI_REF(text_origin);
    } else if (Point_y(p) == 0) {
        return OMNI_REF(text_on_the_x_axis);
    } else if (Point_x(p) == 0) {
        return OMNI_REF(text_on_the_y_axis);
    }
    int64_t x = Point_x(p);
    int64_t y = Point_y(p);
    if (x == y) {
        return OMNI_REF(text_on_the_diagonal);
    }
    return OMNI_REF(text_elsewhere);
}

/* main
 *   list  stack  at most 120 bytes and one object for each call
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Point point_object;  /* at most 160 bytes and one object for each call */
    Point point_object_2;  /* at most 160 bytes and one object for each call */
    Point point_object_3;  /* at most 160 bytes and one object for each call */
    Point point_object_4;  /* at most 160 bytes and one object for each call */
    Point point_object_5;  /* at most 160 bytes and one object for each call */
    Pair list_pair;  /* at most 120 bytes and one object for each call */
    Pair list_pair_2;  /* at most 120 bytes and one object for each call */
    Pair list_pair_3;  /* at most 120 bytes and one object for each call */
    Pair list_pair_4;  /* at most 120 bytes and one object for each call */
    Pair list_pair_5;  /* at most 120 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair, mk_Point_stack(&point_object_5, 1, 2), OMNI_NIL);
    Obj *list_2 = mk_pair_stack(&list_pair_2, mk_Point_stack(&point_object_4, 3, 3), list);
    Obj *list_3 = mk_pair_stack(&list_pair_3, mk_Point_stack(&point_object_3, 0, 2), list_2);
    Obj *list_4 = mk_pair_stack(&list_pair_4, mk_Point_stack(&point_object_2, 1, 0), list_3);
    Obj *rest = mk_pair_stack(&list_pair_5, mk_Point_stack(&point_object, 0, 0), list_4);
    while (!omni_is_null(rest)) {
        Obj *p = omni_pair_car(rest);
        omni_display(where(p));
        omni_newline();
        rest = omni_pair_cdr(rest);
    }
    return omni_shutdown(0);
}
