/* raise_restores.omni, translated by omnic */
#include "omni.h"

static Obj *main_guarded_parameterized_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_lambda_2_parameterized_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *make_parameter_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *make_parameter(Region *dest, Obj *value);
static Obj *with_parameter(Region *dest, Obj *parameter, Obj *value, Obj *body);
static Obj *with_exception_handler_lambda_entry(Obj *self, Region *dest, int argc,
                                                Obj *const *args);
static Obj *with_exception_handler(Region *dest, Obj *handler, Obj *thunk);
static Obj *raise_continuable(Region *dest, Obj *value);
static Obj *make_parameter_2_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *make_parameter_2(Region *dest, Obj *value, Obj *converter);

OMNI_STATIC_SYMBOL(sym_begin, "begin");
OMNI_STATIC_SYMBOL(sym_convert, "convert");
OMNI_STATIC_SYMBOL(sym_end, "end");
OMNI_STATIC_SYMBOL(sym_high, "high");
OMNI_STATIC_SYMBOL(sym_inner, "inner");
OMNI_STATIC_SYMBOL(sym_low, "low");
OMNI_STATIC_SYMBOL(sym_x, "x");

OMNI_STATIC_CLOSURE(main_guarded_parameterized_closure, main_guarded_parameterized_entry, 0, 0);
OMNI_STATIC_CLOSURE(main_guarded_closure, main_guarded_entry, 0, 0);
OMNI_STATIC_CLOSURE(main_lambda_closure, main_lambda_entry, 1, 1);
OMNI_STATIC_CLOSURE(main_lambda_2_parameterized_closure, main_lambda_2_parameterized_entry, 0, 0);
OMNI_STATIC_CLOSURE(main_lambda_2_closure, main_lambda_2_entry, 0, 0);
OMNI_STATIC_CLOSURE(make_parameter_lambda_closure, make_parameter_lambda_entry, 1, 1);

/* Whatever leaves the body, the parameter has its old value again; a handler that is called
 * inside sees the new one. */
static Obj *level = OMNI_NOTHING;

static Obj *main_guarded_parameterized(void)
{
    OMNI_STACK_CHECK("main-guarded-parameterized");
    Obj *level_result = omni_call(level, omni_global, 0, NULL,
                                  "main-guarded-parameterized+0: (level)");
    omni_raise(level_result, "main-guarded-parameterized+0: (raise (level))");
}

static Obj *main_guarded_parameterized_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    (void)args;
    return main_guarded_parameterized();
}

/* main_guarded
 *   with  global  reachable from the top-level variable level: lives until the program ends
 */
static Obj *main_guarded(void)
{
    OMNI_STACK_CHECK("main-guarded");
    Obj *parameter = level;
    Obj *value = omni_call(parameter, omni_global, 2,
                           (Obj *[]){ OMNI_REF(sym_convert), OMNI_REF(sym_high) },
                           "main-guarded+0: (level 'high)");
    return with_parameter(omni_global, parameter, value,
                          OMNI_REF(main_guarded_parameterized_closure));
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
    OMNI_STACK_CHECK("main-lambda");
    return omni_call(level, omni_global, 0, NULL, "main-lambda+0: (level)");
}

static Obj *main_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    return main_lambda(args[0]);
}

/* main_lambda_2_parameterized
 *   list  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *main_lambda_2_parameterized(Region *dest)
{
    OMNI_STACK_CHECK("main-lambda-2-parameterized");
    Obj *raise_continuable_result = raise_continuable(dest, OMNI_REF(sym_x));
    Obj *level_result = omni_call(level, omni_global, 0, NULL,
                                  "main-lambda-2-parameterized+0: (level)");
    return mk_pair_region(dest, raise_continuable_result,
                          mk_pair_region(dest, level_result, OMNI_NIL));
}

static Obj *main_lambda_2_parameterized_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    (void)args;
    return main_lambda_2_parameterized(dest);
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
    return with_parameter(omni_global, parameter, value,
                          OMNI_REF(main_lambda_2_parameterized_closure));
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
    Obj *with_exception_handler_result = with_exception_handler(omni_global,
                                                                OMNI_REF(main_lambda_closure),
                                                                OMNI_REF(main_lambda_2_closure));
    omni_display(with_exception_handler_result);
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

static Obj *make_parameter_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    return make_parameter_lambda(args[0]);
}

/* make_parameter
 *   make_parameter  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *make_parameter(Region *dest, Obj *value)
{
    return make_parameter_2(dest, value, OMNI_REF(make_parameter_lambda_closure));
}

/* with_parameter
 *   parameter  borrowed  only read here; the caller keeps it
 *   body       borrowed  only read here; the caller keeps it
 *   result     dest      returned, so it is built in the caller's region: no copy
 */
static Obj *with_parameter(Region *dest, Obj *parameter, Obj *value, Obj *body)
{
    omni_call(parameter, dest, 2, (Obj *[]){ OMNI_REF(sym_begin), value },
              "%with-parameter+1: (parameter 'begin value)");
    Obj *result = omni_call(body, dest, 0, NULL, "%with-parameter+2: (body)");
    omni_call(parameter, dest, 2, (Obj *[]){ OMNI_REF(sym_end), value },
              "%with-parameter+3: (parameter 'end value)");
    return result;
}

/* with_exception_handler_lambda
 *   handler  borrowed  only read here; the caller keeps it
 *   caught   dest      part of the result, which is returned: built in the caller's region
 */
static Obj *with_exception_handler_lambda(Obj *self, Region *dest)
{
    OMNI_STACK_CHECK("with-exception-handler-lambda");
    Obj *handler = omni_captured(self, 0);
    return omni_call(handler, omni_global, 1, (Obj *[]){ omni_caught(dest) },
                     "with-exception-handler-lambda+0: (handler (%caught))");
}

static Obj *with_exception_handler_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    return with_exception_handler_lambda(self, dest);
}

/* with_exception_handler
 *   handler   borrowed  only read here; the caller keeps it
 *   thunk     borrowed  only read here; the caller keeps it
 *   result    dest      returned, so it is built in the caller's region: no copy
 *   function  stack     at most 40 bytes and one object for each call
 */
static Obj *with_exception_handler(Region *dest, Obj *handler, Obj *thunk)
{
    OMNI_CLOSURE_STORAGE(1) function_closure;  /* at most 40 bytes and one object for each call */
    Obj *function = mk_closure_stack(&function_closure, with_exception_handler_lambda_entry, 0, 0,
                                     1, (Obj *[]){ handler });
    return omni_handle(thunk, function, dest,
                       "with-exception-handler+1: (%handle thunk (lambda () (handler (%...");
}

/* raise_continuable
 *   caught  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *raise_continuable(Region *dest, Obj *value)
{
    omni_signal(value, "raise-continuable+1: (%signal value)");
    return omni_caught(dest);
}

/* make_parameter_2_lambda
 *   place      borrowed  changed here; the caller keeps it
 *   converter  borrowed  only read here; the caller keeps it
 */
static Obj *make_parameter_2_lambda(Obj *self, Obj *operation, Obj *value)
{
    OMNI_STACK_CHECK("make-parameter-2-lambda");
    Obj *place = omni_captured(self, 0);
    Obj *converter = omni_captured(self, 1);
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
        return omni_call(converter, omni_global, 1, (Obj *[]){ value_2 },
                         "make-parameter-2-lambda+4: (converter value)");
    } else if (operation_2 == OMNI_REF(sym_begin)) {
        omni_bind(place, value_2, "make-parameter-2-lambda+5: (%bind place value)");
        return OMNI_NOTHING;
    } else if (operation_2 == OMNI_REF(sym_end)) {
        omni_unbind(place, "make-parameter-2-lambda+6: (%unbind place)");
        return OMNI_NOTHING;
    }
    return OMNI_NOTHING;
}

static Obj *make_parameter_2_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)dest;
    return make_parameter_2_lambda(self, argc > 0 ? args[0] : OMNI_ABSENT,
                                   argc > 1 ? args[1] : OMNI_ABSENT);
}

/* make_parameter_2
 *   converter  borrowed  part of the result; the caller keeps it alive as long as the result
 *   place      dest      part of the result, which is returned: built in the caller's region
 */
static Obj *make_parameter_2(Region *dest, Obj *value, Obj *converter)
{
    Obj *converter_result = omni_call(converter, omni_global, 1, (Obj *[]){ value },
                                      "make-parameter-2+1: (converter value)");
    Obj *place = mk_cell_region(dest, converter_result);
    return mk_closure_region(dest, make_parameter_2_lambda_entry, 0, 2, 2,
                             (Obj *[]){ place, converter });
}
