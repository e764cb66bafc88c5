/* tested.omni, translated by omnic */
#include "omni.h"

static inline int64_t fib_int(int64_t n);

OMNI_STATIC_STRING(text_20_2_5, "20 2.5", 6);

/* A number that was read may be an Int or a Float. The function tests it once, at its beginning,
 * and goes on in a version for Ints, without boxes and tests. What is left of it is for Floats. */
/* fib
 *   n    borrowed           part of the result; the caller keeps it alive as long as the result
 *   fib  dest               returned, so it is built in the caller's region: no copy
 *   fib  difference_region  used only in this branch, last in (+ (fib (- n 1)) (fib (- n 2))); not
 *                           on the stack: size unknown: built by fib
 */
static Obj *fib(Region *dest, Obj *n)
{
    OMNI_STACK_CHECK("fib");
    if (omni_is_int(n)) {
        return mk_int_region(dest, fib_int(omni_int_value(n)));
    } else if (omni_inexact(n, "fib+1: (< n 2)") < 2.0) {
        return n;
    }
    double difference = omni_float_value(n) - 1.0;
    Region *difference_region = region_create();  /* for difference: used only in this branch */
    Obj *fib_result = fib(difference_region, mk_float_region(difference_region, difference));
    Obj *fib_result_2 = fib(difference_region,
                            mk_float_region(difference_region, omni_float_value(n) - 2.0));
    Obj *sum = omni_add(dest, fib_result, fib_result_2, "fib+3: (+ (fib (- n 1)) (fib (- n 2)))");
    region_exit(difference_region);  /* last use of difference: (+ (fib (- n 1)) (fib (- n 2))) */
    return sum;
}

/* fib_int
 *   fib_int  version  specialised for Int: called once, with Int
 */
static inline int64_t fib_int(int64_t n)
{
    OMNI_STACK_CHECK("fib");
    if (n < 2) {
        return n;
    }
    int64_t fib = fib_int(n - 1);
    return omni_int_add(fib, fib_int(n - 2), "fib+3: (+ (fib (- n 1)) (fib (- n 2)))");
}

/* main
 *   port  port_region     few objects for each call, so the first 512 bytes of their region lie in
 *                         the C frame; not on the stack: what it holds lies in a buffer of its own,
 *                         which can grow
 *   fib   datum_region    not reachable from outside; last use: (println (fib (read port))); not on
 *                         the stack: size unknown: built by fib
 *   fib   datum_region_2  not reachable from outside; last use: (println (fib (read port))); not on
 *                         the stack: size unknown: built by fib
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    OMNI_SCRATCH_STORAGE(512) port_scratch;
    /* for port: last used in (read port) */
    Region *port_region = stack_alloc_region(&port_scratch, sizeof port_scratch);
    Obj *port = omni_open_input_string(port_region, OMNI_REF(text_20_2_5),
                                       "main: (open-input-string \"20 2.5\")");
    /* for datum: last used in (println (fib (read port))) */
    Region *datum_region = region_create();
    Obj *fib_result = fib(datum_region, omni_read_from(datum_region, port, "main: (read port)"));
    omni_display(fib_result);
    region_exit(datum_region);  /* last use of datum: (println (fib (read port))) */
    omni_newline();
    /* for datum: last used in (println (fib (read port))) */
    Region *datum_region_2 = region_create();
    Obj *datum = omni_read_from(datum_region_2, port, "main: (read port)");
    region_exit(port_region);  /* last use of port: (read port) */
    omni_display(fib(datum_region_2, datum));
    region_exit(datum_region_2);  /* last use of datum: (println (fib (read port))) */
    omni_newline();
    return omni_shutdown(0);
}
