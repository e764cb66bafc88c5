/* guard.omni, translated by omnic */
#include "omni.h"

static Obj *safe_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *down_again(Region *dest, int64_t n);
static Obj *again_down(Region *dest, int64_t n);
static Obj *down_again_2(Region *dest, int64_t n);
static Obj *again_down_2(Region *dest, int64_t n);
static Obj *down_again_3(Region *dest, int64_t n);
static Obj *again_down_3(Region *dest, int64_t n);
static Obj *down_again_4(Region *dest, int64_t n);
static Obj *down_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *again_down_4(Region *dest, int64_t n);
static Obj *again_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *raise_continuable(Region *dest, Obj *value);
static Obj *with_exception_handler_main_lambda_lambda_entry(Obj *self, Region *dest, int argc,
                                                            Obj *const *args);
static Obj *with_exception_handler_main_lambda(Region *dest, Obj *thunk);

OMNI_STATIC_SYMBOL(sym_ask, "ask");
OMNI_STATIC_SYMBOL(sym_bottom, "bottom");
OMNI_STATIC_SYMBOL(sym_caught, "caught");

OMNI_STATIC_CLOSURE(down_closure, down_entry, 2, 2);
OMNI_STATIC_CLOSURE(again_closure, again_entry, 2, 2);
OMNI_STATIC_CLOSURE(main_lambda_2_closure, main_lambda_2_entry, 0, 0);
OMNI_STATIC_CLOSURE(with_exception_handler_main_lambda_lambda_closure, with_exception_handler_main_lambda_lambda_entry, 0, 0);

/* safe_guarded
 *   n     borrowed  only read here; the caller keeps it
 *   down  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *safe_guarded(Obj *self, Region *dest)
{
    OMNI_STACK_CHECK("safe-guarded");
    Obj *n = omni_captured(self, 0);
    return down_again(dest, omni_int_value(n));
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

/* A call in tail position of a guard body ends inside of the guard: what it raises is caught
 * there. */
/* down_again
 *   down_again  version  specialised for again: what it gets to call is known
 *   k_result    dest     returned, so it is built in the caller's region: no copy
 */
static Obj *down_again(Region *dest, int64_t n)
{
    if (n == 0) {
        omni_raise(OMNI_REF(sym_bottom), "down+2: (raise 'bottom)");
    }
    return again_down(dest, omni_int_sub(n, 1, "down+3: (- n 1)"));
}

/* again_down
 *   again_down  version  specialised for down: what it gets to call is known
 *   k_result    dest     returned, so it is built in the caller's region: no copy
 */
static Obj *again_down(Region *dest, int64_t n)
{
    return down_again_2(dest, n);
}

/* A call in tail position of a guard body ends inside of the guard: what it raises is caught
 * there. */
/* down_again_2
 *   down_again  version  specialised for again: what it gets to call is known
 *   k_result    dest     returned, so it is built in the caller's region: no copy
 */
static Obj *down_again_2(Region *dest, int64_t n)
{
    if (n == 0) {
        omni_raise(OMNI_REF(sym_bottom), "down+2: (raise 'bottom)");
    }
    return again_down_2(dest, omni_int_sub(n, 1, "down+3: (- n 1)"));
}

/* again_down_2
 *   again_down  version  specialised for down: what it gets to call is known
 *   k_result    dest     returned, so it is built in the caller's region: no copy
 */
static Obj *again_down_2(Region *dest, int64_t n)
{
    return down_again_3(dest, n);
}

/* A call in tail position of a guard body ends inside of the guard: what it raises is caught
 * there. */
/* down_again_3
 *   down_again  version  specialised for again: what it gets to call is known
 *   k_result    dest     returned, so it is built in the caller's region: no copy
 */
static Obj *down_again_3(Region *dest, int64_t n)
{
    if (n == 0) {
        omni_raise(OMNI_REF(sym_bottom), "down+2: (raise 'bottom)");
    }
    return again_down_3(dest, omni_int_sub(n, 1, "down+3: (- n 1)"));
}

/* again_down_3
 *   again_down  version  specialised for down: what it gets to call is known
 *   k_result    dest     returned, so it is built in the caller's region: no copy
 */
static Obj *again_down_3(Region *dest, int64_t n)
{
    return down_again_4(dest, n);
}

/* A call in tail position of a guard body ends inside of the guard: what it raises is caught
 * there. */
/* down_again_4
 *   down_again  version  specialised for again: what it gets to call is known
 *   k_result    dest     returned, so it is built in the caller's region: no copy
 */
static Obj *down_again_4(Region *dest, int64_t n)
{
    if (n == 0) {
        omni_raise(OMNI_REF(sym_bottom), "down+2: (raise 'bottom)");
    }
    return again_down_4(dest, omni_int_sub(n, 1, "down+3: (- n 1)"));
}

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

/* again_down_4
 *   again_down  version  specialised for down: what it gets to call is known
 *   k_result    dest     returned, so it is built in the caller's region: no copy
 */
static Obj *again_down_4(Region *dest, int64_t n)
{
    return omni_finish(down(dest, n, OMNI_REF(again_closure)));
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

/* main_lambda
 *   e  borrowed  only read here; the caller keeps it
 */
static int64_t main_lambda(Obj *e)
{
    (void)e;
    return 10;
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
    Obj *with_exception_handler = with_exception_handler_main_lambda(
            with_exception_handler_region, OMNI_REF(main_lambda_2_closure));
    omni_display(with_exception_handler);
    /* last use of with-exception-handler: (println (with-exception-handler (lam... */
    region_exit(with_exception_handler_region);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

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
 *   result                              dest      returned, so it is built in the caller's region:
 *                                                 no copy
 */
static Obj *with_exception_handler_main_lambda(Region *dest, Obj *thunk)
{
    return omni_handle(thunk, OMNI_REF(with_exception_handler_main_lambda_lambda_closure), dest,
                       "with-exception-handler+1: (%handle thunk (lambda () (handler (%...");
}
