/* unreachable.omni, translated by omnic */
#include "omni.h"

/* Clauses that no value comes to are warned of; all kinds that the value may have are covered. */
typedef struct Point Point;
struct Point {
    Struct header;
    int64_t x;
};

static const OmniField Point_fields[] = {
    OMNI_FIELD(Point, x, "x", INT),
};
static const OmniStructType Point_type = { "Point", sizeof(Point), 1, Point_fields };

static inline Obj *mk_Point_stack(Point *self, int64_t x)
{
    omni_struct_stack(&self->header, &Point_type);
    self->x = x;
    return &self->header.header;
}

OMNI_STATIC_STRING(text_a_point, "a point", 7);
OMNI_STATIC_STRING(text_again, "again", 5);
OMNI_STATIC_STRING(text_anything, "anything", 8);
OMNI_STATIC_STRING(text_x, "x", 1);
OMNI_STATIC_STRING(text_zero, "zero", 4);

/* f
 *   v  borrowed  only read here; the caller keeps it
 */
static Obj *f(Obj *v)
{
    if (omni_is_eqv(v, OMNI_FIX(0))) {
        return OMNI_REF(text_zero);
    } else if (omni_is_eqv(v, OMNI_FIX(0))) {
        return OMNI_REF(text_again);
    } else if (omni_is_struct(v, &Point_type)) {
        return OMNI_REF(text_a_point);
    }
    return OMNI_REF(text_anything);
}

/* main
 *   point  stack  at most 24 bytes and one object for each call
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Point point_object;  /* at most 24 bytes and one object for each call */
    Obj *f_result = f(OMNI_FIX(0));
    Obj *f_result_2 = f(mk_Point_stack(&point_object, 3));
    Obj *f_result_3 = f(OMNI_REF(text_x));
    omni_display(f_result);
    omni_display(f_result_2);
    omni_display(f_result_3);
    omni_newline();
    return omni_shutdown(0);
}
