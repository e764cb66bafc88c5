/* handler_keeps.omni, translated by omnic */
#include "omni.h"

static Obj *check_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static void raise_continuable(Obj *value);
static Obj *with_exception_handler_check_lambda_lambda_entry(Obj *self, Region *dest, int argc,
                                                             Obj *const *args);
static void with_exception_handler_check_lambda(Region *dest, Obj *thunk, Obj *complaints);
static void for_each_check_lambda_2_lambda(Obj *items);

OMNI_STATIC_SYMBOL(sym_odd, "odd");

static const Pair list_in_main[3] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_NIL},
};

/* check_lambda_2_lambda
 *   list  stack  at most 48 bytes and one object for each call
 *   x     stack  at most 16 bytes and one object for each call
 */
static void check_lambda_2_lambda(int64_t x)
{
    if (omni_int_is_odd(x)) {
        IntBox x_box;  /* at most 16 bytes and one object for each call */
        Pair list_pair;  /* at most 48 bytes and one object for each call */
        Pair list_pair_2;  /* at most 48 bytes and one object for each call */
        Obj *list = mk_pair_stack(&list_pair, mk_int_stack(&x_box, x), OMNI_NIL);
        raise_continuable(mk_pair_stack(&list_pair_2, OMNI_REF(sym_odd), list));
    }
}

/* check_lambda_2
 *   xs  borrowed  only read here; the caller keeps it
 */
static void check_lambda_2(Obj *self)
{
    Obj *xs = omni_captured(self, 0);
    for_each_check_lambda_2_lambda(xs);
}

static Obj *check_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)dest;
    (void)argc;
    (void)args;
    check_lambda_2(self);
    return OMNI_NOTHING;
}

/* check_lambda
 *   e           borrowed           put into complaints; the caller keeps it alive as long as
 *                                  complaints
 *   complaints  borrowed           changed here; the caller keeps it
 *   pair        complaints_region  becomes part of complaints, so it is built in the region that
 *                                  holds complaints
 */
static inline int64_t check_lambda(Obj *e, Obj *complaints)
{
    Obj *pair = mk_pair_region(region_of(complaints), e, omni_cell_get(complaints));
    omni_cell_set(complaints, pair);
    return 0;
}

/* What the handler keeps lives as long as what keeps it: here the list of complaints, in a
 * region of check. */
/* check
 *   xs          borrowed  only read here; the caller keeps it
 *   complaints  dest      built together with what is returned, so in the caller's region
 *   function    stack     at most 40 bytes and one object for each call
 */
static Obj *check(Region *dest, Obj *xs)
{
    Obj *complaints = mk_cell_region(dest, OMNI_NIL);
    OMNI_CLOSURE_STORAGE(1) function_closure;  /* at most 40 bytes and one object for each call */
    Obj *function = mk_closure_stack(&function_closure, check_lambda_2_entry, 0, 0, 1,
                                     (Obj *[]){ xs });
    /* for with-exception-handler-check-lambda: last used in (with-exception-handler (lambda (e)
     * (... */
    Region *with_exception_handler_check_lambda_region = region_create();
    with_exception_handler_check_lambda(with_exception_handler_check_lambda_region, function,
                                        complaints);
    /* with-exception-handler-check-lambda: never used after this */
    region_exit(with_exception_handler_check_lambda_region);
    return omni_cell_get(complaints);
}

/* main
 *   check  check_region  not reachable from outside; last use: (println (check '(1 2 3))); not on
 *                        the stack: size unknown: built by check
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for check: last used in (println (check '(1 2 3))) */
    Region *check_region = region_create();
    omni_display(check(check_region, OMNI_REF(list_in_main[0])));
    region_exit(check_region);  /* last use of check: (println (check '(1 2 3))) */
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* raise_continuable
 *   value  borrowed  only read here; the caller keeps it
 */
static void raise_continuable(Obj *value)
{
    omni_signal(value, "raise-continuable+1: (%signal value)");
    omni_drop_raised();
}

/* with_exception_handler_check_lambda_lambda
 *   with_exception_handler_check_lambda_lambda  version            specialised for check-lambda:
 *                                                                  what it gets to call is known
 *   complaints                                  borrowed           changed by check-lambda; the
 *                                                                  caller keeps it
 *   caught                                      complaints_region  becomes part of complaints, so
 *                                                                  it is built in the region that
 *                                                                  holds complaints
 */
static int64_t with_exception_handler_check_lambda_lambda(Obj *self)
{
    Obj *complaints = omni_captured(self, 0);
    return check_lambda(omni_caught(region_of(complaints)), complaints);
}

static Obj *with_exception_handler_check_lambda_lambda_entry(Obj *self, Region *dest, int argc,
                                                             Obj *const *args)
{
    (void)argc;
    (void)args;
    return mk_int_region(dest, with_exception_handler_check_lambda_lambda(self));
}

/* with_exception_handler_check_lambda
 *   with_exception_handler_check_lambda  version   specialised for check-lambda: what it gets to
 *                                                  call is known
 *   thunk                                borrowed  only read here; the caller keeps it
 *   complaints                           borrowed  changed by
 *                                                  with-exception-handler-check-lambda-lambda; the
 *                                                  caller keeps it
 *   function                             stack     at most 40 bytes and one object for each call
 */
static void with_exception_handler_check_lambda(Region *dest, Obj *thunk, Obj *complaints)
{
    OMNI_CLOSURE_STORAGE(1) function_closure;  /* at most 40 bytes and one object for each call */
    Obj *function = mk_closure_stack(&function_closure,
                                     with_exception_handler_check_lambda_lambda_entry, 0, 0, 1,
                                     (Obj *[]){ complaints });
    omni_handle(thunk, function, dest,
                "with-exception-handler+1: (%handle thunk (lambda () (handler (%...");
}

/* for_each_check_lambda_2_lambda
 *   for_each_check_lambda_2_lambda  version   specialised for check-lambda-2-lambda: what it gets
 *                                             to call is known
 *   items                           borrowed  only read here; the caller keeps it
 */
static void for_each_check_lambda_2_lambda(Obj *items)
{
    Obj *rest = items;
    while (!omni_is_null(rest)) {
        check_lambda_2_lambda(omni_int_value(omni_pair_car(rest)));
        rest = omni_pair_cdr(rest);
    }
}
