/* as_value.omni, translated by omnic */
#include "omni.h"

static Obj *with_exit_main_lambda_with_exit_k_entry(Obj *self, Region *dest, int argc,
                                                    Obj *const *args);
static Obj *with_exit_main_lambda_body_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_lambda_3_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *call_with_current_continuation_body_entry(Obj *self, Region *dest, int argc,
                                                      Obj *const *args);
static Obj *call_with_current_continuation_k_entry(Obj *self, Region *dest, int argc,
                                                   Obj *const *args);
static Obj *map_call_with_current_continuation(Region *dest, Obj *items);

OMNI_STATIC_SYMBOL(sym_bottom, "bottom");

OMNI_STATIC_CLOSURE(main_lambda_2_closure, main_lambda_2_entry, 1, 1);
OMNI_STATIC_CLOSURE(main_lambda_3_closure, main_lambda_3_entry, 1, 1);

/* down
 *   k         borrowed  only read here; the caller keeps it
 *   k_result  dest      returned, so it is built in the caller's region: no copy
 */
static inline Obj *down(Region *dest, int64_t n, Obj *k)
{
    OMNI_STACK_CHECK("down");
    if (n == 0) {
        Obj *pair = mk_pair_region(dest, OMNI_REF(sym_bottom), OMNI_NIL);
        return omni_call(k, dest, 1, (Obj *[]){ pair }, "down+0: (k (cons 'bottom '()))");
    }
    Obj *down_result = down(dest, omni_int_sub(n, 1, "down+0: (- n 1)"), k);
    return omni_add(dest, OMNI_FIX(1), down_result, "down+0: (+ 1 (down (- n 1) k))");
}

/* with_exit_main_lambda_with_exit_k
 *   value  borrowed  put into exit; the caller keeps it alive as long as exit
 *   exit   borrowed  changed here; the caller keeps it
 */
static Obj *with_exit_main_lambda_with_exit_k(Obj *self, Obj *value)
{
    Obj *exit = omni_captured(self, 0);
    Obj *result = omni_is_absent(value) ? OMNI_NOTHING : value;
    omni_exit_to(exit, result, "with-exit-k+0: (call/cc task)");
}

static Obj *with_exit_main_lambda_with_exit_k_entry(Obj *self, Region *dest, int argc,
                                                    Obj *const *args)
{
    (void)dest;
    return with_exit_main_lambda_with_exit_k(self, argc > 0 ? args[0] : OMNI_ABSENT);
}

/* with_exit_main_lambda_body
 *   with_exit_main_lambda_body  version   specialised for main-lambda: what it gets to call is
 *                                         known
 *   k                           borrowed  only read here; the caller keeps it
 *   receiver_result             dest      returned, so it is built in the caller's region: no copy
 */
static Obj *with_exit_main_lambda_body(Obj *self, Region *dest)
{
    OMNI_STACK_CHECK("with-exit-body");
    Obj *k = omni_captured(self, 0);
    return down(dest, 10, k);
}

static Obj *with_exit_main_lambda_body_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    return with_exit_main_lambda_body(self, dest);
}

/* call/cc as a value, and a continuation that is handed to functions which know nothing of it. */
/* with_exit_main_lambda
 *   with_exit_main_lambda  version  specialised for main-lambda: what it gets to call is known
 *   result                 dest     returned, so it is built in the caller's region: no copy
 *   exit                   stack    at most 16 bytes and one object for each call
 *   k                      stack    at most 40 bytes and one object for each call
 *   function               stack    at most 40 bytes and one object for each call
 */
static Obj *with_exit_main_lambda(Region *dest)
{
    Cell exit_cell;  /* at most 16 bytes and one object for each call */
    Obj *exit = mk_cell_stack(&exit_cell, OMNI_NOTHING);
    OMNI_CLOSURE_STORAGE(1) k_closure;  /* at most 40 bytes and one object for each call */
    Obj *k = mk_closure_stack(&k_closure, with_exit_main_lambda_with_exit_k_entry, 0, 1, 1,
                              (Obj *[]){ exit });
    OMNI_CLOSURE_STORAGE(1) function_closure;  /* at most 40 bytes and one object for each call */
    Obj *function = mk_closure_stack(&function_closure, with_exit_main_lambda_body_entry, 0, 0, 1,
                                     (Obj *[]){ k });
    return omni_call_with_exit(function, exit, dest, "with-exit+0: (call/cc task)");
}

/* main_lambda_2
 *   k         borrowed  only read here; the caller keeps it
 *   k_result  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *main_lambda_2(Region *dest, Obj *k)
{
    OMNI_STACK_CHECK("main-lambda-2");
    return omni_call(k, dest, 1, (Obj *[]){ OMNI_FIX(1) }, "main-lambda-2+0: (k 1)");
}

static Obj *main_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return main_lambda_2(dest, args[0]);
}

/* main_lambda_3
 *   k  borrowed  only read here; the caller keeps it
 */
static int64_t main_lambda_3(Obj *k)
{
    (void)k;
    return 2;
}

static Obj *main_lambda_3_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return mk_int_region(dest, main_lambda_3(args[0]));
}

/* main
 *   with_exit  with_exit_region  not reachable from outside; last use: (println (with-exit (lambda
 *                                (k) (down...; not on the stack: size unknown: built by
 *                                with-exit-main-lambda
 *   map        map_region        not reachable from outside; last use: (println (map
 *                                call-with-current-conti...; not on the stack: size unknown: built
 *                                by main-lambda-2
 *   list       stack             at most 48 bytes and one object for each call
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    /* for with-exit: last used in (println (with-exit (lambda (k) (down... */
    Region *with_exit_region = region_create();
    omni_display(with_exit_main_lambda(with_exit_region));
    /* last use of with-exit: (println (with-exit (lambda (k) (down... */
    region_exit(with_exit_region);
    omni_newline();
    /* for map: last used in (println (map call-with-current-conti... */
    Region *map_region = region_create();
    Pair list_pair;  /* at most 48 bytes and one object for each call */
    Pair list_pair_2;  /* at most 48 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair_2, OMNI_REF(main_lambda_2_closure),
                              mk_pair_stack(&list_pair, OMNI_REF(main_lambda_3_closure), OMNI_NIL));
    omni_display(map_call_with_current_continuation(map_region, list));
    region_exit(map_region);  /* last use of map: (println (map call-with-current-conti... */
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* call_with_current_continuation_body
 *   k                borrowed  only read here; the caller keeps it
 *   receiver         borrowed  only read here; the caller keeps it
 *   receiver_result  dest      part of the result, which is returned: built in the caller's region
 */
static int64_t call_with_current_continuation_body(Obj *self, Region *dest)
{
    OMNI_STACK_CHECK("call-with-current-continuation-body");
    Obj *k = omni_captured(self, 0);
    Obj *receiver = omni_captured(self, 1);
    Obj *receiver_result = omni_call(receiver, dest, 1, (Obj *[]){ k },
                                     "call-with-current-continuation-body+0: (receiver k)");
    return omni_int_value(receiver_result);
}

static Obj *call_with_current_continuation_body_entry(Obj *self, Region *dest, int argc,
                                                      Obj *const *args)
{
    (void)argc;
    (void)args;
    return mk_int_region(dest, call_with_current_continuation_body(self, dest));
}

/* call_with_current_continuation_k
 *   value  borrowed  put into exit; the caller keeps it alive as long as exit
 *   exit   borrowed  changed here; the caller keeps it
 */
static Obj *call_with_current_continuation_k(Obj *self, Obj *value)
{
    Obj *exit = omni_captured(self, 0);
    Obj *result = omni_is_absent(value) ? OMNI_NOTHING : value;
    omni_exit_to(exit, result, "call-with-current-continuation-k+0: k");
}

static Obj *call_with_current_continuation_k_entry(Obj *self, Region *dest, int argc,
                                                   Obj *const *args)
{
    (void)dest;
    return call_with_current_continuation_k(self, argc > 0 ? args[0] : OMNI_ABSENT);
}

/* call_with_current_continuation
 *   receiver  borrowed  only read here; the caller keeps it
 *   function  stack     at most 48 bytes and one object for each call
 *   k         dest      part of the result, which is returned: built in the caller's region
 */
static Obj *call_with_current_continuation(Region *dest, Obj *receiver)
{
    Obj *exit = mk_cell_region(dest, OMNI_NOTHING);
    Obj *k = mk_closure_region(dest, call_with_current_continuation_k_entry, 0, 1, 1,
                               (Obj *[]){ exit });
    OMNI_CLOSURE_STORAGE(2) function_closure;  /* at most 48 bytes and one object for each call */
    Obj *function = mk_closure_stack(&function_closure, call_with_current_continuation_body_entry,
                                     0, 0, 2, (Obj *[]){ k, receiver });
    return omni_call_with_exit(function, exit, dest,
                               "call-with-current-continuation+1: (let/cc k (receiver k))");
}

/* map_call_with_current_continuation
 *   map_call_with_current_continuation  version   specialised for call-with-current-continuation:
 *                                                 what it gets to call is known
 *   map_call_with_current_continuation  loop      what a call of itself returns only ends its list:
 *                                                 each pair is linked behind the last
 *   items                               borrowed  only read here; the caller keeps it
 *   pair                                dest      returned, so it is built in the caller's region:
 *                                                 no copy
 */
static Obj *map_call_with_current_continuation(Region *dest, Obj *items)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(items)) {
        Obj *f_result = call_with_current_continuation(dest, omni_pair_car(items));
        Obj *pair = mk_pair_region(dest, f_result, OMNI_NIL);
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
