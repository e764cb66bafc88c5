/* tested_float.omni, translated by omnic */
#include "omni.h"

static int64_t halvings_float(double x);

OMNI_STATIC_FLOAT(float_1_0, 1.0);

OMNI_STATIC_STRING(text_1000_0_3, "1000.0 3", 8);

/* It computes with Floats, so what it tests for is a Float. `steps` is an Int in any case. */
/* halvings
 *   x  borrowed  changed here; the caller keeps it
 */
static int64_t halvings(Obj *x)
{
    if (omni_is_float(x)) {
        return halvings_float(omni_float_value(x));
    }
    Obj *rest = x;
    int64_t steps = 0;
    while (!omni_num_lt(rest, OMNI_REF(float_1_0), "halvings+2: (< rest 1.0)")) {
        double product = omni_inexact(rest, "halvings+4: (* rest 0.5)") * 0.5;
        rest = mk_float_region(region_of(x), product);
        steps = omni_int_add(steps, 1, "halvings+4: (+ steps 1)");
    }
    return steps;
}

/* halvings_float
 *   halvings_float  version  specialised for Float: called once, with Float
 */
static int64_t halvings_float(double x)
{
    double rest = x;
    int64_t steps = 0;
    while (!(rest < 1.0)) {
        rest = rest * 0.5;
        steps = omni_int_add(steps, 1, "halvings+4: (+ steps 1)");
    }
    return steps;
}

/* main
 *   port   port_region     few objects for each call, so the first 512 bytes of their region lie in
 *                          the C frame; not on the stack: what it holds lies in a buffer of its
 *                          own, which can grow
 *   datum  datum_region    few objects for each call, so the first 512 bytes of their region lie in
 *                          the C frame; not on the stack: size unknown: built by read
 *   datum  datum_region_2  few objects for each call, so the first 512 bytes of their region lie in
 *                          the C frame; not on the stack: size unknown: built by read
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    OMNI_SCRATCH_STORAGE(512) port_scratch;
    /* for port: last used in (read port) */
    Region *port_region = stack_alloc_region(&port_scratch, sizeof port_scratch);
    Obj *port = omni_open_input_string(port_region, OMNI_REF(text_1000_0_3),
                                       "main: (open-input-string \"1000.0 3\")");
    OMNI_SCRATCH_STORAGE(512) datum_scratch;
    /* for datum: last used in (halvings (read port)) */
    Region *datum_region = stack_alloc_region(&datum_scratch, sizeof datum_scratch);
    int64_t halvings_result = halvings(omni_read_from(datum_region, port, "main: (read port)"));
    region_exit(datum_region);  /* last use of datum: (halvings (read port)) */
    omni_display_int(halvings_result);
    omni_newline();
    OMNI_SCRATCH_STORAGE(512) datum_scratch_2;
    /* for datum: last used in (halvings (read port)) */
    Region *datum_region_2 = stack_alloc_region(&datum_scratch_2, sizeof datum_scratch_2);
    Obj *datum = omni_read_from(datum_region_2, port, "main: (read port)");
    region_exit(port_region);  /* last use of port: (read port) */
    int64_t halvings_result_2 = halvings(datum);
    region_exit(datum_region_2);  /* last use of datum: (halvings (read port)) */
    omni_display_int(halvings_result_2);
    omni_newline();
    return omni_shutdown(0);
}
