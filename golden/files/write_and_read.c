/* write_and_read.omni, translated by omnic */
#include "omni.h"

static Obj *main_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static void call_with_output_file_save_lambda(Obj *path, Obj *xs);
static inline void call_with_port_save_lambda(Obj *port, Obj *xs);
static void for_each_save_lambda_lambda(Obj *items, Obj *port);

OMNI_STATIC_STRING(text_omnic_golden_write_and_read, "omnic-golden-write-and-read.tmp", 31);

static const Pair list_in_main[3] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(20), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(300), OMNI_NIL},
};

OMNI_STATIC_CLOSURE(main_guarded_closure, main_guarded_entry, 0, 0);

/* A port for output writes to its file until it is closed; a port for input holds the text of
 * the whole file, in a
 * region that ends with the last use of the port. */
static Obj *name = OMNI_NOTHING;

/* save_lambda_lambda
 *   port  borrowed  changed here; the caller keeps it
 *   x     stack     at most 16 bytes and one object for each call
 */
static inline void save_lambda_lambda(int64_t x, Obj *port)
{
    IntBox x_box;  /* at most 16 bytes and one object for each call */
    omni_write_to(mk_int_stack(&x_box, x), port, "save-lambda-lambda+0: (write x port)");
    omni_newline_to(port, "save-lambda-lambda+0: (newline port)");
}

/* save_lambda
 *   port  borrowed  changed by for-each-save-lambda-lambda; the caller keeps it
 *   xs    borrowed  only read here; the caller keeps it
 */
static void save_lambda(Obj *port, Obj *xs)
{
    for_each_save_lambda_lambda(xs, port);
}

/* save
 *   xs  borrowed  only read here; the caller keeps it
 */
static void save(Obj *xs)
{
    call_with_output_file_save_lambda(name, xs);
}

/* load
 *   port  port_region  few objects for each call, so the first 512 bytes of their region lie in the
 *                      C frame; not on the stack: what it holds lies in a buffer of its own, which
 *                      can grow
 *   x     x_region     few objects for each call, so the first 512 bytes of their region lie in the
 *                      C frame; not on the stack: size unknown: built by read
 */
static Obj *load(Region *dest)
{
    OMNI_SCRATCH_STORAGE(512) port_scratch;
    /* for port: last used in (let loop ((sum 0)) (let ((x (read po... */
    Region *port_region = stack_alloc_region(&port_scratch, sizeof port_scratch);
    Obj *port = omni_open_input_file(port_region, name, "load+1: (open-input-file name)");
    OMNI_SCRATCH_STORAGE(512) x_scratch;
    /* for x: emptied in each iteration, so that it is made only once */
    Region *x_region = stack_alloc_region(&x_scratch, sizeof x_scratch);
    Obj *sum = OMNI_FIX(0);
    for (;;) {
        region_reset(x_region);  /* x: what the last iteration made is not used any more */
        Obj *x = omni_read_from(x_region, port, "load+3: (read port)");
        if (omni_is_eof(x)) {
            region_exit(x_region);  /* x: the loop ends here */
            region_exit(port_region);  /* port: not used on this path */
            return sum;
        }
        sum = omni_add(dest, sum, x, "load+4: (+ sum x)");
    }
}

/* main_guarded
 *   load  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *main_guarded(Region *dest)
{
    return load(dest);
}

static Obj *main_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    (void)args;
    return main_guarded(dest);
}

/* main
 *   load  load_region  not reachable from outside; last use: (println (load) (file-exists? name));
 *                      not on the stack: size unknown: built by load
 *   e     e_region     not reachable from outside; last use: (println (guard (e ((file-error? e)
 *                      (...; not on the stack: size unknown: built by main-guarded
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    name = OMNI_REF(text_omnic_golden_write_and_read);

    save(OMNI_REF(list_in_main[0]));
    /* for load: last used in (println (load) (file-exists? name)) */
    Region *load_region = region_create();
    Obj *load_result = load(load_region);
    bool file_exists = omni_file_exists(name, "main: (file-exists? name)");
    omni_display(load_result);
    region_exit(load_region);  /* last use of load: (println (load) (file-exists? name)) */
    omni_display_bool(file_exists);
    omni_newline();
    omni_delete_file(name, "main: (delete-file name)");
    /* for e: last used in (println (guard (e ((file-error? e) (... */
    Region *e_region = region_create();
    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(OMNI_REF(main_guarded_closure), e_region,
                            "main: (guard (e ((file-error? e) (error-obj...");
    Obj *result;
    if (omni_is_raised(outcome)) {
        Obj *e = omni_caught(e_region);
        if (omni_is_file_error(e)) {
            result = omni_error_message(e, "main: (error-object-message e)");
        } else {
            omni_raise(e, "main: (guard (e ((file-error? e) (error-obj...");
        }
    } else {
        result = outcome;
    }
    omni_display(result);
    region_exit(e_region);  /* last use of e: (println (guard (e ((file-error? e) (... */
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* call_with_output_file_save_lambda
 *   call_with_output_file_save_lambda  version      specialised for save-lambda: what it gets to
 *                                                   call is known
 *   path                               borrowed     only read here; the caller keeps it
 *   xs                                 borrowed     only read here; the caller keeps it
 *   port                               port_region  few objects for each call, so the first 512
 *                                                   bytes of their region lie in the C frame; not
 *                                                   on the stack: what it holds lies in a buffer of
 *                                                   its own, which can grow
 */
static void call_with_output_file_save_lambda(Obj *path, Obj *xs)
{
    OMNI_SCRATCH_STORAGE(512) port_scratch;
    /* for port: last used in (call-with-port (open-output-file pat... */
    Region *port_region = stack_alloc_region(&port_scratch, sizeof port_scratch);
    Obj *port = omni_open_output_file(port_region, path,
                                      "call-with-output-file+1: (open-output-file path)");
    call_with_port_save_lambda(port, xs);
    region_exit(port_region);  /* last use of port: (call-with-port (open-output-file pat... */
}

/* call_with_port_save_lambda
 *   call_with_port_save_lambda  version   specialised for save-lambda: what it gets to call is
 *                                         known
 *   port                        borrowed  changed here; the caller keeps it
 *   xs                          borrowed  only read here; the caller keeps it
 */
static inline void call_with_port_save_lambda(Obj *port, Obj *xs)
{
    save_lambda(port, xs);
    omni_close_port(port, "call-with-port+2: (close-port port)");
}

/* for_each_save_lambda_lambda
 *   for_each_save_lambda_lambda  version   specialised for save-lambda-lambda: what it gets to call
 *                                          is known
 *   items                        borrowed  only read here; the caller keeps it
 *   port                         borrowed  changed by save-lambda-lambda; the caller keeps it
 */
static void for_each_save_lambda_lambda(Obj *items, Obj *port)
{
    Obj *rest = items;
    while (!omni_is_null(rest)) {
        save_lambda_lambda(omni_int_value(omni_pair_car(rest)), port);
        rest = omni_pair_cdr(rest);
    }
}
