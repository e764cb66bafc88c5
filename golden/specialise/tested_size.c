/* tested_size.omni, translated by omnic */
#include "omni.h"

static int64_t squares_int(int64_t n);
static Obj *main_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_STRING(text_4_2_5, "4 2.5", 5);

OMNI_STATIC_CLOSURE(main_guarded_closure, main_guarded_entry, 0, 0);

static Obj *port = OMNI_NOTHING;

/* What is left of a function behind the test for Ints is for Floats. No Float can be a size:
 * that is found when one comes,
 * and is no error of the program, which may never pass one. */
/* squares
 *   n    borrowed    only read here; the caller keeps it
 *   all  all_region  few objects for each call, so the first 512 bytes of their region lie in the C
 *                    frame; not on the stack: what it holds lies in a buffer of its own, which can
 *                    grow
 *   sum  stack       at most 16 bytes and one object for each call
 */
static int64_t squares(Obj *n)
{
    if (omni_is_int(n)) {
        return squares_int(omni_int_value(n));
    }
    FloatBox sum_box;  /* at most 16 bytes and one object for each call */
    Obj *sum = mk_float_stack(&sum_box, omni_inexact(n, "squares+1: (+ n 1)") + 1.0);
    int64_t sum_2 = omni_as_int(sum, "squares+1: (make-vector (+ n 1) 0)");
    OMNI_SCRATCH_STORAGE(512) all_scratch;
    /* for all: used only in this branch */
    Region *all_region = stack_alloc_region(&all_scratch, sizeof all_scratch);
    Obj *all = omni_make_int_vector(all_region, sum_2, 0, "squares+1: (make-vector (+ n 1) 0)");
    int64_t i = 0;
    while (omni_int_le_float(i, omni_float_value(n))) {
        int64_t product = omni_int_mul(i, i, "squares+4: (* i i)");
        omni_set_int_item(all, i, product, "squares+4: (vector-set! all i (* i i))");
        i = i + 1;
    }
    int64_t n_2 = omni_as_int(n, "squares+5: (vector-ref all n)");
    int64_t item = omni_int_item(all, n_2, "squares+5: (vector-ref all n)");
    region_exit(all_region);  /* last use of all: (vector-ref all n) */
    return item;
}

/* squares_int
 *   squares_int  version     specialised for Int: called once, with Int
 *   all          all_region  few objects for each call, so the first 512 bytes of their region lie
 *                            in the C frame; not on the stack: what it holds lies in a buffer of
 *                            its own, which can grow
 */
static int64_t squares_int(int64_t n)
{
    int64_t sum = omni_int_add(n, 1, "squares+1: (+ n 1)");
    OMNI_SCRATCH_STORAGE(512) all_scratch;
    /* for all: last used in (let loop ((i 0)) (if (<= i n) (begin... */
    Region *all_region = stack_alloc_region(&all_scratch, sizeof all_scratch);
    Obj *all = omni_make_int_vector(all_region, sum, 0, "squares+1: (make-vector (+ n 1) 0)");
    int64_t i = 0;
    while (i <= n) {
        int64_t product = omni_int_mul(i, i, "squares+4: (* i i)");
        omni_set_int_item(all, i, product, "squares+4: (vector-set! all i (* i i))");
        i = i + 1;
    }
    int64_t item = omni_int_item(all, n, "squares+5: (vector-ref all n)");
    region_exit(all_region);  /* last use of all: (vector-ref all n) */
    return item;
}

/* main_guarded
 *   datum  datum_region  few objects for each call, so the first 512 bytes of their region lie in
 *                        the C frame; not on the stack: size unknown: built by read
 */
static int64_t main_guarded(void)
{
    OMNI_SCRATCH_STORAGE(512) datum_scratch;
    /* for datum: last used in (squares (read port)) */
    Region *datum_region = stack_alloc_region(&datum_scratch, sizeof datum_scratch);
    int64_t squares_result = squares(omni_read_from(datum_region, port,
                                                    "main-guarded+0: (read port)"));
    region_exit(datum_region);  /* last use of datum: (squares (read port)) */
    return squares_result;
}

static Obj *main_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    (void)args;
    return mk_int_region(dest, main_guarded());
}

/* main
 *   port   global        reachable from the top-level variable port: lives until the program ends
 *   datum  datum_region  few objects for each call, so the first 512 bytes of their region lie in
 *                        the C frame; not on the stack: size unknown: built by read
 *   e      e_region      not reachable from outside; last use: (println (guard (e (#t
 *                        (error-object-...; not on the stack: size unknown: built by body
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    port = omni_open_input_string(omni_global, OMNI_REF(text_4_2_5),
                                  "main: (open-input-string \"4 2.5\")");
    Obj *port_value = port;
    OMNI_SCRATCH_STORAGE(512) datum_scratch;
    /* for datum: last used in (squares (read port)) */
    Region *datum_region = stack_alloc_region(&datum_scratch, sizeof datum_scratch);
    int64_t squares_result = squares(omni_read_from(datum_region, port_value, "main: (read port)"));
    region_exit(datum_region);  /* last use of datum: (squares (read port)) */
    omni_display_int(squares_result);
    omni_newline();
    /* for e: last used in (println (guard (e (#t (error-object-... */
    Region *e_region = region_create();
    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(OMNI_REF(main_guarded_closure), e_region,
                            "main: (guard (e (#t (error-object-message e...");
    Obj *result;
    if (omni_is_raised(outcome)) {
        Obj *e = omni_caught(e_region);
        result = omni_error_message(e, "main: (error-object-message e)");
    } else {
        result = outcome;
    }
    omni_display(result);
    region_exit(e_region);  /* last use of e: (println (guard (e (#t (error-object-... */
    omni_newline();
    return omni_shutdown(0);
}
