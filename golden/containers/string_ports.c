/* string_ports.omni, translated by omnic */
#include "omni.h"

static Obj *with_output_to_string_main_lambda(Region *dest);
static Obj *call_with_output_string_main_lambda_2(Region *dest);

OMNI_STATIC_FLOAT(float_3_5, 3.5);

OMNI_STATIC_SYMBOL(sym_three, "three");

OMNI_STATIC_STRING(text_four, "four", 4);
OMNI_STATIC_STRING(text_two, "two", 3);

static const Pair list_in_main[3] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(text_two), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_three), OMNI_NIL},
};

/* Output into a string: the text grows in the port's region, the result is a string of its own. */
/* joined
 *   items  borrowed     only read here; the caller keeps it
 *   port   port_region  few objects for each call, so the first 512 bytes of their region lie in
 *                       the C frame; not on the stack: what it holds lies in a buffer of its own,
 *                       which can grow
 *   text   dest         returned, so it is built in the caller's region: no copy
 */
static Obj *joined(Region *dest, Obj *items)
{
    OMNI_SCRATCH_STORAGE(512) port_scratch;
    /* for port: last used in (get-output-string port) */
    Region *port_region = stack_alloc_region(&port_scratch, sizeof port_scratch);
    Obj *port = omni_open_output_string(port_region);
    Obj *rest = items;
    while (!omni_is_null(rest)) {
        Obj *item = omni_pair_car(rest);
        omni_write_to(item, port, "joined+3: (write item port)");
        omni_write_char_to(';', port, "joined+4: (write-char #\\; port)");
        rest = omni_pair_cdr(rest);
    }
    Obj *text = omni_get_output_string(dest, port, "joined+5: (get-output-string port)");
    region_exit(port_region);  /* last use of port: (get-output-string port) */
    return text;
}

static void main_lambda(void)
{
    omni_display(OMNI_REF(text_four));
    omni_newline();
}

/* main_lambda_2
 *   port  borrowed  changed here; the caller keeps it
 */
static inline void main_lambda_2(Obj *port)
{
    omni_display_to(OMNI_REF(float_3_5), port, "main-lambda-2+0: (display 3.5 port)");
}

/* main
 *   joined                   joined_region                   not reachable from outside; last use:
 *                                                            (println (joined '(1 "two" three)));
 *                                                            not on the stack: size unknown: built
 *                                                            by joined
 *   with_output_to_string    with_output_to_string_region    not reachable from outside; last use:
 *                                                            (string-length
 *                                                            (with-output-to-string...; not on the
 *                                                            stack: size unknown: built by
 *                                                            with-output-to-string-main-lambda
 *   call_with_output_string  call_with_output_string_region  not reachable from outside; last use:
 *                                                            (println (call-with-output-string
 *                                                            (la...; not on the stack: size
 *                                                            unknown: built by
 *                                                            call-with-output-string-main-lambda
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for joined: last used in (println (joined '(1 "two" three))) */
    Region *joined_region = region_create();
    omni_display(joined(joined_region, OMNI_REF(list_in_main[0])));
    region_exit(joined_region);  /* last use of joined: (println (joined '(1 "two" three))) */
    omni_newline();
    /* for with-output-to-string: last used in (string-length (with-output-to-string... */
    Region *with_output_to_string_region = region_create();
    Obj *with_output_to_string = with_output_to_string_main_lambda(with_output_to_string_region);
    int64_t length = omni_string_length(with_output_to_string,
                                        "main: (string-length (with-output-to-string...");
    /* last use of with-output-to-string: (string-length (with-output-to-string... */
    region_exit(with_output_to_string_region);
    omni_display_int(length);
    omni_newline();
    /* for call-with-output-string: last used in (println (call-with-output-string (la... */
    Region *call_with_output_string_region = region_create();
    Obj *call_with_output_string = call_with_output_string_main_lambda_2(
            call_with_output_string_region);
    omni_display(call_with_output_string);
    /* last use of call-with-output-string: (println (call-with-output-string (la... */
    region_exit(call_with_output_string_region);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* with_output_to_string_main_lambda
 *   with_output_to_string_main_lambda  version      specialised for main-lambda: what it gets to
 *                                                   call is known
 *   port                               port_region  few objects for each call, so the first 512
 *                                                   bytes of their region lie in the C frame; not
 *                                                   on the stack: what it holds lies in a buffer of
 *                                                   its own, which can grow
 *   text                               dest         returned, so it is built in the caller's
 *                                                   region: no copy
 */
static Obj *with_output_to_string_main_lambda(Region *dest)
{
    OMNI_SCRATCH_STORAGE(512) port_scratch;
    /* for port: last used in (get-output-string port) */
    Region *port_region = stack_alloc_region(&port_scratch, sizeof port_scratch);
    Obj *port = omni_open_output_string(port_region);
    omni_begin_output(port, "with-output-to-string+2: (%begin-output port)");
    main_lambda();
    omni_end_output(port, "with-output-to-string+4: (%end-output port)");
    Obj *text = omni_get_output_string(dest, port,
                                       "with-output-to-string+5: (get-output-string port)");
    region_exit(port_region);  /* last use of port: (get-output-string port) */
    return text;
}

/* call_with_output_string_main_lambda_2
 *   call_with_output_string_main_lambda_2  version      specialised for main-lambda-2: what it gets
 *                                                       to call is known
 *   port                                   port_region  few objects for each call, so the first 512
 *                                                       bytes of their region lie in the C frame;
 *                                                       not on the stack: what it holds lies in a
 *                                                       buffer of its own, which can grow
 *   text                                   dest         returned, so it is built in the caller's
 *                                                       region: no copy
 */
static Obj *call_with_output_string_main_lambda_2(Region *dest)
{
    OMNI_SCRATCH_STORAGE(512) port_scratch;
    /* for port: last used in (get-output-string port) */
    Region *port_region = stack_alloc_region(&port_scratch, sizeof port_scratch);
    Obj *port = omni_open_output_string(port_region);
    main_lambda_2(port);
    Obj *text = omni_get_output_string(dest, port,
                                       "call-with-output-string+3: (get-output-string port)");
    region_exit(port_region);  /* last use of port: (get-output-string port) */
    return text;
}
