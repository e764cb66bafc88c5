/* not_seen_by_guard.omni, translated by omnic */
#include "omni.h"

static Obj *inner_guarded_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *inner_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *inner_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_body_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_k_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *make_parameter(Region *dest, int64_t value);
static Obj *make_parameter_2_make_parameter_lambda_lambda_entry(Obj *self, Region *dest, int argc,
                                                                Obj *const *args);
static Obj *make_parameter_2_make_parameter_lambda(Region *dest, int64_t value);
static Obj *with_exception_handler_inner_guarded_lambda_lambda_entry(Obj *self, Region *dest,
                                                                     int argc, Obj *const *args);
static Obj *with_exception_handler_inner_guarded_lambda(Region *dest, Obj *thunk);
static Obj *with_parameter_inner_guarded_lambda_2_parameterized(Region *dest, Obj *parameter,
                                                                Obj *value, Obj *return_);

OMNI_STATIC_SYMBOL(sym_begin, "begin");
OMNI_STATIC_SYMBOL(sym_convert, "convert");
OMNI_STATIC_SYMBOL(sym_depth, "depth");
OMNI_STATIC_SYMBOL(sym_end, "end");

OMNI_STATIC_STRING(text_never_here, "never here", 10);
OMNI_STATIC_STRING(text_nor_here, "nor here", 8);
OMNI_STATIC_STRING(text_space, " ", 1);

OMNI_STATIC_CLOSURE(inner_closure, inner_entry, 1, 1);
OMNI_STATIC_CLOSURE(with_exception_handler_inner_guarded_lambda_lambda_closure, with_exception_handler_inner_guarded_lambda_lambda_entry, 0, 0);

/* A continuation is no error: guards and handlers that it leaves do not see it, and a parameter
 * has its old value again. */
static Obj *depth = OMNI_NOTHING;

/* inner_guarded_lambda
 *   e  borrowed  only read here; the caller keeps it
 */
static void inner_guarded_lambda(Obj *e)
{
    (void)e;
    omni_display(OMNI_REF(text_nor_here));
    omni_newline();
}

/* inner_guarded_lambda_2_parameterized
 *   return         borrowed  only read here; the caller keeps it
 *   return_result  dest      returned, so it is built in the caller's region: no copy
 *   depth_result   global    reachable from the top-level variable depth: lives until the program
 *                            ends
 */
static Obj *inner_guarded_lambda_2_parameterized(Region *dest, Obj *return_)
{
    Obj *depth_result = omni_call(depth, omni_global, 0, NULL,
                                  "inner-guarded-lambda-2-parameterized+0: (depth)");
    Obj *list = mk_pair_region(dest, OMNI_REF(sym_depth),
                               mk_pair_region(dest, depth_result, OMNI_NIL));
    return omni_call(return_, dest, 1, (Obj *[]){ list },
                     "inner-guarded-lambda-2-parameterized+0: (return (list 'depth (depth)))");
}

/* inner_guarded_lambda_2
 *   return  borrowed  only read here; the caller keeps it
 *   with    global    reachable from the top-level variable depth: lives until the program ends
 */
static Obj *inner_guarded_lambda_2(Obj *self)
{
    OMNI_STACK_CHECK("inner-guarded-lambda-2");
    Obj *return_ = omni_captured(self, 0);
    Obj *parameter = depth;
    Obj *value = omni_call(parameter, omni_global, 2,
                           (Obj *[]){ OMNI_REF(sym_convert), OMNI_FIX(1) },
                           "inner-guarded-lambda-2+0: (depth 1)");
    return with_parameter_inner_guarded_lambda_2_parameterized(omni_global, parameter, value,
                                                               return_);
}

static Obj *inner_guarded_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)dest;
    (void)argc;
    (void)args;
    return inner_guarded_lambda_2(self);
}

/* inner_guarded
 *   return                  borrowed  only read here; the caller keeps it
 *   with_exception_handler  global    reachable from the top-level variable depth: lives until the
 *                                     program ends
 *   function                stack     at most 40 bytes and one object for each call
 */
static Obj *inner_guarded(Obj *self)
{
    OMNI_STACK_CHECK("inner-guarded");
    Obj *return_ = omni_captured(self, 0);
    OMNI_CLOSURE_STORAGE(1) function_closure;  /* at most 40 bytes and one object for each call */
    Obj *function = mk_closure_stack(&function_closure, inner_guarded_lambda_2_entry, 0, 0, 1,
                                     (Obj *[]){ return_ });
    return with_exception_handler_inner_guarded_lambda(omni_global, function);
}

static Obj *inner_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)dest;
    (void)argc;
    (void)args;
    return inner_guarded(self);
}

/* inner
 *   return   borrowed  only read here; the caller keeps it
 *   outcome  global    reachable from the top-level variable depth: lives until the program ends
 *   body     stack     at most 40 bytes and one object for each call
 */
static Obj *inner(Obj *return_)
{
    OMNI_STACK_CHECK("inner");
    OMNI_CLOSURE_STORAGE(1) body_closure;  /* at most 40 bytes and one object for each call */
    Obj *body = mk_closure_stack(&body_closure, inner_guarded_entry, 0, 0, 1, (Obj *[]){ return_ });
    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(body, omni_global,
                            "inner+1: (guard (e (else (println \"never here\"...");
    if (omni_is_raised(outcome)) {
        omni_drop_raised();
        omni_display(OMNI_REF(text_never_here));
        omni_newline();
        return OMNI_NOTHING;
    }
    return outcome;
}

static Obj *inner_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    return inner(args[0]);
}

/* main_body
 *   k                borrowed  only read here; the caller keeps it
 *   receiver         borrowed  only read here; the caller keeps it
 *   receiver_result  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *main_body(Obj *self, Region *dest)
{
    OMNI_STACK_CHECK("main-body");
    Obj *k = omni_captured(self, 0);
    Obj *receiver = omni_captured(self, 1);
    return omni_call(receiver, dest, 1, (Obj *[]){ k }, "main-body+0: (call/cc inner)");
}

static Obj *main_body_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    return main_body(self, dest);
}

/* main_k
 *   value  borrowed  put into exit; the caller keeps it alive as long as exit
 *   exit   borrowed  changed here; the caller keeps it
 */
static Obj *main_k(Obj *self, Obj *value)
{
    Obj *exit = omni_captured(self, 0);
    Obj *result = omni_is_absent(value) ? OMNI_NOTHING : value;
    omni_exit_to(exit, result, "main-k+0: (call/cc inner)");
}

static Obj *main_k_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)dest;
    return main_k(self, argc > 0 ? args[0] : OMNI_ABSENT);
}

/* main
 *   depth         global  reachable from the top-level variable depth: lives until the program ends
 *   k             stack   at most 40 bytes and one object for each call
 *   exit          stack   at most 16 bytes and one object for each call
 *   result        global  reachable from the top-level variable depth: lives until the program ends
 *   function      stack   at most 48 bytes and one object for each call
 *   depth_result  global  reachable from the top-level variable depth: lives until the program ends
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    depth = make_parameter(omni_global, 0);
    Cell exit_cell;  /* at most 16 bytes and one object for each call */
    Obj *exit = mk_cell_stack(&exit_cell, OMNI_NOTHING);
    OMNI_CLOSURE_STORAGE(1) k_closure;  /* at most 40 bytes and one object for each call */
    Obj *k = mk_closure_stack(&k_closure, main_k_entry, 0, 1, 1, (Obj *[]){ exit });
    OMNI_CLOSURE_STORAGE(2) function_closure;  /* at most 48 bytes and one object for each call */
    Obj *function = mk_closure_stack(&function_closure, main_body_entry, 0, 0, 2,
                                     (Obj *[]){ k, OMNI_REF(inner_closure) });
    Obj *result = omni_call_with_exit(function, exit, omni_global, "main: (call/cc inner)");
    Obj *depth_result = omni_call(depth, omni_global, 0, NULL, "main: (depth)");
    omni_display(result);
    omni_display(OMNI_REF(text_space));
    omni_display(depth_result);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* make_parameter_lambda
 *   value  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *make_parameter_lambda(Obj *value)
{
    return value;
}

/* make_parameter
 *   make_parameter  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *make_parameter(Region *dest, int64_t value)
{
    return make_parameter_2_make_parameter_lambda(dest, value);
}

/* make_parameter_2_make_parameter_lambda_lambda
 *   make_parameter_2_make_parameter_lambda_lambda  version   specialised for make-parameter-lambda:
 *                                                            what it gets to call is known
 *   value                                          borrowed  put into place; the caller keeps it
 *                                                            alive as long as place
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
 *   value                                   stack    at most 16 bytes and one object for each call
 */
static Obj *make_parameter_2_make_parameter_lambda(Region *dest, int64_t value)
{
    IntBox value_box;  /* at most 16 bytes and one object for each call */
    Obj *converter_result = mk_int_region(dest,
                                          omni_int_value(
            make_parameter_lambda(mk_int_stack(&value_box, value))));
    Obj *place = mk_cell_region(dest, converter_result);
    return mk_closure_region(dest, make_parameter_2_make_parameter_lambda_lambda_entry, 0, 2, 1,
                             (Obj *[]){ place });
}

/* with_exception_handler_inner_guarded_lambda_lambda
 *   with_exception_handler_inner_guarded_lambda_lambda  version        specialised for
 *                                                                      inner-guarded-lambda: what
 *                                                                      it gets to call is known
 *   caught                                              caught_region  few objects for each call,
 *                                                                      so the first 512 bytes of
 *                                                                      their region lie in the C
 *                                                                      frame; not on the stack:
 *                                                                      size unknown: built by raise
 */
static void with_exception_handler_inner_guarded_lambda_lambda(void)
{
    OMNI_SCRATCH_STORAGE(512) caught_scratch;
    /* for caught: last used in (handler (%caught)) */
    Region *caught_region = stack_alloc_region(&caught_scratch, sizeof caught_scratch);
    inner_guarded_lambda(omni_caught(caught_region));
    region_exit(caught_region);  /* last use of caught: (handler (%caught)) */
}

static Obj *with_exception_handler_inner_guarded_lambda_lambda_entry(Obj *self, Region *dest,
                                                                     int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    (void)args;
    with_exception_handler_inner_guarded_lambda_lambda();
    return OMNI_NOTHING;
}

/* with_exception_handler_inner_guarded_lambda
 *   with_exception_handler_inner_guarded_lambda  version   specialised for inner-guarded-lambda:
 *                                                          what it gets to call is known
 *   thunk                                        borrowed  only read here; the caller keeps it
 *   result                                       dest      returned, so it is built in the caller's
 *                                                          region: no copy
 */
static Obj *with_exception_handler_inner_guarded_lambda(Region *dest, Obj *thunk)
{
    return omni_handle(thunk, OMNI_REF(with_exception_handler_inner_guarded_lambda_lambda_closure),
                       dest, "with-exception-handler+1: (%handle thunk (lambda () (handler (%...");
}

/* with_parameter_inner_guarded_lambda_2_parameterized
 *   with_parameter_inner_guarded_lambda_2_parameterized  version   specialised for
 *                                                                  inner-guarded-lambda-2-parameterized:
 *                                                                  what it gets to call is known
 *   parameter                                            borrowed  only read here; the caller keeps
 *                                                                  it
 *   value                                                borrowed  only read here; the caller keeps
 *                                                                  it
 *   return                                               borrowed  only read here; the caller keeps
 *                                                                  it
 *   result                                               dest      returned, so it is built in the
 *                                                                  caller's region: no copy
 */
static Obj *with_parameter_inner_guarded_lambda_2_parameterized(Region *dest, Obj *parameter,
                                                                Obj *value, Obj *return_)
{
    omni_call(parameter, dest, 2, (Obj *[]){ OMNI_REF(sym_begin), value },
              "%with-parameter+1: (parameter 'begin value)");
    Obj *result = inner_guarded_lambda_2_parameterized(dest, return_);
    omni_call(parameter, dest, 2, (Obj *[]){ OMNI_REF(sym_end), value },
              "%with-parameter+3: (parameter 'end value)");
    return result;
}
