/* handler_returns.omni, translated by omnic */
#include "omni.h"

static Obj *risky_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *with_exception_handler_main_lambda_lambda_entry(Obj *self, Region *dest, int argc,
                                                            Obj *const *args);
static void with_exception_handler_main_lambda(Region *dest, Obj *thunk);
static Obj *with_exception_handler_main_guarded_lambda_lambda_entry(Obj *self, Region *dest,
                                                                    int argc, Obj *const *args);
static Obj *with_exception_handler_main_guarded_lambda(Region *dest, Obj *thunk);

OMNI_STATIC_SYMBOL(sym_boom, "boom");
OMNI_STATIC_SYMBOL(sym_ignored, "ignored");

OMNI_STATIC_STRING(text_handler_gets, "handler gets ", 13);

static const Pair list_in_main_lambda_2[1] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(5), OMNI_NIL},
};

OMNI_STATIC_CLOSURE(risky_closure, risky_entry, 0, 0);
OMNI_STATIC_CLOSURE(main_guarded_closure, main_guarded_entry, 0, 0);
OMNI_STATIC_CLOSURE(main_lambda_2_closure, main_lambda_2_entry, 0, 0);
OMNI_STATIC_CLOSURE(with_exception_handler_main_lambda_lambda_closure, with_exception_handler_main_lambda_lambda_entry, 0, 0);
OMNI_STATIC_CLOSURE(with_exception_handler_main_guarded_lambda_lambda_closure, with_exception_handler_main_guarded_lambda_lambda_entry, 0, 0);

/* A handler may not return from `raise`: that is an error of its own, for the handlers outside
 * of it. */
static Obj *risky(void)
{
    omni_raise(OMNI_REF(sym_boom), "risky+0: (raise 'boom)");
}

static Obj *risky_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    (void)args;
    return risky();
}

/* main_guarded_lambda
 *   e  borrowed  only read here; the caller keeps it
 */
static Obj *main_guarded_lambda(Obj *e)
{
    omni_display(OMNI_REF(text_handler_gets));
    omni_display(e);
    omni_newline();
    return OMNI_REF(sym_ignored);
}

/* main_guarded
 *   with_exception_handler  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *main_guarded(Region *dest)
{
    OMNI_STACK_CHECK("main-guarded");
    return with_exception_handler_main_guarded_lambda(dest, OMNI_REF(risky_closure));
}

static Obj *main_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    (void)args;
    return main_guarded(dest);
}

/* main_lambda
 *   e  borrowed  only read here; the caller keeps it
 */
static int64_t main_lambda(Obj *e)
{
    omni_display(omni_error_message(e, "main-lambda+0: (error-object-message e)"));
    omni_newline();
    return 0;
}

/* main_lambda_2
 *   vector  vector_region  few objects for each call, so the first 512 bytes of their region lie in
 *                          the C frame; not on the stack: what it holds lies in a buffer of its
 *                          own, which can grow
 */
static int64_t main_lambda_2(void)
{
    OMNI_SCRATCH_STORAGE(512) vector_scratch;
    /* for vector: last used in (vector-ref (vector 1) (car '(5))) */
    Region *vector_region = stack_alloc_region(&vector_scratch, sizeof vector_scratch);
    Obj *vector = mk_int_vector_region(vector_region, 1, (int64_t[]){ 1 });
    int64_t head = omni_int_value(omni_pair_car(OMNI_REF(list_in_main_lambda_2[0])));
    int64_t item = omni_int_item(vector, head,
                                 "main-lambda-2+0: (vector-ref (vector 1) (car '(5)))");
    region_exit(vector_region);  /* last use of vector: (vector-ref (vector 1) (car '(5))) */
    return item;
}

static Obj *main_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    (void)args;
    return mk_int_region(dest, main_lambda_2());
}

/* main
 *   e  e_region  not reachable from outside; last use: (println (guard (e ((error-object? e)...;
 *                not on the stack: size unknown: built by main-guarded
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for e: last used in (println (guard (e ((error-object? e)... */
    Region *e_region = region_create();
    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(OMNI_REF(main_guarded_closure), e_region,
                            "main: (guard (e ((error-object? e) (error-o...");
    Obj *result;
    if (omni_is_raised(outcome)) {
        Obj *e = omni_caught(e_region);
        if (omni_is_error_object(e)) {
            result = omni_error_message(e, "main: (error-object-message e)");
        } else {
            omni_raise(e, "main: (guard (e ((error-object? e) (error-o...");
        }
    } else {
        result = outcome;
    }
    omni_display(result);
    region_exit(e_region);  /* last use of e: (println (guard (e ((error-object? e)... */
    omni_newline();
    /* for with-exception-handler-main-lambda: last used in (with-exception-handler (lambda (e)
     * (... */
    Region *with_exception_handler_main_lambda_region = region_create();
    with_exception_handler_main_lambda(with_exception_handler_main_lambda_region,
                                       OMNI_REF(main_lambda_2_closure));
    /* with-exception-handler-main-lambda: never used after this */
    region_exit(with_exception_handler_main_lambda_region);
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* with_exception_handler_main_lambda_lambda
 *   with_exception_handler_main_lambda_lambda  version        specialised for main-lambda: what it
 *                                                             gets to call is known
 *   caught                                     caught_region  few objects for each call, so the
 *                                                             first 512 bytes of their region lie
 *                                                             in the C frame; not on the stack:
 *                                                             size unknown: built by raise
 */
static int64_t with_exception_handler_main_lambda_lambda(void)
{
    OMNI_SCRATCH_STORAGE(512) caught_scratch;
    /* for caught: last used in (handler (%caught)) */
    Region *caught_region = stack_alloc_region(&caught_scratch, sizeof caught_scratch);
    int64_t handler_result = main_lambda(omni_caught(caught_region));
    region_exit(caught_region);  /* last use of caught: (handler (%caught)) */
    return handler_result;
}

static Obj *with_exception_handler_main_lambda_lambda_entry(Obj *self, Region *dest, int argc,
                                                            Obj *const *args)
{
    (void)self;
    (void)argc;
    (void)args;
    return mk_int_region(dest, with_exception_handler_main_lambda_lambda());
}

/* with_exception_handler_main_lambda
 *   with_exception_handler_main_lambda  version   specialised for main-lambda: what it gets to call
 *                                                 is known
 *   thunk                               borrowed  only read here; the caller keeps it
 */
static void with_exception_handler_main_lambda(Region *dest, Obj *thunk)
{
    omni_handle(thunk, OMNI_REF(with_exception_handler_main_lambda_lambda_closure), dest,
                "with-exception-handler+1: (%handle thunk (lambda () (handler (%...");
}

/* with_exception_handler_main_guarded_lambda_lambda
 *   with_exception_handler_main_guarded_lambda_lambda  version        specialised for
 *                                                                     main-guarded-lambda: what it
 *                                                                     gets to call is known
 *   caught                                             caught_region  few objects for each call, so
 *                                                                     the first 512 bytes of their
 *                                                                     region lie in the C frame;
 *                                                                     not on the stack: size
 *                                                                     unknown: built by raise
 */
static Obj *with_exception_handler_main_guarded_lambda_lambda(void)
{
    OMNI_SCRATCH_STORAGE(512) caught_scratch;
    /* for caught: last used in (handler (%caught)) */
    Region *caught_region = stack_alloc_region(&caught_scratch, sizeof caught_scratch);
    Obj *handler_result = main_guarded_lambda(omni_caught(caught_region));
    region_exit(caught_region);  /* last use of caught: (handler (%caught)) */
    return handler_result;
}

static Obj *with_exception_handler_main_guarded_lambda_lambda_entry(Obj *self, Region *dest,
                                                                    int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    (void)args;
    return with_exception_handler_main_guarded_lambda_lambda();
}

/* with_exception_handler_main_guarded_lambda
 *   with_exception_handler_main_guarded_lambda  version   specialised for main-guarded-lambda: what
 *                                                         it gets to call is known
 *   thunk                                       borrowed  only read here; the caller keeps it
 *   result                                      dest      returned, so it is built in the caller's
 *                                                         region: no copy
 */
static Obj *with_exception_handler_main_guarded_lambda(Region *dest, Obj *thunk)
{
    return omni_handle(thunk, OMNI_REF(with_exception_handler_main_guarded_lambda_lambda_closure),
                       dest, "with-exception-handler+1: (%handle thunk (lambda () (handler (%...");
}
