/* dynamic_wind.omni, translated by omnic */
#include "omni.h"

static Obj *attempt_guarded_body_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *attempt_guarded_body_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static inline Obj *attempt_guarded_return(Obj *value, Obj *exit);
static Obj *attempt_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *dynamic_wind_inside_lambda_inside_lambda_2_lambda_entry(Obj *self, Region *dest,
                                                                    int argc, Obj *const *args);
static Obj *dynamic_wind_inside_lambda_inside_lambda_2(Region *dest, Obj *thunk);

OMNI_STATIC_SYMBOL(sym_caught, "caught");
OMNI_STATIC_SYMBOL(sym_left, "left");
OMNI_STATIC_SYMBOL(sym_stayed, "stayed");
OMNI_STATIC_SYMBOL(sym_trouble, "trouble");

OMNI_STATIC_STRING(text_close, "]", 1);
OMNI_STATIC_STRING(text_open, "[", 1);

OMNI_STATIC_CLOSURE(dynamic_wind_inside_lambda_inside_lambda_2_lambda_closure, dynamic_wind_inside_lambda_inside_lambda_2_lambda_entry, 0, 0);

static void inside_lambda(void)
{
    omni_display(OMNI_REF(text_open));
}

static void inside_lambda_2(void)
{
    omni_display(OMNI_REF(text_close));
}

/* What dynamic-wind asks for is done when the thunk returns, when a continuation leaves it and
 * when a raise does. */
/* inside
 *   work          borrowed  only read here; the caller keeps it
 *   dynamic_wind  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *inside(Region *dest, Obj *work)
{
    return dynamic_wind_inside_lambda_inside_lambda_2(dest, work);
}

/* attempt_guarded_body_lambda
 *   n     borrowed     put into exit; the caller keeps it alive as long as exit
 *   exit  borrowed     changed by attempt-guarded-return; the caller keeps it
 *   list  exit_region  becomes part of exit, so it is built in the region that holds exit
 *   list  dest         returned, so it is built in the caller's region: no copy
 */
static Obj *attempt_guarded_body_lambda(Obj *self, Region *dest)
{
    Obj *n = omni_captured(self, 0);
    Obj *exit = omni_captured(self, 1);
    if (omni_int_value(n) == 1) {
        /* becomes part of exit, so it is built in the region that holds exit */
        Region *exit_region = region_of(exit);
        Obj *list = mk_pair_region(exit_region, OMNI_REF(sym_left),
                                   mk_pair_region(exit_region, n, OMNI_NIL));
        return attempt_guarded_return(list, exit);
    } else if (omni_int_value(n) == 2) {
        omni_raise(OMNI_REF(sym_trouble), "attempt-guarded-body-lambda+2: (raise 'trouble)");
    }
    return mk_pair_region(dest, OMNI_REF(sym_stayed), mk_pair_region(dest, n, OMNI_NIL));
}

static Obj *attempt_guarded_body_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    return attempt_guarded_body_lambda(self, dest);
}

/* attempt_guarded_body
 *   n         borrowed  put into exit; the caller keeps it alive as long as exit
 *   exit      borrowed  changed by attempt-guarded-body-lambda; the caller keeps it
 *   inside    dest      returned, so it is built in the caller's region: no copy
 *   function  stack     at most 48 bytes and one object for each call
 */
static Obj *attempt_guarded_body(Obj *self, Region *dest)
{
    OMNI_STACK_CHECK("attempt-guarded-body");
    Obj *n = omni_captured(self, 0);
    Obj *exit = omni_captured(self, 1);
    OMNI_CLOSURE_STORAGE(2) function_closure;  /* at most 48 bytes and one object for each call */
    Obj *function = mk_closure_stack(&function_closure, attempt_guarded_body_lambda_entry, 0, 0, 2,
                                     (Obj *[]){ n, exit });
    return inside(dest, function);
}

static Obj *attempt_guarded_body_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    return attempt_guarded_body(self, dest);
}

/* attempt_guarded_return
 *   value  borrowed  put into exit; the caller keeps it alive as long as exit
 *   exit   borrowed  changed here; the caller keeps it
 */
static inline Obj *attempt_guarded_return(Obj *value, Obj *exit)
{
    omni_exit_to(exit, value, "attempt-guarded-return+0: return");
}

/* attempt_guarded
 *   n         borrowed  part of the result; the caller keeps it alive as long as the result
 *   exit      dest      built together with what is returned, so in the caller's region
 *   function  stack     at most 48 bytes and one object for each call
 */
static Obj *attempt_guarded(Obj *self, Region *dest)
{
    OMNI_STACK_CHECK("attempt-guarded");
    Obj *n = omni_captured(self, 0);
    Obj *exit = mk_cell_region(dest, OMNI_NOTHING);
    OMNI_CLOSURE_STORAGE(2) function_closure;  /* at most 48 bytes and one object for each call */
    Obj *function = mk_closure_stack(&function_closure, attempt_guarded_body_entry, 0, 0, 2,
                                     (Obj *[]){ n, exit });
    return omni_call_with_exit(function, exit, dest,
                               "attempt-guarded+1: (call/cc (lambda (return) (inside (la...");
}

static Obj *attempt_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    return attempt_guarded(self, dest);
}

/* attempt
 *   body  stack  at most 40 bytes and one object for each call
 *   e     dest   part of the result, which is returned: built in the caller's region
 */
static Obj *attempt(Region *dest, int64_t n)
{
    OMNI_CLOSURE_STORAGE(1) body_closure;  /* at most 40 bytes and one object for each call */
    Obj *body = mk_closure_stack(&body_closure, attempt_guarded_entry, 0, 0, 1,
                                 (Obj *[]){ mk_int_region(dest, n) });
    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(body, dest, "attempt+1: (guard (e ((symbol? e) (list 'caught ...");
    if (omni_is_raised(outcome)) {
        Obj *e = omni_caught(dest);
        if (omni_is_symbol(e)) {
            return mk_pair_region(dest, OMNI_REF(sym_caught), mk_pair_region(dest, e, OMNI_NIL));
        }
        omni_raise(e, "attempt+1: (guard (e ((symbol? e) (list 'caught ...");
    }
    return outcome;
}

/* main
 *   attempt  attempt_region    not reachable from outside; last use: (println (attempt 0) (attempt
 *                              1) (att...; not on the stack: size unknown: built by attempt
 *   attempt  attempt_region_2  not reachable from outside; last use: (println (attempt 0) (attempt
 *                              1) (att...; not on the stack: size unknown: built by attempt
 *   attempt  attempt_region_3  not reachable from outside; last use: (println (attempt 0) (attempt
 *                              1) (att...; not on the stack: size unknown: built by attempt
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    /* for attempt: last used in (println (attempt 0) (attempt 1) (att... */
    Region *attempt_region = region_create();
    Obj *attempt_result = attempt(attempt_region, 0);
    /* for attempt: last used in (println (attempt 0) (attempt 1) (att... */
    Region *attempt_region_2 = region_create();
    Obj *attempt_result_2 = attempt(attempt_region_2, 1);
    /* for attempt: last used in (println (attempt 0) (attempt 1) (att... */
    Region *attempt_region_3 = region_create();
    Obj *attempt_result_3 = attempt(attempt_region_3, 2);
    omni_display(attempt_result);
    /* last use of attempt: (println (attempt 0) (attempt 1) (att... */
    region_exit(attempt_region);
    omni_display(attempt_result_2);
    /* last use of attempt: (println (attempt 0) (attempt 1) (att... */
    region_exit(attempt_region_2);
    omni_display(attempt_result_3);
    /* last use of attempt: (println (attempt 0) (attempt 1) (att... */
    region_exit(attempt_region_3);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* dynamic_wind_inside_lambda_inside_lambda_2_lambda
 *   dynamic_wind_inside_lambda_inside_lambda_2_lambda  version  specialised for inside-lambda-2:
 *                                                               what it gets to call is known
 */
static void dynamic_wind_inside_lambda_inside_lambda_2_lambda(void)
{
    inside_lambda_2();
}

static Obj *dynamic_wind_inside_lambda_inside_lambda_2_lambda_entry(Obj *self, Region *dest,
                                                                    int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    (void)args;
    dynamic_wind_inside_lambda_inside_lambda_2_lambda();
    return OMNI_NOTHING;
}

/* dynamic_wind_inside_lambda_inside_lambda_2
 *   dynamic_wind_inside_lambda_inside_lambda_2  version   specialised for inside-lambda,
 *                                                         inside-lambda-2: what it gets to call is
 *                                                         known
 *   thunk                                       borrowed  only read here; the caller keeps it
 *   result                                      dest      returned, so it is built in the caller's
 *                                                         region: no copy
 */
static Obj *dynamic_wind_inside_lambda_inside_lambda_2(Region *dest, Obj *thunk)
{
    inside_lambda();
    Obj *result = omni_wind(thunk,
                            OMNI_REF(dynamic_wind_inside_lambda_inside_lambda_2_lambda_closure),
                            dest, "dynamic-wind+2: (%wind thunk (lambda () (after) nothi...");
    inside_lambda_2();
    return result;
}
