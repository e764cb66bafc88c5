/* caught_is_kept.omni, translated by omnic */
#include "omni.h"

static Obj *counter_raiser_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *catch_counter_raiser_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *catch_main_lambda_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_lambda(void);

OMNI_STATIC_FLOAT(float_3_5, 3.5);

OMNI_STATIC_SYMBOL(sym_b, "b");
OMNI_STATIC_SYMBOL(sym_caught, "caught");

OMNI_STATIC_STRING(text_a, "a", 1);

static const Pair list_in_main_lambda[1] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_b), OMNI_NIL},
};

OMNI_STATIC_CLOSURE(catch_counter_raiser_guarded_closure, catch_counter_raiser_guarded_entry, 0, 0);
OMNI_STATIC_CLOSURE(catch_main_lambda_guarded_closure, catch_main_lambda_guarded_entry, 0, 0);

static Obj *bump = OMNI_NOTHING;

/* counter_raiser_lambda
 *   n    borrowed  changed here; the caller keeps it
 *   sum  n_region  becomes part of n, so it is built in the region that holds n
 */
static int64_t counter_raiser_lambda(Obj *self)
{
    Obj *n = omni_captured(self, 0);
    int64_t n_2 = omni_int_value(omni_cell_get(n));
    Obj *sum = mk_int_region(region_of(n),
                             omni_int_add(n_2, 1, "counter-raiser-lambda+0: (+ n 1)"));
    omni_cell_set(n, sum);
    return omni_int_value(omni_cell_get(n));
}

static Obj *counter_raiser_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    return mk_int_region(dest, counter_raiser_lambda(self));
}

/* counter_raiser
 *   n         n_region  few objects for each call, so the first 512 bytes of their region lie in
 *                       the C frame; not on the stack: a callee allocates into it
 *   function  stack     at most 40 bytes and one object for each call
 */
static Obj *counter_raiser(void)
{
    OMNI_SCRATCH_STORAGE(512) n_scratch;
    /* for n: last used in (raise (lambda () (set! n (+ n 1)) n)) */
    Region *n_region = stack_alloc_region(&n_scratch, sizeof n_scratch);
    Obj *n = mk_cell_region(n_region, OMNI_FIX(0));
    OMNI_CLOSURE_STORAGE(1) function_closure;  /* at most 40 bytes and one object for each call */
    Obj *function = mk_closure_stack(&function_closure, counter_raiser_lambda_entry, 0, 0, 1,
                                     (Obj *[]){ n });
    /* leaves the function: n ends with it */
    omni_raise(function, "counter-raiser+2: (raise (lambda () (set! n (+ n 1)) n))");
}

/* catch_counter_raiser_guarded
 *   catch_counter_raiser_guarded  version  specialised for counter-raiser: what it gets to call is
 *                                          known
 */
static Obj *catch_counter_raiser_guarded(void)
{
    return counter_raiser();
}

static Obj *catch_counter_raiser_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    (void)args;
    return catch_counter_raiser_guarded();
}

/* What was caught is part of the result, so it is copied straight into the caller's region. It
 * is
 * a new object: the counter that the raised function captured is another one from now on. */
/* catch_counter_raiser
 *   catch_counter_raiser  version  specialised for counter-raiser: what it gets to call is known
 *   e                     dest     part of the result, which is returned: built in the caller's
 *                                  region
 */
static Obj *catch_counter_raiser(Region *dest)
{
    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(OMNI_REF(catch_counter_raiser_guarded_closure), omni_global,
                            "catch+1: (guard (e (else (list 'caught e))) (t...");
    if (omni_is_raised(outcome)) {
        Obj *e = omni_caught(dest);
        return mk_pair_region(dest, OMNI_REF(sym_caught), mk_pair_region(dest, e, OMNI_NIL));
    }
    return outcome;
}

/* catch_main_lambda_guarded
 *   catch_main_lambda_guarded  version  specialised for main-lambda: what it gets to call is known
 */
static Obj *catch_main_lambda_guarded(void)
{
    return main_lambda();
}

static Obj *catch_main_lambda_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    (void)args;
    return catch_main_lambda_guarded();
}

/* catch_main_lambda
 *   catch_main_lambda  version  specialised for main-lambda: what it gets to call is known
 *   e                  dest     part of the result, which is returned: built in the caller's region
 */
static Obj *catch_main_lambda(Region *dest)
{
    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(OMNI_REF(catch_main_lambda_guarded_closure), omni_global,
                            "catch+1: (guard (e (else (list 'caught e))) (t...");
    if (omni_is_raised(outcome)) {
        Obj *e = omni_caught(dest);
        return mk_pair_region(dest, OMNI_REF(sym_caught), mk_pair_region(dest, e, OMNI_NIL));
    }
    return outcome;
}

/* main_lambda
 *   list  stack  at most 72 bytes and one object for each call
 */
static Obj *main_lambda(void)
{
    Pair list_pair;  /* at most 72 bytes and one object for each call */
    Pair list_pair_2;  /* at most 72 bytes and one object for each call */
    Pair list_pair_3;  /* at most 72 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair, OMNI_REF(float_3_5), OMNI_NIL);
    Obj *list_2 = mk_pair_stack(&list_pair_2, OMNI_REF(list_in_main_lambda[0]), list);
    Obj *list_3 = mk_pair_stack(&list_pair_3, OMNI_REF(text_a), list_2);
    omni_raise(list_3, "main-lambda+0: (raise (list \"a\" '(b) 3.5))");
}

/* main
 *   catch        global        reachable from the top-level variable bump: lives until the program
 *                              ends
 *   bump_result  global        reachable from the top-level variable bump: lives until the program
 *                              ends
 *   catch        catch_region  not reachable from outside; last use: (println (catch (lambda ()
 *                              (raise (li...; not on the stack: size unknown: built by
 *                              catch-main-lambda
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    bump = omni_pair_car(omni_pair_cdr(catch_counter_raiser(omni_global)));
    omni_call(bump, omni_global, 0, NULL, "main: (bump)");
    omni_display(omni_call(bump, omni_global, 0, NULL, "main: (bump)"));
    omni_newline();
    /* for catch: last used in (println (catch (lambda () (raise (li... */
    Region *catch_region = region_create();
    omni_display(catch_main_lambda(catch_region));
    region_exit(catch_region);  /* last use of catch: (println (catch (lambda () (raise (li... */
    omni_newline();
    return omni_shutdown(0);
}
