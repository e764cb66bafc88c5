/* exported.omni, translated by omnic */
#include "omni.h"

typedef struct Sample Sample;
struct Sample {
    Struct header;
    int64_t at;
    double value;
};

static const OmniField Sample_fields[] = {
    OMNI_FIELD(Sample, at, "at", INT),
    OMNI_FIELD(Sample, value, "value", FLOAT),
};
const OmniStructType Sample_type = { "Sample", sizeof(Sample), 2, Sample_fields };

/* Is it a Sample? The functions below want one, and do not ask. */
bool Sample_is(const Obj *value)
{
    return omni_is_struct(value, &Sample_type);
}

/* A new Sample in `region`. */
Obj *mk_Sample_region(Region *region, int64_t at, double value)
{
    Sample *self = (Sample *)omni_struct_region(region, &Sample_type);
    self->at = at;
    self->value = value;
    return &self->header.header;
}

int64_t Sample_at(const Obj *self)
{
    return ((const Sample *)self)->at;
}

double Sample_value(const Obj *self)
{
    return ((const Sample *)self)->value;
}

void Sample_set_value(Obj *self, double value)
{
    ((Sample *)self)->value = value;
}

static double half(double x);
static Obj *Sample_value__entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *fold(Region *dest, Obj *f, int64_t start, Obj *items);
static Obj *plus_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *map(Region *dest, Obj *f, Obj *items);
static Obj *plus_int(Obj *numbers);

OMNI_STATIC_CLOSURE(Sample_value__closure, Sample_value__entry, 1, 1);
OMNI_STATIC_CLOSURE(plus_2_closure, plus_2_entry, 0, -1);

/* sample_average
 *   samples   borrowed    only read here; the caller keeps it
 *   quotient  dest        returned, so it is built in the caller's region: no copy
 *   length    stack       at most 16 bytes and one object for each call
 *   fold      map_region  not reachable from outside; last use: (/ (fold + 0 (map Sample-value
 *                         sample...; not on the stack: size unknown: built by +
 */
Obj *sample_average(Region *dest, Obj *samples)
{
    /* for map: last used in (/ (fold + 0 (map Sample-value sample... */
    Region *map_region = region_create();
    IntBox length_box;  /* at most 16 bytes and one object for each call */
    Obj *fold_result = fold(map_region, OMNI_REF(plus_2_closure), 0,
                            map(map_region, OMNI_REF(Sample_value__closure), samples));
    Obj *length = mk_int_stack(&length_box, omni_length(samples, "average+0: (length samples)"));
    Obj *quotient = omni_div(dest, fold_result, length,
                             "average+0: (/ (fold + 0 (map Sample-value sample...");
    region_exit(map_region);  /* last use of map: (/ (fold + 0 (map Sample-value sample... */
    return quotient;
}

double scale(double x, int64_t by)
{
    return half(x * (double)by);
}

static double half(double x)
{
    return x / 2.0;
}

/* Sample_value_
 *   sample  borrowed  only read here; the caller keeps it
 */
static double Sample_value_(Obj *sample)
{
    return Sample_value(omni_as_struct(sample, &Sample_type, "Sample-value+0: Sample"));
}

static Obj *Sample_value__entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return mk_float_region(dest, Sample_value_(args[0]));
}

void exported_init(void)
{
    omni_init(0, NULL);
    omni_display_float(scale(1.5, 4));
    omni_newline();
}

int exported_shutdown(void)
{
    return omni_shutdown(0);
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    exported_init();
    (void)exported_shutdown();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* fold
 *   f      borrowed  only read here; the caller keeps it
 *   items  borrowed  only read here; the caller keeps it
 */
static Obj *fold(Region *dest, Obj *f, int64_t start, Obj *items)
{
    Obj *result = mk_int_region(dest, start);
    Obj *rest = items;
    while (!omni_is_null(rest)) {
        result = omni_call(f, dest, 2, (Obj *[]){ omni_pair_car(rest), result },
                           "fold+4: (f (car rest) result)");
        rest = omni_pair_cdr(rest);
    }
    return result;
}

/* plus
 *   numbers  borrowed  only read here; the caller keeps it
 */
static Obj *plus(Region *dest, Obj *numbers)
{
    Obj *sum = OMNI_FIX(0);
    Obj *rest = numbers;
    while (!omni_is_null(rest)) {
        sum = omni_add(dest, sum, omni_pair_car(rest), "++4: (+ sum (car rest))");
        rest = omni_pair_cdr(rest);
    }
    return sum;
}

/* plus_2
 *   a     borrowed     only read here; the caller keeps it
 *   b     borrowed     only read here; the caller keeps it
 *   more  borrowed     changed here; the caller keeps it
 *   list  more_region  becomes part of more, so it is built in the region that holds more
 *   plus  dest         returned, so it is built in the caller's region: no copy
 *   list  stack        at most 24 bytes and one object for each call
 */
static Obj *plus_2(Region *dest, Obj *a, Obj *b, Obj *more)
{
    if (omni_is_absent(a)) {
        return mk_int_region(dest, omni_int_value(plus_int(OMNI_NIL)));
    } else if (omni_is_absent(b)) {
        Pair list_pair;  /* at most 24 bytes and one object for each call */
        return plus(dest, mk_pair_stack(&list_pair, a, OMNI_NIL));
    } else if (omni_is_null(more)) {
        return omni_add(dest, a, b, "+");
    }
    /* becomes part of more, so it is built in the region that holds more */
    Region *more_region = region_of(more);
    return plus(dest, mk_pair_region(more_region, a, mk_pair_region(more_region, b, more)));
}

static Obj *plus_2_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    return plus_2(dest, argc > 0 ? args[0] : OMNI_ABSENT, argc > 1 ? args[1] : OMNI_ABSENT,
                  omni_rest_list(dest, argc, args, 2));
}

/* map
 *   f      borrowed  only read here; the caller keeps it
 *   items  borrowed  only read here; the caller keeps it
 *   first  dest      returned, so it is built in the caller's region: no copy
 *   next   dest      returned, so it is built in the caller's region: no copy
 */
static Obj *map(Region *dest, Obj *f, Obj *items)
{
    if (omni_is_null(items)) {
        return OMNI_NIL;
    }
    Obj *head = omni_car(items, "map+3: (car items)");
    Obj *f_result = omni_call(f, dest, 1, (Obj *[]){ head }, "map+3: (f (car items))");
    Obj *first = mk_pair_region(dest, f_result, OMNI_NIL);
    Obj *rest = omni_pair_cdr(items);
    Obj *last = first;
    while (!omni_is_null(rest)) {
        Obj *head_2 = omni_car(rest, "map+7: (car rest)");
        Obj *f_result_2 = omni_call(f, dest, 1, (Obj *[]){ head_2 }, "map+7: (f (car rest))");
        Obj *next = mk_pair_region(dest, f_result_2, OMNI_NIL);
        omni_set_cdr(last, next, "map+8: (set-cdr! last next)");
        rest = omni_pair_cdr(rest);
        last = next;
    }
    return first;
}

/* plus_int
 *   plus_int  version  specialised for Int: called once, with Int
 */
static Obj *plus_int(Obj *numbers)
{
    (void)numbers;
    Obj *sum = OMNI_FIX(0);
    for (;;) {
        return sum;
    }
}
