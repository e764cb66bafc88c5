/* handler.omni, translated by omnic */
#include "omni.h"

static Obj *roots_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *raise_continuable(Region *dest, Obj *value);
static Obj *with_exception_handler_roots_lambda_lambda_entry(Obj *self, Region *dest, int argc,
                                                             Obj *const *args);
static Obj *with_exception_handler_roots_lambda(Region *dest, Obj *thunk);
static Obj *map_root(Region *dest, Obj *items);

OMNI_STATIC_FLOAT(float_4_0, 4.0);
OMNI_STATIC_FLOAT(float_9_0, 9.0);
OMNI_STATIC_FLOAT(float_minus_2_5, -2.5);

OMNI_STATIC_SYMBOL(sym_negative, "negative");

static const Pair list_in_main[3] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(float_4_0), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(float_minus_2_5), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(float_9_0), OMNI_NIL},
};

OMNI_STATIC_CLOSURE(with_exception_handler_roots_lambda_lambda_closure, with_exception_handler_roots_lambda_lambda_entry, 0, 0);

/* A handler is called where something is raised. What it gets and what it answers are copies:
 * the list
 * for the handler lives in a region of the function that installs it, the answer where it is
 * wanted. */
/* root
 *   raise_continuable  dest   returned, so it is built in the caller's region: no copy
 *   list               stack  at most 48 bytes and one object for each call
 *   x                  stack  at most 16 bytes and one object for each call
 */
static Obj *root(Region *dest, double x)
{
    if (x < 0.0) {
        FloatBox x_box;  /* at most 16 bytes and one object for each call */
        Pair list_pair;  /* at most 48 bytes and one object for each call */
        Pair list_pair_2;  /* at most 48 bytes and one object for each call */
        Obj *list = mk_pair_stack(&list_pair, mk_float_stack(&x_box, x), OMNI_NIL);
        Obj *list_2 = mk_pair_stack(&list_pair_2, OMNI_REF(sym_negative), list);
        return raise_continuable(dest, list_2);
    }
    return mk_float_region(dest, sqrt(x));
}

/* roots_lambda
 *   e  borrowed  only read here; the caller keeps it
 */
static double roots_lambda(Obj *e)
{
    Obj *head = omni_car(omni_cdr(e, "roots-lambda+0: (cadr e)"), "roots-lambda+0: (cadr e)");
    return 0.0 - omni_inexact(head, "roots-lambda+0: (- 0.0 (cadr e))");
}

/* roots_lambda_2
 *   xs   borrowed  only read here; the caller keeps it
 *   map  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *roots_lambda_2(Obj *self, Region *dest)
{
    Obj *xs = omni_captured(self, 0);
    return map_root(dest, xs);
}

static Obj *roots_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    return roots_lambda_2(self, dest);
}

/* roots
 *   xs                      borrowed  only read here; the caller keeps it
 *   with_exception_handler  dest      returned, so it is built in the caller's region: no copy
 *   function                stack     at most 40 bytes and one object for each call
 */
static Obj *roots(Region *dest, Obj *xs)
{
    OMNI_CLOSURE_STORAGE(1) function_closure;  /* at most 40 bytes and one object for each call */
    Obj *function = mk_closure_stack(&function_closure, roots_lambda_2_entry, 0, 0, 1,
                                     (Obj *[]){ xs });
    return with_exception_handler_roots_lambda(dest, function);
}

/* main
 *   roots  roots_region  not reachable from outside; last use: (println (roots '(4.0 -2.5 9.0)));
 *                        not on the stack: size unknown: built by roots
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for roots: last used in (println (roots '(4.0 -2.5 9.0))) */
    Region *roots_region = region_create();
    omni_display(roots(roots_region, OMNI_REF(list_in_main[0])));
    region_exit(roots_region);  /* last use of roots: (println (roots '(4.0 -2.5 9.0))) */
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* raise_continuable
 *   value   borrowed  only read here; the caller keeps it
 *   caught  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *raise_continuable(Region *dest, Obj *value)
{
    omni_signal(value, "raise-continuable+1: (%signal value)");
    return omni_caught(dest);
}

/* with_exception_handler_roots_lambda_lambda
 *   with_exception_handler_roots_lambda_lambda  version        specialised for roots-lambda: what
 *                                                              it gets to call is known
 *   caught                                      caught_region  few objects for each call, so the
 *                                                              first 512 bytes of their region lie
 *                                                              in the C frame; not on the stack:
 *                                                              size unknown: built by raise
 */
static double with_exception_handler_roots_lambda_lambda(void)
{
    OMNI_SCRATCH_STORAGE(512) caught_scratch;
    /* for caught: last used in (handler (%caught)) */
    Region *caught_region = stack_alloc_region(&caught_scratch, sizeof caught_scratch);
    double handler_result = roots_lambda(omni_caught(caught_region));
    region_exit(caught_region);  /* last use of caught: (handler (%caught)) */
    return handler_result;
}

static Obj *with_exception_handler_roots_lambda_lambda_entry(Obj *self, Region *dest, int argc,
                                                             Obj *const *args)
{
    (void)self;
    (void)argc;
    (void)args;
    return mk_float_region(dest, with_exception_handler_roots_lambda_lambda());
}

/* with_exception_handler_roots_lambda
 *   with_exception_handler_roots_lambda  version   specialised for roots-lambda: what it gets to
 *                                                  call is known
 *   thunk                                borrowed  only read here; the caller keeps it
 *   result                               dest      returned, so it is built in the caller's region:
 *                                                  no copy
 */
static Obj *with_exception_handler_roots_lambda(Region *dest, Obj *thunk)
{
    return omni_handle(thunk, OMNI_REF(with_exception_handler_roots_lambda_lambda_closure), dest,
                       "with-exception-handler+1: (%handle thunk (lambda () (handler (%...");
}

/* map_root
 *   map_root  version   specialised for root: what it gets to call is known
 *   map_root  loop      what a call of itself returns only ends its list: each pair is linked
 *                       behind the last
 *   items     borrowed  only read here; the caller keeps it
 *   pair      dest      returned, so it is built in the caller's region: no copy
 */
static Obj *map_root(Region *dest, Obj *items)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(items)) {
        Obj *pair = mk_pair_region(dest, root(dest, omni_float_value(omni_pair_car(items))),
                                   OMNI_NIL);
        Obj *tail = omni_pair_cdr(items);
        if (omni_is_null(last)) {
            first = pair;
        } else {
            omni_pair_set_cdr(last, pair);
        }
        items = tail;
        last = pair;
    }
    return first;
}
