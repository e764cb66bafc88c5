/* tests_itself.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_1_2_3_4_7_5_5, "(+ 1 (+ 2 3)) 4 (7 5.5)", 23);

/* No version for Ints: `value` looks itself whether it has a number. `largest` gets none either,
 * because the other operand of its comparison comes out of the list and may be anything. */
/* value
 *   e    borrowed  part of the result; the caller keeps it alive as long as the result
 *   sum  dest      returned, so it is built in the caller's region: no copy
 */
static inline Obj *value(Region *dest, Obj *e)
{
    OMNI_STACK_CHECK("value");
    if (omni_is_number(e)) {
        return e;
    }
    Obj *value_result = value(dest,
                              omni_car(omni_cdr(e, "value+3: (cadr e)"), "value+3: (cadr e)"));
    Obj *head = omni_car(omni_cdr(omni_pair_cdr(e), "value+3: (caddr e)"), "value+3: (caddr e)");
    return omni_add(dest, value_result, value(dest, head),
                    "value+3: (+ (value (cadr e)) (value (caddr e)))");
}

/* largest
 *   so_far  borrowed  part of the result; the caller keeps it alive as long as the result
 *   items   borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *largest(Obj *so_far, Obj *items)
{
    while (!omni_is_null(items)) {
        Obj *head = omni_car(items, "largest+2: (car items)");
        if (omni_num_lt(so_far, head, "largest+2: (< so-far (car items))")) {
            so_far = omni_pair_car(items);
            items = omni_pair_cdr(items);
        } else {
            items = omni_pair_cdr(items);
        }
    }
    return so_far;
}

/* main
 *   port   port_region     few objects for each call, so the first 512 bytes of their region lie in
 *                          the C frame; not on the stack: what it holds lies in a buffer of its
 *                          own, which can grow
 *   value  datum_region    not reachable from outside; last use: (println (value (read port))); not
 *                          on the stack: size unknown: built by value
 *   datum  datum_region_2  few objects for each call, so the first 512 bytes of their region lie in
 *                          the C frame; not on the stack: size unknown: built by read
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    OMNI_SCRATCH_STORAGE(512) port_scratch;
    /* for port: last used in (read port) */
    Region *port_region = stack_alloc_region(&port_scratch, sizeof port_scratch);
    Obj *port = omni_open_input_string(port_region, OMNI_REF(text_1_2_3_4_7_5_5),
                                       "main: (open-input-string \"(+ 1 (+ 2 3)) 4 (...");
    /* for datum: last used in (println (value (read port))) */
    Region *datum_region = region_create();
    Obj *value_result = value(datum_region,
                              omni_read_from(datum_region, port, "main: (read port)"));
    omni_display(value_result);
    region_exit(datum_region);  /* last use of datum: (println (value (read port))) */
    omni_newline();
    OMNI_SCRATCH_STORAGE(512) datum_scratch_2;
    /* for datum: last used in (println (largest (read port) (read p... */
    Region *datum_region_2 = stack_alloc_region(&datum_scratch_2, sizeof datum_scratch_2);
    Obj *datum = omni_read_from(datum_region_2, port, "main: (read port)");
    Obj *datum_2 = omni_read_from(datum_region_2, port, "main: (read port)");
    region_exit(port_region);  /* last use of port: (read port) */
    omni_display(largest(datum, datum_2));
    region_exit(datum_region_2);  /* last use of datum: (println (largest (read port) (read p... */
    omni_newline();
    return omni_shutdown(0);
}
