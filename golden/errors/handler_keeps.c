/* handler_keeps.omni, translated by omnic */
#include "omni.h"

static Obj *check_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *check_lambda_2_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *check_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *with_exception_handler_lambda_entry(Obj *self, Region *dest, int argc,
                                                Obj *const *args);
static void with_exception_handler(Region *dest, Obj *handler, Obj *thunk);
static void for_each(Region *dest, Obj *f, Obj *items);
static Obj *raise_continuable(Region *dest, Obj *value);

OMNI_STATIC_SYMBOL(sym_odd, "odd");

static const Pair list_in_main[3] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_NIL},
};

OMNI_STATIC_CLOSURE(check_lambda_2_lambda_closure, check_lambda_2_lambda_entry, 1, 1);

/* check_lambda
 *   e           borrowed           only read here; the caller keeps it
 *   complaints  borrowed           changed here; the caller keeps it
 *   pair        complaints_region  becomes part of complaints, so it is built in the region that
 *                                  holds complaints
 */
static int64_t check_lambda(Obj *self, Obj *e)
{
    Obj *complaints = omni_captured(self, 0);
    Obj *pair = mk_pair_region(region_of(complaints), e, omni_cell_get(complaints));
    omni_cell_set(complaints, pair);
    return 0;
}

static Obj *check_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    return mk_int_region(dest, check_lambda(self, args[0]));
}

/* check_lambda_2_lambda
 *   raise_continuable  dest   returned, so it is built in the caller's region: no copy
 *   list               stack  at most 48 bytes and one object for each call
 *   x                  stack  at most 16 bytes and one object for each call
 */
static Obj *check_lambda_2_lambda(Region *dest, int64_t x)
{
    if (omni_int_is_odd(x)) {
        IntBox x_box;  /* at most 16 bytes and one object for each call */
        Pair list_pair;  /* at most 48 bytes and one object for each call */
        Pair list_pair_2;  /* at most 48 bytes and one object for each call */
        Obj *list = mk_pair_stack(&list_pair, mk_int_stack(&x_box, x), OMNI_NIL);
        Obj *list_2 = mk_pair_stack(&list_pair_2, OMNI_REF(sym_odd), list);
        return raise_continuable(dest, list_2);
    }
    return OMNI_NOTHING;
}

static Obj *check_lambda_2_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return check_lambda_2_lambda(dest, omni_as_int(args[0], "check-lambda-2-lambda: x"));
}

/* check_lambda_2
 *   xs  borrowed  only read here; the caller keeps it
 */
static void check_lambda_2(Obj *self)
{
    OMNI_STACK_CHECK("check-lambda-2");
    Obj *xs = omni_captured(self, 0);
    /* for for-each: last used in (for-each (lambda (x) (if (odd? x) (r... */
    Region *for_each_region = region_create();
    for_each(for_each_region, OMNI_REF(check_lambda_2_lambda_closure), xs);
    region_exit(for_each_region);  /* for-each: never used after this */
}

static Obj *check_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)dest;
    (void)argc;
    (void)args;
    check_lambda_2(self);
    return OMNI_NOTHING;
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
    OMNI_CLOSURE_STORAGE(1) function_closure_2;  /* at most 40 bytes and one object for each call */
    Obj *function = mk_closure_stack(&function_closure, check_lambda_entry, 1, 1, 1,
                                     (Obj *[]){ complaints });
    Obj *function_2 = mk_closure_stack(&function_closure_2, check_lambda_2_entry, 0, 0, 1,
                                       (Obj *[]){ xs });
    with_exception_handler(dest, function, function_2);
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
 *   function  stack     at most 40 bytes and one object for each call
 */
static void with_exception_handler(Region *dest, Obj *handler, Obj *thunk)
{
    OMNI_CLOSURE_STORAGE(1) function_closure;  /* at most 40 bytes and one object for each call */
    Obj *function = mk_closure_stack(&function_closure, with_exception_handler_lambda_entry, 0, 0,
                                     1, (Obj *[]){ handler });
    omni_handle(thunk, function, dest,
                "with-exception-handler+1: (%handle thunk (lambda () (handler (%...");
}

/* for_each
 *   f      borrowed  only read here; the caller keeps it
 *   items  borrowed  only read here; the caller keeps it
 */
static void for_each(Region *dest, Obj *f, Obj *items)
{
    Obj *rest = items;
    while (!omni_is_null(rest)) {
        omni_call(f, dest, 1, (Obj *[]){ omni_pair_car(rest) }, "for-each+3: (f (car rest))");
        rest = omni_pair_cdr(rest);
    }
}

/* raise_continuable
 *   value   borrowed  only read here; the caller keeps it
 *   caught  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *raise_continuable(Region *dest, Obj *value)
{
    omni_signal(value, "raise-continuable+1: (%signal value)");
    return omni_caught(dest);
}
