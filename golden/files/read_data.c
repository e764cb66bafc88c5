/* read_data.omni, translated by omnic */
#include "omni.h"

static Obj *main_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_STRING(text_1_u8_2_x_y, "#(1 #u8(2) |x y|)", 17);
OMNI_STATIC_STRING(text_a_b, "(a (b)", 6);
OMNI_STATIC_STRING(text_a_b_c_1_5_t_d, "(a (b (\"c\" 1.5)) #t . d)", 24);

OMNI_STATIC_CLOSURE(main_guarded_closure, main_guarded_entry, 0, 0);

/* What `read` gives may be anything: each field of it leads to the same node. It is made where
 * it is wanted. */
/* depth
 *   x  borrowed  only read here; the caller keeps it
 */
static inline int64_t depth(Obj *x)
{
    OMNI_STACK_CHECK("depth");
    if (omni_is_pair(x)) {
        int64_t sum = omni_int_add(1, depth(omni_pair_car(x)), "depth+1: (+ 1 (depth (car x)))");
        return omni_int_max(sum, depth(omni_pair_cdr(x)));
    }
    return 0;
}

/* depth_of
 *   text   borrowed      only read here; the caller keeps it
 *   datum  datum_region  few objects for each call, so the first 512 bytes of their region lie in
 *                        the C frame; not on the stack: size unknown: built by read
 *   port   port_region   few objects for each call, so the first 512 bytes of their region lie in
 *                        the C frame; not on the stack: what it holds lies in a buffer of its own,
 *                        which can grow
 */
static int64_t depth_of(Obj *text)
{
    OMNI_SCRATCH_STORAGE(512) port_scratch;
    /* for port: last used in (read (open-input-string text)) */
    Region *port_region = stack_alloc_region(&port_scratch, sizeof port_scratch);
    Obj *port = omni_open_input_string(port_region, text, "depth-of+0: (open-input-string text)");
    OMNI_SCRATCH_STORAGE(512) datum_scratch;
    /* for datum: last used in (depth (read (open-input-string text))) */
    Region *datum_region = stack_alloc_region(&datum_scratch, sizeof datum_scratch);
    Obj *datum = omni_read_from(datum_region, port, "depth-of+0: (read (open-input-string text))");
    region_exit(port_region);  /* last use of port: (read (open-input-string text)) */
    int64_t depth_result = depth(datum);
    region_exit(datum_region);  /* last use of datum: (depth (read (open-input-string text))) */
    return depth_result;
}

static int64_t main_guarded(void)
{
    return depth_of(OMNI_REF(text_a_b));
}

static Obj *main_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    (void)args;
    return mk_int_region(dest, main_guarded());
}

/* main
 *   datum  datum_region  few objects for each call, so the first 512 bytes of their region lie in
 *                        the C frame; not on the stack: size unknown: built by read
 *   port   port_region   few objects for each call, so the first 512 bytes of their region lie in
 *                        the C frame; not on the stack: what it holds lies in a buffer of its own,
 *                        which can grow
 *   e      e_region      not reachable from outside; last use: (println (guard (e ((read-error? e)
 *                        (...; not on the stack: size unknown: built by body
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(depth_of(OMNI_REF(text_a_b_c_1_5_t_d)));
    omni_newline();
    OMNI_SCRATCH_STORAGE(512) port_scratch;
    /* for port: last used in (read (open-input-string "#(1 #u8(2) ... */
    Region *port_region = stack_alloc_region(&port_scratch, sizeof port_scratch);
    Obj *port = omni_open_input_string(port_region, OMNI_REF(text_1_u8_2_x_y),
                                       "main: (open-input-string \"#(1 #u8(2) |x y|)\")");
    OMNI_SCRATCH_STORAGE(512) datum_scratch;
    /* for datum: last used in (println (read (open-input-string "#(... */
    Region *datum_region = stack_alloc_region(&datum_scratch, sizeof datum_scratch);
    Obj *datum = omni_read_from(datum_region, port,
                                "main: (read (open-input-string \"#(1 #u8(2) ...");
    region_exit(port_region);  /* last use of port: (read (open-input-string "#(1 #u8(2) ... */
    omni_display(datum);
    region_exit(datum_region);  /* last use of datum: (println (read (open-input-string "#(... */
    omni_newline();
    /* for e: last used in (println (guard (e ((read-error? e) (... */
    Region *e_region = region_create();
    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(OMNI_REF(main_guarded_closure), e_region,
                            "main: (guard (e ((read-error? e) (error-obj...");
    Obj *result;
    if (omni_is_raised(outcome)) {
        Obj *e = omni_caught(e_region);
        if (omni_is_read_error(e)) {
            result = omni_error_message(e, "main: (error-object-message e)");
        } else {
            omni_raise(e, "main: (guard (e ((read-error? e) (error-obj...");
        }
    } else {
        result = outcome;
    }
    omni_display(result);
    region_exit(e_region);  /* last use of e: (println (guard (e ((read-error? e) (... */
    omni_newline();
    return omni_shutdown(0);
}
