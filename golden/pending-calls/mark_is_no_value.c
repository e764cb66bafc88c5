/* mark_is_no_value.omni, translated by omnic */
#include "omni.h"

static Obj *nothing_at_all_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_guarded_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *list_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *call_with_values_main_guarded_lambda(Region *dest, Obj *consumer);

OMNI_STATIC_SYMBOL(sym_caught, "caught");
OMNI_STATIC_SYMBOL(sym_done, "done");

OMNI_STATIC_CLOSURE(nothing_at_all_closure, nothing_at_all_entry, 2, 2);
OMNI_STATIC_CLOSURE(main_guarded_closure, main_guarded_entry, 0, 0);
OMNI_STATIC_CLOSURE(main_guarded_2_closure, main_guarded_2_entry, 0, 0);
OMNI_STATIC_CLOSURE(list_closure, list_entry, 0, -1);

/* The result of `values` without values, and of a guard, are told from the marks of the runtime. */
/* nothing_at_all
 *   k         borrowed  only read here; the caller keeps it
 *   k_result  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *nothing_at_all(Region *dest, Obj *k, int64_t n)
{
    OMNI_STACK_CHECK("nothing-at-all");
    if (n == 0) {
        return omni_no_values();
    }
    Obj *difference = mk_int_region(dest, omni_int_sub(n, 1, "nothing-at-all+1: (- n 1)"));
    /* goes on in the caller: may come back here through an unknown function, and takes no stack */
    return omni_pend_call(k, dest, 2, (Obj *[]){ k, difference },
                          "nothing-at-all+1: (k k (- n 1))");
}

static Obj *nothing_at_all_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return nothing_at_all(dest, args[0], omni_as_int(args[1], "nothing-at-all: n"));
}

/* main_guarded_lambda
 *   nothing_at_all  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *main_guarded_lambda(Region *dest)
{
    return omni_finish(nothing_at_all(dest, OMNI_REF(nothing_at_all_closure), 10));
}

/* main_guarded
 *   call_with_values  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *main_guarded(Region *dest)
{
    OMNI_STACK_CHECK("main-guarded");
    return call_with_values_main_guarded_lambda(dest, OMNI_REF(list_closure));
}

static Obj *main_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    (void)args;
    return main_guarded(dest);
}

static Obj *main_guarded_2(void)
{
    OMNI_STACK_CHECK("main-guarded-2");
    /* for nothing-at-all: last used in (nothing-at-all nothing-at-all 10) */
    Region *nothing_at_all_region = region_create();
    omni_finish(nothing_at_all(nothing_at_all_region, OMNI_REF(nothing_at_all_closure), 10));
    region_exit(nothing_at_all_region);  /* nothing-at-all: never used after this */
    return OMNI_REF(sym_done);
}

static Obj *main_guarded_2_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    (void)args;
    return main_guarded_2();
}

/* main
 *   outcome  outcome_region  not reachable from outside; last use: (println (guard (e (#t 'caught))
 *                            (cal...; not on the stack: size unknown: built by main-guarded
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for outcome: last used in (println (guard (e (#t 'caught)) (cal... */
    Region *outcome_region = region_create();
    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(OMNI_REF(main_guarded_closure), outcome_region,
                            "main: (guard (e (#t 'caught)) (call-with-va...");
    Obj *result;
    if (omni_is_raised(outcome)) {
        omni_drop_raised();
        result = OMNI_REF(sym_caught);
    } else {
        result = outcome;
    }
    omni_display(result);
    /* last use of outcome: (println (guard (e (#t 'caught)) (cal... */
    region_exit(outcome_region);
    omni_newline();
    /* regions that are created inside end when it raises */
    Obj *outcome_2 = omni_try(OMNI_REF(main_guarded_2_closure), omni_global,
                              "main: (guard (e (#t 'caught)) (nothing-at-a...");
    Obj *result_2;
    if (omni_is_raised(outcome_2)) {
        omni_drop_raised();
        result_2 = OMNI_REF(sym_caught);
    } else {
        result_2 = outcome_2;
    }
    omni_display(result_2);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* list
 *   items  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *list(Obj *items)
{
    return items;
}

static Obj *list_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    return list(omni_rest_list(dest, argc, args, 0));
}

/* values_to_list
 *   values_to_list  loop      what a call of itself returns only ends its list: each pair is linked
 *                             behind the last
 *   values          borrowed  part of the result; the caller keeps it alive as long as the result
 *   pair            dest      returned, so it is built in the caller's region: no copy
 */
static Obj *values_to_list(Region *dest, Obj *values)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_no_values(values)) {
        if (omni_is_values(values)) {
            Obj *pair = mk_pair_region(dest, omni_values_first(values), OMNI_NIL);
            Obj *rest = omni_values_rest(values);
            if (omni_is_null(last)) {
                first = pair;
            } else {
                omni_pair_set_cdr(last, pair);
            }
            values = rest;
            last = pair;
        } else {
            Obj *pair_2 = mk_pair_region(dest, values, OMNI_NIL);
            if (omni_is_null(last)) {
                return pair_2;
            }
            omni_pair_set_cdr(last, pair_2);
            return first;
        }
    }
    return first;
}

/* call_with_values_main_guarded_lambda
 *   call_with_values_main_guarded_lambda  version        specialised for main-guarded-lambda: what
 *                                                        it gets to call is known
 *   consumer                              borrowed       only read here; the caller keeps it
 *   consumer_result                       dest           returned, so it is built in the caller's
 *                                                        region: no copy
 *   values                                values_region  not reachable from outside; last use:
 *                                                        (apply consumer (%values->list (produ...;
 *                                                        not on the stack: size unknown: built by
 *                                                        %values->list
 */
static Obj *call_with_values_main_guarded_lambda(Region *dest, Obj *consumer)
{
    Obj *producer_result = main_guarded_lambda(dest);
    /* for values: last used in (apply consumer (%values->list (produ... */
    Region *values_region = region_create();
    Obj *values = values_to_list(values_region, producer_result);
    Obj *consumer_result = omni_apply(consumer, dest, 0, NULL, values,
                                      "call-with-values+1: (apply consumer (%values->list "
                                      "(produ...");
    region_exit(values_region);  /* last use of values: (apply consumer (%values->list (produ... */
    return consumer_result;
}
