/* case_lambda_makes_closures.omni, translated by omnic */
#include "omni.h"

static Obj *make_counter_lambda_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *make_counter_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *map(Region *dest, Obj *f, Obj *items);

static Obj *counter = OMNI_NOTHING;

/* make_counter_lambda_lambda
 *   step  borrowed  only read here; the caller keeps it
 */
static int64_t make_counter_lambda_lambda(Obj *self, int64_t x)
{
    Obj *step = omni_captured(self, 0);
    return omni_int_add(x, omni_int_value(step), "make-counter-lambda-lambda+0: (+ x step)");
}

static Obj *make_counter_lambda_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    return mk_int_region(dest,
                         make_counter_lambda_lambda(
            self, omni_as_int(args[0], "make-counter-lambda-lambda: x")));
}

/* make_counter_lambda
 *   a         borrowed  only read here; the caller keeps it
 *   b         borrowed  only read here; the caller keeps it
 *   step      borrowed  part of the result; the caller keeps it alive as long as the result
 *   map       dest      returned, so it is built in the caller's region: no copy
 *   function  stack     at most 40 bytes and one object for each call
 *   b         stack     at most 32 bytes and one object for each call
 *   list      stack     at most 48 bytes and one object for each call
 */
static Obj *make_counter_lambda(Obj *self, Region *dest, Obj *a, Obj *b)
{
    OMNI_STACK_CHECK("make-counter-lambda");
    Obj *step = omni_captured(self, 0);
    if (omni_is_absent(a)) {
        return step;
    } else if (omni_is_absent(b)) {
        omni_wrong_argument_count(1,
                                  "make-counter-lambda+0: (case-lambda (() step) ((a b) (map "
                                  "(l...");
    }
    int64_t a_2 = omni_int_value(a);
    int64_t b_2 = omni_int_value(b);
    OMNI_CLOSURE_STORAGE(1) function_closure;  /* at most 40 bytes and one object for each call */
    IntBox b_box;  /* at most 32 bytes and one object for each call */
    IntBox a_box;  /* at most 32 bytes and one object for each call */
    Pair list_pair;  /* at most 48 bytes and one object for each call */
    Pair list_pair_2;  /* at most 48 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair, mk_int_stack(&b_box, b_2), OMNI_NIL);
    Obj *function = mk_closure_stack(&function_closure, make_counter_lambda_lambda_entry, 1, 1, 1,
                                     (Obj *[]){ step });
    return map(dest, function, mk_pair_stack(&list_pair_2, mk_int_stack(&a_box, a_2), list));
}

static Obj *make_counter_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    return make_counter_lambda(self, dest, argc > 0 ? args[0] : OMNI_ABSENT,
                               argc > 1 ? args[1] : OMNI_ABSENT);
}

/* The clauses of a case-lambda make closures of their own. */
/* make_counter
 *   function  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *make_counter(Region *dest, int64_t step)
{
    Obj *step_2 = mk_int_region(dest, step);
    return mk_closure_region(dest, make_counter_lambda_entry, 0, 2, 1, (Obj *[]){ step_2 });
}

/* main
 *   counter         global  reachable from the top-level variable counter: lives until the program
 *                           ends
 *   counter_result  global  reachable from the top-level variable counter: lives until the program
 *                           ends
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    counter = make_counter(omni_global, 10);
    Obj *counter_result = omni_call(counter, omni_global, 0, NULL, "main: (counter)");
    Obj *counter_result_2 = omni_call(counter, omni_global, 2,
                                      (Obj *[]){ OMNI_FIX(1), OMNI_FIX(2) }, "main: (counter 1 2)");
    omni_display(counter_result);
    omni_display(counter_result_2);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* map
 *   map    loop      what a call of itself returns only ends its list: each pair is linked behind
 *                    the last
 *   f      borrowed  only read here; the caller keeps it
 *   items  borrowed  only read here; the caller keeps it
 *   pair   dest      returned, so it is built in the caller's region: no copy
 */
static Obj *map(Region *dest, Obj *f, Obj *items)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(items)) {
        Obj *f_result = omni_call(f, dest, 1, (Obj *[]){ omni_pair_car(items) },
                                  "map+3: (f (car items))");
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
