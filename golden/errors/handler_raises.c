/* handler_raises.omni, translated by omnic */
#include "omni.h"

static Obj *total_guarded_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *total_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_lambda_2_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *plus(Region *dest, Obj *numbers);
static Obj *raise_continuable(Region *dest, Obj *value);
static Obj *with_exception_handler_main_lambda_lambda_entry(Obj *self, Region *dest, int argc,
                                                            Obj *const *args);
static Obj *with_exception_handler_main_lambda(Region *dest, Obj *thunk);
static Obj *with_exception_handler_total_guarded_lambda_lambda_entry(Obj *self, Region *dest,
                                                                     int argc, Obj *const *args);
static Obj *with_exception_handler_total_guarded_lambda(Region *dest, Obj *thunk);
static Obj *map_parse(Region *dest, Obj *items);
static Obj *with_exception_handler_main_lambda_2_lambda_lambda_entry(Obj *self, Region *dest,
                                                                     int argc, Obj *const *args);
static Obj *with_exception_handler_main_lambda_2_lambda(Region *dest, Obj *thunk);

OMNI_STATIC_SYMBOL(sym_total, "total");

OMNI_STATIC_STRING(text_1, "1", 1);
OMNI_STATIC_STRING(text_2, "2", 1);
OMNI_STATIC_STRING(text_not_a_number, "not a number: ", 14);
OMNI_STATIC_STRING(text_x, "x", 1);

static const Pair list_in_main[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(text_1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(text_2), OMNI_NIL},
};

static const Pair list_in_main_2[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(text_1), OMNI_REF(list_in_main_2[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(text_x), OMNI_NIL},
};

OMNI_STATIC_CLOSURE(main_lambda_2_lambda_2_closure, main_lambda_2_lambda_2_entry, 0, 0);
OMNI_STATIC_CLOSURE(main_lambda_2_closure, main_lambda_2_entry, 0, 0);
OMNI_STATIC_CLOSURE(with_exception_handler_main_lambda_lambda_closure, with_exception_handler_main_lambda_lambda_entry, 0, 0);
OMNI_STATIC_CLOSURE(with_exception_handler_total_guarded_lambda_lambda_closure, with_exception_handler_total_guarded_lambda_lambda_entry, 0, 0);
OMNI_STATIC_CLOSURE(with_exception_handler_main_lambda_2_lambda_lambda_closure, with_exception_handler_main_lambda_2_lambda_lambda_entry, 0, 0);

/* What a handler raises goes to the handler or guard outside of it; the regions in between end. */
/* parse
 *   text    borrowed     only read here; the caller keeps it
 *   number  dest         returned, so it is built in the caller's region: no copy
 *   text    text_region  few objects for each call, so the first 512 bytes of their region lie in
 *                        the C frame; not on the stack: size unknown: built by string-append
 */
static Obj *parse(Region *dest, Obj *text)
{
    Obj *number = omni_string_to_number(dest, text, "parse+1: (string->number text)");
    if (omni_is_true(number)) {
        return number;
    }
    OMNI_SCRATCH_STORAGE(512) text_scratch;
    /* for text: used only in this branch */
    Region *text_region = stack_alloc_region(&text_scratch, sizeof text_scratch);
    Obj *text_3 = omni_string_append(text_region, OMNI_REF(text_not_a_number), text,
                                     "parse+1: (string-append \"not a number: \" text)");
    /* leaves the function: text ends with it */
    omni_raise(text_3, "parse+1: (raise (string-append \"not a number: ...");
}

/* total_guarded_lambda
 *   e     borrowed  only read here; the caller keeps it
 *   list  stack     at most 48 bytes and one object for each call
 */
static Obj *total_guarded_lambda(Obj *e)
{
    Pair list_pair;  /* at most 48 bytes and one object for each call */
    Pair list_pair_2;  /* at most 48 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair_2, OMNI_REF(sym_total),
                              mk_pair_stack(&list_pair, e, OMNI_NIL));
    omni_raise(list, "total-guarded-lambda+0: (raise (list 'total e))");
}

/* total_guarded_lambda_2
 *   texts  borrowed    only read here; the caller keeps it
 *   plus   dest        returned, so it is built in the caller's region: no copy
 *   map    map_region  not reachable from outside; last use: (apply + (map parse texts)); not on
 *                      the stack: size unknown: built by map-parse
 */
static Obj *total_guarded_lambda_2(Obj *self, Region *dest)
{
    Obj *texts = omni_captured(self, 0);
    Region *map_region = region_create();  /* for map: last used in (apply + (map parse texts)) */
    Obj *plus_result = plus(dest, map_parse(map_region, texts));
    region_exit(map_region);  /* last use of map: (apply + (map parse texts)) */
    return plus_result;
}

static Obj *total_guarded_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    return total_guarded_lambda_2(self, dest);
}

/* total_guarded
 *   texts                   borrowed  only read here; the caller keeps it
 *   with_exception_handler  dest      returned, so it is built in the caller's region: no copy
 *   function                stack     at most 40 bytes and one object for each call
 */
static Obj *total_guarded(Obj *self, Region *dest)
{
    OMNI_STACK_CHECK("total-guarded");
    Obj *texts = omni_captured(self, 0);
    OMNI_CLOSURE_STORAGE(1) function_closure;  /* at most 40 bytes and one object for each call */
    Obj *function = mk_closure_stack(&function_closure, total_guarded_lambda_2_entry, 0, 0, 1,
                                     (Obj *[]){ texts });
    return with_exception_handler_total_guarded_lambda(dest, function);
}

static Obj *total_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    return total_guarded(self, dest);
}

/* total
 *   texts  borrowed  only read here; the caller keeps it
 *   body   stack     at most 40 bytes and one object for each call
 *   e      dest      returned, so it is built in the caller's region: no copy
 */
static Obj *total(Region *dest, Obj *texts)
{
    OMNI_CLOSURE_STORAGE(1) body_closure;  /* at most 40 bytes and one object for each call */
    Obj *body = mk_closure_stack(&body_closure, total_guarded_entry, 0, 0, 1, (Obj *[]){ texts });
    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(body, dest, "total+1: (guard (e ((pair? e) e)) (with-except...");
    if (omni_is_raised(outcome)) {
        Obj *e = omni_caught(dest);
        if (omni_is_pair(e)) {
            return e;
        }
        omni_raise(e, "total+1: (guard (e ((pair? e) e)) (with-except...");
    }
    return outcome;
}

/* main_lambda_2_lambda
 *   e                  borrowed                  only read here; the caller keeps it
 *   sum                dest                      returned, so it is built in the caller's region:
 *                                                no copy
 *   raise_continuable  raise_continuable_region  not reachable from outside; last use: (+ 1
 *                                                (raise-continuable e)); not on the stack: size
 *                                                unknown: built by raise-continuable
 */
static Obj *main_lambda_2_lambda(Region *dest, Obj *e)
{
    /* for raise-continuable: last used in (+ 1 (raise-continuable e)) */
    Region *raise_continuable_region = region_create();
    Obj *raise_continuable_result = raise_continuable(raise_continuable_region, e);
    Obj *sum = omni_add(dest, OMNI_FIX(1), raise_continuable_result,
                        "main-lambda-2-lambda+0: (+ 1 (raise-continuable e))");
    /* last use of raise-continuable: (+ 1 (raise-continuable e)) */
    region_exit(raise_continuable_region);
    return sum;
}

/* main_lambda_2_lambda_2
 *   raise_continuable  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *main_lambda_2_lambda_2(Region *dest)
{
    return raise_continuable(dest, OMNI_FIX(10));
}

static Obj *main_lambda_2_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    (void)args;
    return main_lambda_2_lambda_2(dest);
}

/* main_lambda_2
 *   with_exception_handler  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *main_lambda_2(Region *dest)
{
    OMNI_STACK_CHECK("main-lambda-2");
    return with_exception_handler_main_lambda_2_lambda(dest,
                                                       OMNI_REF(main_lambda_2_lambda_2_closure));
}

static Obj *main_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    (void)args;
    return main_lambda_2(dest);
}

/* main
 *   total                   total_region                   not reachable from outside; last use:
 *                                                          (println (total '("1" "2"))); not on the
 *                                                          stack: size unknown: built by total
 *   total                   total_region_2                 not reachable from outside; last use:
 *                                                          (println (total '("1" "x"))); not on the
 *                                                          stack: size unknown: built by total
 *   with_exception_handler  with_exception_handler_region  not reachable from outside; last use:
 *                                                          (println (with-exception-handler
 *                                                          (lam...; not on the stack: size unknown:
 *                                                          built by main-lambda-2
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for total: last used in (println (total '("1" "2"))) */
    Region *total_region = region_create();
    omni_display(total(total_region, OMNI_REF(list_in_main[0])));
    region_exit(total_region);  /* last use of total: (println (total '("1" "2"))) */
    omni_newline();
    /* for total: last used in (println (total '("1" "x"))) */
    Region *total_region_2 = region_create();
    omni_display(total(total_region_2, OMNI_REF(list_in_main_2[0])));
    region_exit(total_region_2);  /* last use of total: (println (total '("1" "x"))) */
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

/* plus
 *   numbers  borrowed  only read here; the caller keeps it
 */
static Obj *plus(Region *dest, Obj *numbers)
{
    Obj *sum = OMNI_FIX(0);
    Obj *rest = numbers;
    while (!omni_is_null(rest)) {
        sum = omni_add(dest, sum, omni_pair_car(rest), "++4: (+ sum (car rest))");
        rest = omni_pair_cdr(rest);
    }
    return sum;
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

/* with_exception_handler_main_lambda_lambda
 *   with_exception_handler_main_lambda_lambda  version        specialised for main-lambda: what it
 *                                                             gets to call is known
 *   handler_result                             dest           returned, so it is built in the
 *                                                             caller's region: no copy
 *   caught                                     caught_region  few objects for each call, so the
 *                                                             first 512 bytes of their region lie
 *                                                             in the C frame; not on the stack:
 *                                                             size unknown: built by raise
 */
static Obj *with_exception_handler_main_lambda_lambda(Region *dest)
{
    OMNI_SCRATCH_STORAGE(512) caught_scratch;
    /* for caught: last used in (handler (%caught)) */
    Region *caught_region = stack_alloc_region(&caught_scratch, sizeof caught_scratch);
    Obj *caught = omni_caught(caught_region);
    Obj *handler_result = omni_mul(dest, OMNI_FIX(2), caught,
                                   "with-exception-handler-lambda+0: (handler (%caught))");
    region_exit(caught_region);  /* last use of caught: (handler (%caught)) */
    return handler_result;
}

static Obj *with_exception_handler_main_lambda_lambda_entry(Obj *self, Region *dest, int argc,
                                                            Obj *const *args)
{
    (void)self;
    (void)argc;
    (void)args;
    return with_exception_handler_main_lambda_lambda(dest);
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

/* with_exception_handler_total_guarded_lambda_lambda
 *   with_exception_handler_total_guarded_lambda_lambda  version        specialised for
 *                                                                      total-guarded-lambda: what
 *                                                                      it gets to call is known
 *   caught                                              caught_region  few objects for each call,
 *                                                                      so the first 512 bytes of
 *                                                                      their region lie in the C
 *                                                                      frame; not on the stack:
 *                                                                      size unknown: built by raise
 */
static Obj *with_exception_handler_total_guarded_lambda_lambda(void)
{
    OMNI_SCRATCH_STORAGE(512) caught_scratch;
    /* for caught: last used in (handler (%caught)) */
    Region *caught_region = stack_alloc_region(&caught_scratch, sizeof caught_scratch);
    Obj *handler_result = total_guarded_lambda(omni_caught(caught_region));
    region_exit(caught_region);  /* last use of caught: (handler (%caught)) */
    return handler_result;
}

static Obj *with_exception_handler_total_guarded_lambda_lambda_entry(Obj *self, Region *dest,
                                                                     int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    (void)args;
    return with_exception_handler_total_guarded_lambda_lambda();
}

/* with_exception_handler_total_guarded_lambda
 *   with_exception_handler_total_guarded_lambda  version   specialised for total-guarded-lambda:
 *                                                          what it gets to call is known
 *   thunk                                        borrowed  only read here; the caller keeps it
 *   result                                       dest      returned, so it is built in the caller's
 *                                                          region: no copy
 */
static Obj *with_exception_handler_total_guarded_lambda(Region *dest, Obj *thunk)
{
    return omni_handle(thunk, OMNI_REF(with_exception_handler_total_guarded_lambda_lambda_closure),
                       dest, "with-exception-handler+1: (%handle thunk (lambda () (handler (%...");
}

/* map_parse
 *   map_parse  version   specialised for parse: what it gets to call is known
 *   map_parse  loop      what a call of itself returns only ends its list: each pair is linked
 *                        behind the last
 *   items      borrowed  only read here; the caller keeps it
 *   pair       dest      returned, so it is built in the caller's region: no copy
 */
static Obj *map_parse(Region *dest, Obj *items)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(items)) {
        Obj *pair = mk_pair_region(dest, parse(dest, omni_pair_car(items)), OMNI_NIL);
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

/* with_exception_handler_main_lambda_2_lambda_lambda
 *   with_exception_handler_main_lambda_2_lambda_lambda  version        specialised for
 *                                                                      main-lambda-2-lambda: what
 *                                                                      it gets to call is known
 *   handler_result                                      dest           returned, so it is built in
 *                                                                      the caller's region: no copy
 *   caught                                              caught_region  few objects for each call,
 *                                                                      so the first 512 bytes of
 *                                                                      their region lie in the C
 *                                                                      frame; not on the stack:
 *                                                                      size unknown: built by raise
 */
static Obj *with_exception_handler_main_lambda_2_lambda_lambda(Region *dest)
{
    OMNI_SCRATCH_STORAGE(512) caught_scratch;
    /* for caught: last used in (handler (%caught)) */
    Region *caught_region = stack_alloc_region(&caught_scratch, sizeof caught_scratch);
    Obj *handler_result = main_lambda_2_lambda(dest, omni_caught(caught_region));
    region_exit(caught_region);  /* last use of caught: (handler (%caught)) */
    return handler_result;
}

static Obj *with_exception_handler_main_lambda_2_lambda_lambda_entry(Obj *self, Region *dest,
                                                                     int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    (void)args;
    return with_exception_handler_main_lambda_2_lambda_lambda(dest);
}

/* with_exception_handler_main_lambda_2_lambda
 *   with_exception_handler_main_lambda_2_lambda  version   specialised for main-lambda-2-lambda:
 *                                                          what it gets to call is known
 *   thunk                                        borrowed  only read here; the caller keeps it
 *   result                                       dest      returned, so it is built in the caller's
 *                                                          region: no copy
 */
static Obj *with_exception_handler_main_lambda_2_lambda(Region *dest, Obj *thunk)
{
    return omni_handle(thunk, OMNI_REF(with_exception_handler_main_lambda_2_lambda_lambda_closure),
                       dest, "with-exception-handler+1: (%handle thunk (lambda () (handler (%...");
}
