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
static Obj *map_Sample_value(Region *dest, Obj *items);
static Obj *fold_plus(Region *dest, int64_t start, Obj *items);

/* sample_average
 *   samples   borrowed     only read here; the caller keeps it
 *   quotient  dest         returned, so it is built in the caller's region: no copy
 *   length    stack        at most 16 bytes and one object for each call
 *   fold      fold_region  not reachable from outside; last use: (/ (fold + 0 (map Sample-value
 *                          sample...; not on the stack: size unknown: built by fold-+
 *   map       map_region   not reachable from outside; last use: (fold + 0 (map Sample-value
 *                          samples)); not on the stack: size unknown: built by map-Sample-value
 */
Obj *sample_average(Region *dest, Obj *samples)
{
    /* for map: last used in (fold + 0 (map Sample-value samples)) */
    Region *map_region = region_create();
    Obj *map = map_Sample_value(map_region, samples);
    /* for fold: last used in (/ (fold + 0 (map Sample-value sample... */
    Region *fold_region = region_create();
    Obj *fold = fold_plus(fold_region, 0, map);
    region_exit(map_region);  /* last use of map: (fold + 0 (map Sample-value samples)) */
    IntBox length_box;  /* at most 16 bytes and one object for each call */
    Obj *length = mk_int_stack(&length_box, omni_length(samples, "average+0: (length samples)"));
    Obj *quotient = omni_div(dest, fold, length,
                             "average+0: (/ (fold + 0 (map Sample-value sample...");
    region_exit(fold_region);  /* last use of fold: (/ (fold + 0 (map Sample-value sample... */
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
double Sample_value_(Obj *sample)
{
    return Sample_value(omni_as_struct(sample, &Sample_type, "Sample-value+0: Sample"));
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

/* map_Sample_value
 *   map_Sample_value  version   specialised for Sample-value: what it gets to call is known
 *   map_Sample_value  loop      what a call of itself returns only ends its list: each pair is
 *                               linked behind the last
 *   items             borrowed  only read here; the caller keeps it
 *   pair              dest      returned, so it is built in the caller's region: no copy
 */
static Obj *map_Sample_value(Region *dest, Obj *items)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(items)) {
        Obj *head = omni_car(items, "map+3: (car items)");
        double f_result = Sample_value(omni_as_struct(head, &Sample_type,
                                                      "map+3: (f (car items))"));
        Obj *pair = mk_pair_region(dest, mk_float_region(dest, f_result), OMNI_NIL);
        Obj *tail = omni_pair_cdr(items);
        if (omni_is_null(last)) {
            first = pair;
        } else {
            omni_pair_set_cdr(last, pair);
        }
        items = tail;
        last = pair;
    }
    return first;
}

/* fold_plus
 *   fold_plus  version   specialised for +: what it gets to call is known
 *   items      borrowed  only read here; the caller keeps it
 */
static Obj *fold_plus(Region *dest, int64_t start, Obj *items)
{
    /* for result: carried from one iteration to the next */
    Region *result_region = region_create();
    Obj *result = mk_int_region(result_region, start);
    Obj *rest = items;
    while (!omni_is_null(rest)) {
        double head = omni_float_value(omni_pair_car(rest));
        result = mk_float_region(result_region,
                                 head + omni_inexact(result, "fold+4: (f (car rest) result)"));
        rest = omni_pair_cdr(rest);
    }
    /* result is returned on this path: at most 16 bytes are copied into the caller's region */
    Obj *result_copy = transmigrate(result, result_region, dest);
    region_exit(result_region);  /* what is returned of result has been copied out */
    return result_copy;
}
