/* mutable.omni, translated by omnic */
#include "omni.h"

/* A mutable scalar field is a C field that is assigned. */
typedef struct Counter Counter;
struct Counter {
    Struct header;
    int64_t hits;
    Obj *name;
};

static const OmniField Counter_fields[] = {
    OMNI_FIELD(Counter, hits, "hits", INT),
    OMNI_FIELD(Counter, name, "name", VALUE),
};
static const OmniStructType Counter_type = { "Counter", sizeof(Counter), 2, Counter_fields };

static inline Obj *mk_Counter_stack(Counter *self, int64_t hits, Obj *name)
{
    omni_struct_stack(&self->header, &Counter_type);
    self->hits = hits;
    self->name = name;
    return &self->header.header;
}

static inline int64_t Counter_hits(const Obj *self)
{
    return ((const Counter *)self)->hits;
}

static inline void Counter_set_hits(Obj *self, int64_t hits)
{
    ((Counter *)self)->hits = hits;
}

static inline Obj *Counter_name(const Obj *self)
{
    return ((const Counter *)self)->name;
}

OMNI_STATIC_STRING(text_colon_space, ": ", 2);
OMNI_STATIC_STRING(text_runs, "runs", 4);

/* run
 *   c  stack  at most 32 bytes and one object for each call
 */
static void run(int64_t n)
{
    Counter c_object;  /* at most 32 bytes and one object for each call */
    Obj *c = mk_Counter_stack(&c_object, 0, OMNI_REF(text_runs));
    int64_t i = 0;
    while (i < n) {
        int64_t sum = omni_int_add(Counter_hits(c), i, "run+2: (+ c.hits i)");
        Counter_set_hits(c, sum);
        i = i + 1;
    }
    int64_t product = omni_int_mul(2, Counter_hits(c), "run+3: (* 2 (Counter-hits c))");
    Counter_set_hits(c, product);
    int64_t hits = Counter_hits(c);
    omni_display(Counter_name(c));
    omni_display(OMNI_REF(text_colon_space));
    omni_display_int(hits);
    omni_newline();
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    run(5);
    return omni_shutdown(0);
}
