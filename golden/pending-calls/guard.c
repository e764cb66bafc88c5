/* guard.omni, translated by omnic */
#include "omni.h"

static Obj *down_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *again_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *safe_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *with_exception_handler_lambda_entry(Obj *self, Region *dest, int argc,
                                                Obj *const *args);
static Obj *with_exception_handler(Region *dest, Obj *handler, Obj *thunk);
static Obj *raise_continuable(Region *dest, Obj *value);

OMNI_STATIC_SYMBOL(sym_ask, "ask");
OMNI_STATIC_SYMBOL(sym_bottom, "bottom");
OMNI_STATIC_SYMBOL(sym_caught, "caught");

OMNI_STATIC_CLOSURE(down_closure, down_entry, 2, 2);
OMNI_STATIC_CLOSURE(again_closure, again_entry, 2, 2);
OMNI_STATIC_CLOSURE(main_lambda_closure, main_lambda_entry, 1, 1);
OMNI_STATIC_CLOSURE(main_lambda_2_closure, main_lambda_2_entry, 0, 0);

/* A call in tail position of a guard body ends inside of the guard: what it raises is caught
 * there. */
/* down
 *   k         borrowed  only read here; the caller keeps it
 *   k_result  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *down(Region *dest, int64_t n, Obj *k)
{
    OMNI_STACK_CHECK("down");
    if (n == 0) {
        omni_raise(OMNI_REF(sym_bottom), "down+2: (raise 'bottom)");
    }
    Obj *difference = mk_int_region(dest, omni_int_sub(n, 1, "down+3: (- n 1)"));
    /* goes on in the caller: may come back here through an unknown function, and takes no stack */
    return omni_pend_call(k, dest, 2, (Obj *[]){ difference, OMNI_REF(down_closure) },
                          "down+3: (k (- n 1) down)");
}

static Obj *down_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return down(dest, omni_as_int(args[0], "down: n"), args[1]);
}

/* again
 *   k         borrowed  only read here; the caller keeps it
 *   k_result  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *again(Region *dest, int64_t n, Obj *k)
{
    OMNI_STACK_CHECK("again");
    /* goes on in the caller: may come back here through an unknown function, and takes no stack */
    return omni_pend_call(k, dest, 2, (Obj *[]){ mk_int_region(dest, n), OMNI_REF(again_closure) },
                          "again+1: (k n again)");
}

static Obj *again_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return again(dest, omni_as_int(args[0], "again: n"), args[1]);
}

/* safe_guarded
 *   n     borrowed  only read here; the caller keeps it
 *   down  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *safe_guarded(Obj *self, Region *dest)
{
    OMNI_STACK_CHECK("safe-guarded");
    Obj *n = omni_captured(self, 0);
    return omni_finish(down(dest, omni_int_value(n), OMNI_REF(again_closure)));
}

static Obj *safe_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    return safe_guarded(self, dest);
}

/* safe
 *   body  stack  at most 40 bytes and one object for each call
 *   n     stack  at most 16 bytes and one object for each call
 *   e     dest   part of the result, which is returned: built in the caller's region
 */
static Obj *safe(Region *dest, int64_t n)
{
    IntBox n_box;  /* at most 16 bytes and one object for each call */
    OMNI_CLOSURE_STORAGE(1) body_closure;  /* at most 40 bytes and one object for each call */
    Obj *n_2 = mk_int_stack(&n_box, n);
    /* for safe: last used in (guard (e ((symbol? e) (list 'caught ... */
    Region *safe_region = region_create();
    Obj *body = mk_closure_stack(&body_closure, safe_guarded_entry, 0, 0, 1, (Obj *[]){ n_2 });
    region_exit(safe_region);  /* last use of safe: (guard (e ((symbol? e) (list 'caught ... */
    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(body, omni_global, "safe+1: (guard (e ((symbol? e) (list 'caught ...");
    if (omni_is_raised(outcome)) {
        Obj *e = omni_caught(dest);
        if (omni_is_symbol(e)) {
            return mk_pair_region(dest, OMNI_REF(sym_caught), mk_pair_region(dest, e, OMNI_NIL));
        }
        omni_raise(e, "safe+1: (guard (e ((symbol? e) (list 'caught ...");
    }
    return outcome;
}

/* main_lambda
 *   e  borrowed  only read here; the caller keeps it
 */
static int64_t main_lambda(Obj *e)
{
    (void)e;
    return 10;
}

static Obj *main_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return mk_int_region(dest, main_lambda(args[0]));
}

/* main_lambda_2
 *   sum                dest                      returned, so it is built in the caller's region:
 *                                                no copy
 *   raise_continuable  raise_continuable_region  not reachable from outside; last use: (+ 1
 *                                                (raise-continuable 'ask)); not on the stack: size
 *                                                unknown: built by raise-continuable
 */
static Obj *main_lambda_2(Region *dest)
{
    /* for raise-continuable: last used in (+ 1 (raise-continuable 'ask)) */
    Region *raise_continuable_region = region_create();
    Obj *raise_continuable_result = raise_continuable(raise_continuable_region, OMNI_REF(sym_ask));
    Obj *sum = omni_add(dest, OMNI_FIX(1), raise_continuable_result,
                        "main-lambda-2+0: (+ 1 (raise-continuable 'ask))");
    /* last use of raise-continuable: (+ 1 (raise-continuable 'ask)) */
    region_exit(raise_continuable_region);
    return sum;
}

static Obj *main_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    (void)args;
    return main_lambda_2(dest);
}

/* main
 *   safe                    safe_region                    not reachable from outside; last use:
 *                                                          (println (safe 100000)); not on the
 *                                                          stack: size unknown: built by safe
 *   with_exception_handler  with_exception_handler_region  not reachable from outside; last use:
 *                                                          (println (with-exception-handler
 *                                                          (lam...; not on the stack: size unknown:
 *                                                          built by main-lambda-2
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Region *safe_region = region_create();  /* for safe: last used in (println (safe 100000)) */
    omni_display(safe(safe_region, 100000));
    region_exit(safe_region);  /* last use of safe: (println (safe 100000)) */
    omni_newline();
    /* for with-exception-handler: last used in (println (with-exception-handler (lam... */
    Region *with_exception_handler_region = region_create();
    Obj *with_exception_handler_result = with_exception_handler(with_exception_handler_region,
                                                                OMNI_REF(main_lambda_closure),
                                                                OMNI_REF(main_lambda_2_closure));
    omni_display(with_exception_handler_result);
    /* last use of with-exception-handler: (println (with-exception-handler (lam... */
    region_exit(with_exception_handler_region);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* with_exception_handler_lambda
 *   handler         borrowed  only read here; the caller keeps it
 *   handler_result  dest      part of the result, which is returned: built in the caller's region
 */
static int64_t with_exception_handler_lambda(Obj *self, Region *dest)
{
    OMNI_STACK_CHECK("with-exception-handler-lambda");
    Obj *handler = omni_captured(self, 0);
    Obj *handler_result = omni_call(handler, dest, 1, (Obj *[]){ omni_caught(dest) },
                                    "with-exception-handler-lambda+0: (handler (%caught))");
    return omni_int_value(handler_result);
}

static Obj *with_exception_handler_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    return mk_int_region(dest, with_exception_handler_lambda(self, dest));
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
