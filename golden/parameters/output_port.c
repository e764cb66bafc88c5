/* output_port.omni, translated by omnic */
#include "omni.h"

static Obj *main_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *current_output_port_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static void with_parameter_current_output_port_to_text_parameterized(Obj *value, Obj *x);
static Obj *with_parameter(Obj *value);

OMNI_STATIC_SYMBOL(sym_begin, "begin");
OMNI_STATIC_SYMBOL(sym_convert, "convert");
OMNI_STATIC_SYMBOL(sym_end, "end");
OMNI_STATIC_SYMBOL(sym_hello, "hello");
OMNI_STATIC_SYMBOL(sym_left, "left");

OMNI_STATIC_STRING(text_bang, "!", 1);
OMNI_STATIC_STRING(text_caught, "caught ", 7);
OMNI_STATIC_STRING(text_lost, "lost", 4);

OMNI_STATIC_CLOSURE(main_guarded_closure, main_guarded_entry, 0, 0);
OMNI_STATIC_CLOSURE(current_output_port_closure, current_output_port_entry, 0, 2);

/* The current output port is a parameter: what is displayed goes to the string. */
static void shout(Obj *x)
{
    omni_display(x);
    omni_display(OMNI_REF(text_bang));
}

/* to_text
 *   port  port_region  not reachable from outside; last use: (get-output-string port); not on the
 *                      stack: what it holds lies in a buffer of its own, which can grow
 *   text  dest         returned, so it is built in the caller's region: no copy
 */
static Obj *to_text(Region *dest, Obj *x)
{
    Region *port_region = region_create();  /* for port: last used in (get-output-string port) */
    Obj *port = omni_open_output_string(port_region);
    Obj *value = omni_call(OMNI_REF(current_output_port_closure), port_region, 2,
                           (Obj *[]){ OMNI_REF(sym_convert), port },
                           "to-text+2: (current-output-port port)");
    with_parameter_current_output_port_to_text_parameterized(value, x);
    Obj *text = omni_get_output_string(dest, port, "to-text+3: (get-output-string port)");
    region_exit(port_region);  /* last use of port: (get-output-string port) */
    return text;
}

static Obj *main_guarded_parameterized(void)
{
    omni_display(OMNI_REF(text_lost));
    omni_raise(OMNI_REF(sym_left), "main-guarded-parameterized+0: (raise 'left)");
}

/* main_guarded
 *   value  port_region  not reachable from outside; last use: (parameterize ((current-output-port
 *                       (...; not on the stack: size unknown: built by parameter
 */
static Obj *main_guarded(void)
{
    OMNI_STACK_CHECK("main-guarded");
    /* for port: last used in (parameterize ((current-output-port (... */
    Region *port_region = region_create();
    Obj *port = omni_open_output_string(port_region);
    Obj *value = omni_call(OMNI_REF(current_output_port_closure), port_region, 2,
                           (Obj *[]){ OMNI_REF(sym_convert), port },
                           "main-guarded+1: (current-output-port (open-output-str...");
    Obj *with = with_parameter(value);
    region_exit(port_region);  /* last use of port: (parameterize ((current-output-port (... */
    return with;
}

static Obj *main_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    (void)args;
    return main_guarded();
}

/* main
 *   to_text  to_text_region  not reachable from outside; last use: (string-length (to-text
 *                            'hello)); not on the stack: size unknown: built by to-text
 *   e        e_region        few objects for each call, so the first 512 bytes of their region lie
 *                            in the C frame; not on the stack: size unknown: built by raise
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for to-text: last used in (string-length (to-text 'hello)) */
    Region *to_text_region = region_create();
    Obj *to_text_result = to_text(to_text_region, OMNI_REF(sym_hello));
    int64_t length = omni_string_length(to_text_result, "main: (string-length (to-text 'hello))");
    region_exit(to_text_region);  /* last use of to-text: (string-length (to-text 'hello)) */
    omni_display_int(length);
    omni_newline();
    Obj *outcome = omni_try(OMNI_REF(main_guarded_closure), omni_global,
                            "main: (guard (e (#t (println \"caught \" e)))...");
    if (omni_is_raised(outcome)) {
        OMNI_SCRATCH_STORAGE(512) e_scratch;
        /* for e: used only in this branch */
        Region *e_region = stack_alloc_region(&e_scratch, sizeof e_scratch);
        Obj *e = omni_caught(e_region);
        omni_display(OMNI_REF(text_caught));
        omni_display(e);
        region_exit(e_region);  /* last use of e: (println "caught " e) */
        omni_newline();
    }
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* current_output_port_2
 *   port  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *current_output_port_2(Obj *operation, Obj *port)
{
    if (operation == OMNI_REF(sym_convert)) {
        return port;
    } else if (operation == OMNI_REF(sym_begin)) {
        omni_begin_output(port, "current-output-port-2+3: (%begin-output port)");
        return OMNI_NOTHING;
    } else if (operation == OMNI_REF(sym_end)) {
        omni_end_output(port, "current-output-port-2+4: (%end-output port)");
        return OMNI_NOTHING;
    }
    return OMNI_NOTHING;
}

/* current_output_port
 *   b  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *current_output_port(Obj *a, Obj *b)
{
    if (omni_is_absent(a)) {
        return omni_current_output();
    } else if (omni_is_absent(b)) {
        omni_wrong_argument_count(1, "current-output-port");
    }
    return current_output_port_2(a, b);
}

static Obj *current_output_port_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    return current_output_port(argc > 0 ? args[0] : OMNI_ABSENT, argc > 1 ? args[1] : OMNI_ABSENT);
}

/* with_parameter_current_output_port_to_text_parameterized
 *   with_parameter_current_output_port_to_text_parameterized  version   specialised for
 *                                                                       current-output-port,
 *                                                                       to-text-parameterized: what
 *                                                                       it gets to call is known
 *   value                                                     borrowed  only read here; the caller
 *                                                                       keeps it
 */
static void with_parameter_current_output_port_to_text_parameterized(Obj *value, Obj *x)
{
    current_output_port_2(OMNI_REF(sym_begin), value);
    shout(x);
    current_output_port_2(OMNI_REF(sym_end), value);
}

/* with_parameter
 *   with_parameter  version   specialised for current-output-port, main-guarded-parameterized: what
 *                             it gets to call is known
 *   value           borrowed  only read here; the caller keeps it
 */
static Obj *with_parameter(Obj *value)
{
    current_output_port_2(OMNI_REF(sym_begin), value);
    Obj *result = main_guarded_parameterized();
    current_output_port_2(OMNI_REF(sym_end), value);
    return result;
}
