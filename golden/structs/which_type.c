/* which_type.omni, translated by omnic */
#include "omni.h"

/* A path over objects of several types: the one that has the field is found at run time. */
typedef struct Circle Circle;
struct Circle {
    Struct header;
    Obj *name;
    double radius;
};

static const OmniField Circle_fields[] = {
    OMNI_FIELD(Circle, name, "name", VALUE),
    OMNI_FIELD(Circle, radius, "radius", FLOAT),
};
static const OmniStructType Circle_type = { "Circle", sizeof(Circle), 2, Circle_fields };

static inline Obj *mk_Circle_stack(Circle *self, Obj *name, double radius)
{
    omni_struct_stack(&self->header, &Circle_type);
    self->name = name;
    self->radius = radius;
    return &self->header.header;
}

static inline Obj *Circle_name(const Obj *self)
{
    return ((const Circle *)self)->name;
}

typedef struct Square Square;
struct Square {
    Struct header;
    double side;
    Obj *name;
};

static const OmniField Square_fields[] = {
    OMNI_FIELD(Square, side, "side", FLOAT),
    OMNI_FIELD(Square, name, "name", VALUE),
};
static const OmniStructType Square_type = { "Square", sizeof(Square), 2, Square_fields };

static inline Obj *mk_Square_stack(Square *self, double side, Obj *name)
{
    omni_struct_stack(&self->header, &Square_type);
    self->side = side;
    self->name = name;
    return &self->header.header;
}

static inline Obj *Square_name(const Obj *self)
{
    return ((const Square *)self)->name;
}

static void for_each_main_lambda(Obj *items);

OMNI_STATIC_STRING(text_coin, "coin", 4);
OMNI_STATIC_STRING(text_disc, "disc", 4);
OMNI_STATIC_STRING(text_round, ", round", 7);
OMNI_STATIC_STRING(text_tile, "tile", 4);
OMNI_STATIC_STRING(text_with_corners, ", with corners", 14);

/* describe
 *   shape  borrowed  only read here; the caller keeps it
 *   text   dest      returned, so it is built in the caller's region: no copy
 */
static Obj *describe(Region *dest, Obj *shape)
{
    Obj *result;
    if (omni_is_struct(shape, &Circle_type)) {
        result = Circle_name(shape);
    } else {
        result = Square_name(shape);
    }
    Obj *result_2;
    if (omni_is_struct(shape, &Circle_type)) {
        result_2 = OMNI_REF(text_round);
    } else {
        result_2 = OMNI_REF(text_with_corners);
    }
    return omni_string_append(dest, result, result_2,
                              "describe+1: (string-append shape.name (if (Circle...");
}

/* main_lambda
 *   shape     borrowed         only read here; the caller keeps it
 *   describe  describe_region  not reachable from outside; last use: (println (describe shape));
 *                              not on the stack: size unknown: built by describe
 */
static void main_lambda(Obj *shape)
{
    /* for describe: last used in (println (describe shape)) */
    Region *describe_region = region_create();
    omni_display(describe(describe_region, shape));
    region_exit(describe_region);  /* last use of describe: (println (describe shape)) */
    omni_newline();
}

/* main
 *   list    stack  at most 72 bytes and one object for each call
 *   circle  stack  at most 96 bytes and one object for each call
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Circle circle_object;  /* at most 96 bytes and one object for each call */
    Square square_object;  /* at most 96 bytes and one object for each call */
    Circle circle_object_2;  /* at most 96 bytes and one object for each call */
    Pair list_pair;  /* at most 72 bytes and one object for each call */
    Pair list_pair_2;  /* at most 72 bytes and one object for each call */
    Pair list_pair_3;  /* at most 72 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair,
                              mk_Circle_stack(&circle_object_2, OMNI_REF(text_coin), 0.5),
                              OMNI_NIL);
    Obj *list_2 = mk_pair_stack(&list_pair_2,
                                mk_Square_stack(&square_object, 2.0, OMNI_REF(text_tile)), list);
    Obj *list_3 = mk_pair_stack(&list_pair_3,
                                mk_Circle_stack(&circle_object, OMNI_REF(text_disc), 1.0), list_2);
    for_each_main_lambda(list_3);
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* for_each_main_lambda
 *   for_each_main_lambda  version   specialised for main-lambda: what it gets to call is known
 *   items                 borrowed  only read here; the caller keeps it
 */
static void for_each_main_lambda(Obj *items)
{
    Obj *rest = items;
    while (!omni_is_null(rest)) {
        main_lambda(omni_pair_car(rest));
        rest = omni_pair_cdr(rest);
    }
}
