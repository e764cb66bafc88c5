/* equality.omni, translated by omnic */
#include "omni.h"

/* equal? compares structs of one type field by field; eqv? and eq? only by identity. */
typedef struct Point Point;
struct Point {
    Struct header;
    double x;
    Obj *y;
};

static const OmniField Point_fields[] = {
    OMNI_FIELD(Point, x, "x", FLOAT),
    OMNI_FIELD(Point, y, "y", VALUE),
};
static const OmniStructType Point_type = { "Point", sizeof(Point), 2, Point_fields };

static inline Obj *mk_Point_region(Region *region, double x, Obj *y)
{
    Point *self = (Point *)omni_struct_region(region, &Point_type);
    self->x = x;
    self->y = y;
    return &self->header.header;
}

static inline Obj *mk_Point_stack(Point *self, double x, Obj *y)
{
    omni_struct_stack(&self->header, &Point_type);
    self->x = x;
    self->y = y;
    return &self->header.header;
}

OMNI_STATIC_STRING(text_2, "2", 1);
OMNI_STATIC_STRING(text_two, "two", 3);

static const Pair list_in_main[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(text_2), OMNI_NIL},
};

/* make
 *   point  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *make(Region *dest)
{
    Obj *list = mk_pair_region(dest, OMNI_FIX(1),
                               mk_pair_region(dest, OMNI_REF(text_two), OMNI_NIL));
    return mk_Point_region(dest, 1.5, list);
}

/* main
 *   a      a_region  at most 80 bytes, built by make: its region lies in the C frame, and needs no
 *                    chunk; not on the stack: size unknown: built by make
 *   b      b_region  at most 80 bytes, built by make: its region lies in the C frame, and needs no
 *                    chunk; not on the stack: size unknown: built by make
 *   point  stack     at most 32 bytes and one object for each call
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    OMNI_SCRATCH_STORAGE(256) a_scratch;
    /* for a: last used in (equal? a (Point 1.5 '(1 "2"))) */
    Region *a_region = stack_alloc_region(&a_scratch, sizeof a_scratch);
    Obj *a = make(a_region);
    OMNI_SCRATCH_STORAGE(256) b_scratch;
    /* for b: last used in (eqv? a b) */
    Region *b_region = stack_alloc_region(&b_scratch, sizeof b_scratch);
    Obj *b = make(b_region);
    bool equal = omni_is_equal(a, b);
    bool same = omni_is_eqv(a, b);
    region_exit(b_region);  /* last use of b: (eqv? a b) */
    Point point_object;  /* at most 32 bytes and one object for each call */
    bool same_2 = omni_is_eq(a, a);
    bool equal_2 = omni_is_equal(a, mk_Point_stack(&point_object, 1.5, OMNI_REF(list_in_main[0])));
    region_exit(a_region);  /* last use of a: (equal? a (Point 1.5 '(1 "2"))) */
    omni_display_bool(equal);
    omni_display_bool(same);
    omni_display_bool(same_2);
    omni_display_bool(equal_2);
    omni_newline();
    omni_display_bool(false);
    omni_newline();
    return omni_shutdown(0);
}
