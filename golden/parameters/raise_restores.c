/* raise_restores.omni, translated by omnic */
#include "omni.h"

static Obj *main_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *make_parameter(Region *dest, Obj *value);
static Obj *raise_continuable(Region *dest, Obj *value);
static Obj *with_exception_handler_main_lambda_lambda_entry(Obj *self, Region *dest, int argc,
                                                            Obj *const *args);
static Obj *with_exception_handler_main_lambda(Region *dest, Obj *thunk);
static Obj *make_parameter_2_make_parameter_lambda_lambda_entry(Obj *self, Region *dest, int argc,
                                                                Obj *const *args);
static Obj *make_parameter_2_make_parameter_lambda(Region *dest, Obj *value);
static Obj *with_parameter_main_guarded_parameterized(Region *dest, Obj *parameter, Obj *value);
static Obj *with_parameter_main_lambda_2_parameterized(Region *dest, Obj *parameter, Obj *value);

OMNI_STATIC_SYMBOL(sym_begin, "begin");
OMNI_STATIC_SYMBOL(sym_convert, "convert");
OMNI_STATIC_SYMBOL(sym_end, "end");
OMNI_STATIC_SYMBOL(sym_high, "high");
OMNI_STATIC_SYMBOL(sym_inner, "inner");
OMNI_STATIC_SYMBOL(sym_low, "low");
OMNI_STATIC_SYMBOL(sym_x, "x");

OMNI_STATIC_CLOSURE(main_guarded_closure, main_guarded_entry, 0, 0);
OMNI_STATIC_CLOSURE(main_lambda_2_closure, main_lambda_2_entry, 0, 0);
OMNI_STATIC_CLOSURE(with_exception_handler_main_lambda_lambda_closure, with_exception_handler_main_lambda_lambda_entry, 0, 0);

/* Whatever leaves the body, the parameter has its old value again; a handler that is called
 * inside sees the new one. */
static Obj *level = OMNI_NOTHING;

static Obj *main_guarded_parameterized(void)
{
    Obj *level_result = omni_call(level, omni_global, 0, NULL,
                                  "main-guarded-parameterized+0: (level)");
    omni_raise(level_result, "main-guarded-parameterized+0: (raise (level))");
}

static Obj *main_guarded(void)
{
    OMNI_STACK_CHECK("main-guarded");
    Obj *parameter = level;
    Obj *value = omni_call(parameter, omni_global, 2,
                           (Obj *[]){ OMNI_REF(sym_convert), OMNI_REF(sym_high) },
                           "main-guarded+0: (level 'high)");
    return with_parameter_main_guarded_parameterized(omni_global, parameter, value);
}

static Obj *main_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    (void)args;
    return main_guarded();
}

/* main_lambda
 *   e  borrowed  only read here; the caller keeps it
 */
static Obj *main_lambda(Obj *e)
{
    (void)e;
    return omni_call(level, omni_global, 0, NULL, "main-lambda+0: (level)");
}

/* main_lambda_2_parameterized
 *   list  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *main_lambda_2_parameterized(Region *dest)
{
    Obj *raise_continuable_result = raise_continuable(dest, OMNI_REF(sym_x));
    Obj *level_result = omni_call(level, omni_global, 0, NULL,
                                  "main-lambda-2-parameterized+0: (level)");
    return mk_pair_region(dest, raise_continuable_result,
                          mk_pair_region(dest, level_result, OMNI_NIL));
}

/* main_lambda_2
 *   with  global  reachable from the top-level variable level: lives until the program ends
 */
static Obj *main_lambda_2(void)
{
    OMNI_STACK_CHECK("main-lambda-2");
    Obj *parameter = level;
    Obj *value = omni_call(parameter, omni_global, 2,
                           (Obj *[]){ OMNI_REF(sym_convert), OMNI_REF(sym_inner) },
                           "main-lambda-2+0: (level 'inner)");
    return with_parameter_main_lambda_2_parameterized(omni_global, parameter, value);
}

static Obj *main_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    (void)args;
    return main_lambda_2();
}

/* main
 *   level                   global    reachable from the top-level variable level: lives until the
 *                                     program ends
 *   e                       e_region  few objects for each call, so the first 512 bytes of their
 *                                     region lie in the C frame; not on the stack: size unknown:
 *                                     built by raise
 *   list                    stack     at most 48 bytes and one object for each call
 *   with_exception_handler  global    reachable from the top-level variable level: lives until the
 *                                     program ends
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    level = make_parameter(omni_global, OMNI_REF(sym_low));

    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(OMNI_REF(main_guarded_closure), omni_global,
                            "main: (guard (e (#t (list e (level)))) (par...");
    Pair list_pair;  /* at most 48 bytes and one object for each call */
    Pair list_pair_2;  /* at most 48 bytes and one object for each call */
    bool raised = omni_is_raised(outcome);
    OMNI_SCRATCH_STORAGE(512) e_scratch;
    /* for e: last used in (println (guard (e (#t (list e (level... */
    Region *e_region = stack_alloc_region(&e_scratch, sizeof e_scratch);
    Obj *result;
    if (raised) {
        Obj *e = omni_caught(e_region);
        Obj *list = mk_pair_stack(&list_pair,
                                  omni_call(level, omni_global, 0, NULL, "main: (level)"),
                                  OMNI_NIL);
        result = mk_pair_stack(&list_pair_2, e, list);
    } else {
        result = outcome;
    }
    omni_display(result);
    region_exit(e_region);  /* last use of e: (println (guard (e (#t (list e (level... */
    omni_newline();
    Obj *with_exception_handler = with_exception_handler_main_lambda(
            omni_global, OMNI_REF(main_lambda_2_closure));
    omni_display(with_exception_handler);
    omni_newline();
    omni_display(omni_call(level, omni_global, 0, NULL, "main: (level)"));
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

static Obj *make_parameter_lambda(Obj *value)
{
    return value;
}

/* make_parameter
 *   make_parameter  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *make_parameter(Region *dest, Obj *value)
{
    return make_parameter_2_make_parameter_lambda(dest, value);
}

/* raise_continuable
 *   caught  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *raise_continuable(Region *dest, Obj *value)
{
    omni_signal(value, "raise-continuable+1: (%signal value)");
    return omni_caught(dest);
}

/* with_exception_handler_main_lambda_lambda
 *   with_exception_handler_main_lambda_lambda  version        specialised for main-lambda: what it
 *                                                             gets to call is known
 *   caught                                     caught_region  not reachable from outside; last use:
 *                                                             (handler (%caught)); not on the
 *                                                             stack: size unknown: built by raise
 */
static Obj *with_exception_handler_main_lambda_lambda(void)
{
    OMNI_STACK_CHECK("with-exception-handler-lambda");
    Region *caught_region = region_create();  /* for caught: last used in (handler (%caught)) */
    Obj *handler_result = main_lambda(omni_caught(caught_region));
    region_exit(caught_region);  /* last use of caught: (handler (%caught)) */
    return handler_result;
}

static Obj *with_exception_handler_main_lambda_lambda_entry(Obj *self, Region *dest, int argc,
                                                            Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    (void)args;
    return with_exception_handler_main_lambda_lambda();
}

/* with_exception_handler_main_lambda
 *   with_exception_handler_main_lambda  version   specialised for main-lambda: what it gets to call
 *                                                 is known
 *   thunk                               borrowed  only read here; the caller keeps it
 *   result                              dest      returned, so it is built in the caller's region:
 *                                                 no copy
 */
static Obj *with_exception_handler_main_lambda(Region *dest, Obj *thunk)
{
    return omni_handle(thunk, OMNI_REF(with_exception_handler_main_lambda_lambda_closure), dest,
                       "with-exception-handler+1: (%handle thunk (lambda () (handler (%...");
}

/* make_parameter_2_make_parameter_lambda_lambda
 *   make_parameter_2_make_parameter_lambda_lambda  version   specialised for make-parameter-lambda:
 *                                                            what it gets to call is known
 *   place                                          borrowed  changed here; the caller keeps it
 */
static Obj *make_parameter_2_make_parameter_lambda_lambda(Obj *self, Obj *operation, Obj *value)
{
    Obj *place = omni_captured(self, 0);
    if (omni_is_absent(operation)) {
        return omni_unbox(place, "make-parameter-2-lambda+1: (unbox place)");
    } else if (omni_is_absent(value)) {
        omni_wrong_argument_count(1,
                                  "make-parameter-2-lambda+0: (case-lambda (() (unbox place)) "
                                  "((ope...");
    }
    Obj *operation_2 = operation;
    Obj *value_2 = value;
    if (operation_2 == OMNI_REF(sym_convert)) {
        return make_parameter_lambda(value_2);
    } else if (operation_2 == OMNI_REF(sym_begin)) {
        omni_bind(place, value_2, "make-parameter-2-lambda+5: (%bind place value)");
        return OMNI_NOTHING;
    } else if (operation_2 == OMNI_REF(sym_end)) {
        omni_unbind(place, "make-parameter-2-lambda+6: (%unbind place)");
        return OMNI_NOTHING;
    }
    return OMNI_NOTHING;
}

static Obj *make_parameter_2_make_parameter_lambda_lambda_entry(Obj *self, Region *dest, int argc,
                                                                Obj *const *args)
{
    (void)dest;
    return make_parameter_2_make_parameter_lambda_lambda(self, argc > 0 ? args[0] : OMNI_ABSENT,
                                                         argc > 1 ? args[1] : OMNI_ABSENT);
}

/* make_parameter_2_make_parameter_lambda
 *   make_parameter_2_make_parameter_lambda  version  specialised for make-parameter-lambda: what it
 *                                                    gets to call is known
 *   place                                   dest     part of the result, which is returned: built
 *                                                    in the caller's region
 */
static Obj *make_parameter_2_make_parameter_lambda(Region *dest, Obj *value)
{
    Obj *place = mk_cell_region(dest, make_parameter_lambda(value));
    return mk_closure_region(dest, make_parameter_2_make_parameter_lambda_lambda_entry, 0, 2, 1,
                             (Obj *[]){ place });
}

/* with_parameter_main_guarded_parameterized
 *   with_parameter_main_guarded_parameterized  version   specialised for
 *                                                        main-guarded-parameterized: what it gets
 *                                                        to call is known
 *   parameter                                  borrowed  only read here; the caller keeps it
 */
static Obj *with_parameter_main_guarded_parameterized(Region *dest, Obj *parameter, Obj *value)
{
    omni_call(parameter, dest, 2, (Obj *[]){ OMNI_REF(sym_begin), value },
              "%with-parameter+1: (parameter 'begin value)");
    Obj *result = main_guarded_parameterized();
    omni_call(parameter, dest, 2, (Obj *[]){ OMNI_REF(sym_end), value },
              "%with-parameter+3: (parameter 'end value)");
    return result;
}

/* with_parameter_main_lambda_2_parameterized
 *   with_parameter_main_lambda_2_parameterized  version   specialised for
 *                                                         main-lambda-2-parameterized: what it gets
 *                                                         to call is known
 *   parameter                                   borrowed  only read here; the caller keeps it
 *   result                                      dest      returned, so it is built in the caller's
 *                                                         region: no copy
 */
static Obj *with_parameter_main_lambda_2_parameterized(Region *dest, Obj *parameter, Obj *value)
{
    omni_call(parameter, dest, 2, (Obj *[]){ OMNI_REF(sym_begin), value },
              "%with-parameter+1: (parameter 'begin value)");
    Obj *result = main_lambda_2_parameterized(dest);
    omni_call(parameter, dest, 2, (Obj *[]){ OMNI_REF(sym_end), value },
              "%with-parameter+3: (parameter 'end value)");
    return result;
}
