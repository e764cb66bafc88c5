/* macro_made.omni, translated by omnic */
#include "omni.h"

typedef struct Hidden Hidden;
struct Hidden {
    Struct header;
    int64_t a;
    int64_t b;
};

static const OmniField Hidden_fields[] = {
    OMNI_FIELD(Hidden, a, "a", INT),
    OMNI_FIELD(Hidden, b, "b", INT),
};
static const OmniStructType Hidden_type = { "hidden", sizeof(Hidden), 2, Hidden_fields };

static inline Obj *mk_Hidden_stack(Hidden *self, int64_t a, int64_t b)
{
    omni_struct_stack(&self->header, &Hidden_type);
    self->a = a;
    self->b = b;
    return &self->header.header;
}

static inline int64_t Hidden_a(const Obj *self)
{
    return ((const Hidden *)self)->a;
}

static inline int64_t Hidden_b(const Obj *self)
{
    return ((const Hidden *)self)->b;
}

static int64_t hidden = 0;

/* main
 *   hidden  stack  at most 32 bytes and one object for each call
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    hidden = 5;
    Hidden hidden_object;  /* at most 32 bytes and one object for each call */
    Hidden hidden_object_2;  /* at most 32 bytes and one object for each call */
    int64_t b = Hidden_b(mk_Hidden_stack(&hidden_object_2, 1, 2));
    int64_t hidden_value = hidden;
    omni_display_int(Hidden_a(mk_Hidden_stack(&hidden_object, 1, 2)));
    omni_display_int(b);
    omni_display_int(hidden_value);
    omni_newline();
    return omni_shutdown(0);
}
