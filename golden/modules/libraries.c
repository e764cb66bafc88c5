/* libraries.omni, translated by omnic */
#include "omni.h"

typedef struct Counter Counter;
struct Counter {
    Struct header;
    int64_t value;
};

static const OmniField Counter_fields[] = {
    OMNI_FIELD(Counter, value, "value", INT),
};
static const OmniStructType Counter_type = { "counter", sizeof(Counter), 1, Counter_fields };

static inline Obj *mk_Counter_region(Region *region, int64_t value)
{
    Counter *self = (Counter *)omni_struct_region(region, &Counter_type);
    self->value = value;
    return &self->header.header;
}

static inline int64_t Counter_value(const Obj *self)
{
    return ((const Counter *)self)->value;
}

static inline void Counter_set_value(Obj *self, int64_t value)
{
    ((Counter *)self)->value = value;
}

OMNI_STATIC_SYMBOL(sym_mine, "mine");

OMNI_STATIC_STRING(text_space, " ", 1);

static int64_t value = 0;

static int64_t squares_helper(int64_t x)
{
    return omni_int_mul(x, x, "helper+0: (* x x)");
}

static int64_t squares_sum_of_squares(int64_t a, int64_t b)
{
    int64_t helper = squares_helper(a);
    return omni_int_add(helper, squares_helper(b), "sum-of-squares+0: (+ (helper a) (helper b))");
}

/* counter_make_counter
 *   counter  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *counter_make_counter(Region *dest)
{
    return mk_Counter_region(dest, 0);
}

/* counter_counter_next
 *   counter  borrowed  changed here; the caller keeps it
 */
static inline int64_t counter_counter_next(Obj *counter)
{
    int64_t sum = omni_int_add(Counter_value(counter), 1, "counter-next!+1: (+ (value counter) 1)");
    Counter_set_value(counter, sum);
    return Counter_value(counter);
}

static Obj *helper(void)
{
    return OMNI_REF(sym_mine);
}

/* main
 *   count  count_region  at most 24 bytes, built by make-counter: its region lies in the C frame,
 *                        and needs no chunk; not on the stack: size unknown: built by make-counter
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    value = 10;
    int64_t sum_of_squares = squares_sum_of_squares(3, 4);
    Obj *helper_result = helper();
    int64_t value_value = value;
    omni_display_int(sum_of_squares);
    omni_display(OMNI_REF(text_space));
    omni_display(helper_result);
    omni_display(OMNI_REF(text_space));
    omni_display_int(value_value);
    omni_newline();
    OMNI_SCRATCH_STORAGE(256) count_scratch;
    /* for count: last used in (c:next! count) */
    Region *count_region = stack_alloc_region(&count_scratch, sizeof count_scratch);
    Obj *count = counter_make_counter(count_region);
    counter_counter_next(count);
    int64_t counter_next = counter_counter_next(count);
    region_exit(count_region);  /* last use of count: (c:next! count) */
    omni_display_int(counter_next);
    omni_newline();
    return omni_shutdown(0);
}
