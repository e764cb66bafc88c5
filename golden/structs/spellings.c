/* spellings.omni, translated by omnic */
#include "omni.h"

/* Three spellings of a struct type mean the same. Fields of a type that is defined later, paths
 * of several steps. */
typedef struct Line Line;
struct Line {
    Struct header;
    Obj *from;
    Obj *to;
};

static const OmniField Line_fields[] = {
    OMNI_FIELD(Line, from, "from", VALUE),
    OMNI_FIELD(Line, to, "to", VALUE),
};
static const OmniStructType Line_type = { "Line", sizeof(Line), 2, Line_fields };

static inline Obj *mk_Line_region(Region *region, Obj *from, Obj *to)
{
    Line *self = (Line *)omni_struct_region(region, &Line_type);
    self->from = from;
    self->to = to;
    return &self->header.header;
}

static inline Obj *Line_from(const Obj *self)
{
    return ((const Line *)self)->from;
}

static inline Obj *Line_to(const Obj *self)
{
    return ((const Line *)self)->to;
}

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

typedef struct Tag Tag;
struct Tag {
    Struct header;
    Obj *name;
};

static const OmniField Tag_fields[] = {
    OMNI_FIELD(Tag, name, "name", VALUE),
};
static const OmniStructType Tag_type = { "Tag", sizeof(Tag), 1, Tag_fields };

static inline Obj *mk_Tag_stack(Tag *self, Obj *name)
{
    omni_struct_stack(&self->header, &Tag_type);
    self->name = name;
    return &self->header.header;
}

OMNI_STATIC_STRING(text_it, "it", 2);
OMNI_STATIC_STRING(text_space, " ", 1);

static Obj *line = OMNI_NOTHING;

/* width
 *   line  borrowed  only read here; the caller keeps it
 */
static int64_t width(Obj *line_value)
{
    int64_t x = Point_x(Line_from(line_value));
    return omni_int_sub(Point_x(Line_to(line_value)), x, "width+0: (- line.to.x line.from.x)");
}

/* main
 *   line   global  reachable from the top-level variable line: lives until the program ends
 *   point  global  reachable from the top-level variable line: lives until the program ends
 *   tag    stack   at most 24 bytes and one object for each call
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    Obj *point = mk_Point_region(omni_global, 1, 2);
    line = mk_Line_region(omni_global, point, mk_Point_region(omni_global, 6, 9));
    int64_t width_result = width(line);
    int64_t y = Point_y(Line_to(line));
    omni_display_int(width_result);
    omni_display(OMNI_REF(text_space));
    omni_display_int(y);
    omni_newline();
    omni_display(line);
    omni_newline();
    Tag tag_object;  /* at most 24 bytes and one object for each call */
    omni_display(mk_Tag_stack(&tag_object, OMNI_REF(text_it)));
    omni_display(OMNI_REF(text_space));
    omni_display_bool(false);
    omni_display_bool(true);
    omni_newline();
    return omni_shutdown(0);
}
