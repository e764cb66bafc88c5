/* inner.omni, translated by omnic */
#include "omni.h"

typedef struct Sides Sides;
struct Sides {
    Struct header;
    double a;
    double b;
};

static const OmniField Sides_fields[] = {
    OMNI_FIELD(Sides, a, "a", FLOAT),
    OMNI_FIELD(Sides, b, "b", FLOAT),
};
static const OmniStructType Sides_type = { "sides", sizeof(Sides), 2, Sides_fields };

static inline Obj *mk_Sides_stack(Sides *self, double a, double b)
{
    omni_struct_stack(&self->header, &Sides_type);
    self->a = a;
    self->b = b;
    return &self->header.header;
}

static inline double Sides_a(const Obj *self)
{
    return ((const Sides *)self)->a;
}

static inline double Sides_b(const Obj *self)
{
    return ((const Sides *)self)->b;
}

typedef struct Sides2 Sides2;
struct Sides2 {
    Struct header;
    int64_t count;
};

static const OmniField Sides2_fields[] = {
    OMNI_FIELD(Sides2, count, "count", INT),
};
static const OmniStructType Sides2_type = { "sides", sizeof(Sides2), 1, Sides2_fields };

static inline Obj *mk_Sides2_stack(Sides2 *self, int64_t count)
{
    omni_struct_stack(&self->header, &Sides2_type);
    self->count = count;
    return &self->header.header;
}

static inline int64_t Sides2_count(const Obj *self)
{
    return ((const Sides2 *)self)->count;
}

OMNI_STATIC_STRING(text_space, " ", 1);

/* hypotenuse_square_sum
 *   s  borrowed  only read here; the caller keeps it
 */
static double hypotenuse_square_sum(Obj *s)
{
    return Sides_a(s) * Sides_a(s) + Sides_b(s) * Sides_b(s);
}

/* A type that a body defines is known there only. */
/* hypotenuse
 *   sides  stack  at most 32 bytes and one object for each call
 */
static double hypotenuse(double a, double b)
{
    Sides sides_object;  /* at most 32 bytes and one object for each call */
    return sqrt(hypotenuse_square_sum(mk_Sides_stack(&sides_object, a, b)));
}

/* label
 *   s  stack  at most 24 bytes and one object for each call
 */
static int64_t label(int64_t n)
{
    Sides2 s_object;  /* at most 24 bytes and one object for each call */
    Obj *s = mk_Sides2_stack(&s_object, n);
    return Sides2_count(s);
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    double hypotenuse_result = hypotenuse(3.0, 4.0);
    int64_t label_result = label(7);
    omni_display_float(hypotenuse_result);
    omni_display(OMNI_REF(text_space));
    omni_display_int(label_result);
    omni_newline();
    return omni_shutdown(0);
}
