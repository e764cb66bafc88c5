/* unknown_producer.omni, translated by omnic */
#include "omni.h"

static Obj *list_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *values_to_list(Region *dest, Obj *values);
static Obj *call_with_values_main_lambda(Region *dest, Obj *consumer);
static Obj *call_with_values_main_lambda_2(Region *dest, Obj *consumer);
static Obj *call_with_values_main_lambda_3(Region *dest, Obj *consumer);

OMNI_STATIC_SYMBOL(sym_a, "a");
OMNI_STATIC_SYMBOL(sym_b, "b");
OMNI_STATIC_SYMBOL(sym_one, "one");

OMNI_STATIC_CLOSURE(list_closure, list_entry, 0, -1);

/* Nobody knows how many values an unknown function gives: they are counted and taken apart where
 * they arrive. */
/* collect_main_lambda
 *   collect_main_lambda  version  specialised for main-lambda: what it gets to call is known
 *   call_with_values     dest     returned, so it is built in the caller's region: no copy
 */
static Obj *collect_main_lambda(Region *dest)
{
    return call_with_values_main_lambda(dest, OMNI_REF(list_closure));
}

/* collect_main_lambda_2
 *   collect_main_lambda_2  version  specialised for main-lambda-2: what it gets to call is known
 *   call_with_values       dest     returned, so it is built in the caller's region: no copy
 */
static Obj *collect_main_lambda_2(Region *dest)
{
    return call_with_values_main_lambda_2(dest, OMNI_REF(list_closure));
}

/* collect_main_lambda_3
 *   collect_main_lambda_3  version  specialised for main-lambda-3: what it gets to call is known
 *   call_with_values       dest     returned, so it is built in the caller's region: no copy
 */
static Obj *collect_main_lambda_3(Region *dest)
{
    return call_with_values_main_lambda_3(dest, OMNI_REF(list_closure));
}

/* first_of_main_lambda_4
 *   first_of_main_lambda_4  version        specialised for main-lambda-4: what it gets to call is
 *                                          known
 *   values                  values_region  not reachable from outside; last use: (producer); not on
 *                                          the stack: size unknown: built by %values->list
 */
static Obj *first_of_main_lambda_4(Region *dest)
{
    Obj *producer_result = mk_values_region(dest, OMNI_REF(sym_a), OMNI_REF(sym_b));
    omni_check_values_min(producer_result, 1, "first-of+1: (producer)");
    Region *values_region = region_create();  /* for values: last used in (producer) */
    Obj *values = values_to_list(values_region, producer_result);
    Obj *head = omni_car(values, "first-of+1: (producer)");
    region_exit(values_region);  /* last use of values: (producer) */
    return head;
}

/* main_lambda
 *   values  dest  part of the result, which is returned: built in the caller's region
 */
static Obj *main_lambda(Region *dest)
{
    return mk_values_region(dest, OMNI_FIX(1), mk_values_region(dest, OMNI_FIX(2), OMNI_FIX(3)));
}

static Obj *main_lambda_2(void)
{
    return OMNI_REF(sym_one);
}

/* main
 *   collect   collect_region    not reachable from outside; last use: (println (collect (lambda ()
 *                               (values ...; not on the stack: size unknown: built by
 *                               collect-main-lambda
 *   collect   collect_region_2  not reachable from outside; last use: (println (collect (lambda ()
 *                               (values ...; not on the stack: size unknown: built by
 *                               collect-main-lambda-2
 *   collect   collect_region_3  not reachable from outside; last use: (println (collect (lambda ()
 *                               (values ...; not on the stack: size unknown: built by
 *                               collect-main-lambda-3
 *   first_of  first_of_region   at most 24 bytes, built by first-of-main-lambda-4: its region lies
 *                               in the C frame, and needs no chunk; not on the stack: size unknown:
 *                               built by first-of-main-lambda-4
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for collect: last used in (println (collect (lambda () (values ... */
    Region *collect_region = region_create();
    Obj *collect = collect_main_lambda(collect_region);
    /* for collect: last used in (println (collect (lambda () (values ... */
    Region *collect_region_2 = region_create();
    Obj *collect_2 = collect_main_lambda_2(collect_region_2);
    /* for collect: last used in (println (collect (lambda () (values ... */
    Region *collect_region_3 = region_create();
    Obj *collect_3 = collect_main_lambda_3(collect_region_3);
    omni_display(collect);
    /* last use of collect: (println (collect (lambda () (values ... */
    region_exit(collect_region);
    omni_display(collect_2);
    /* last use of collect: (println (collect (lambda () (values ... */
    region_exit(collect_region_2);
    omni_display(collect_3);
    /* last use of collect: (println (collect (lambda () (values ... */
    region_exit(collect_region_3);
    omni_newline();
    OMNI_SCRATCH_STORAGE(256) first_of_scratch;
    /* for first-of: last used in (println (first-of (lambda () (values... */
    Region *first_of_region = stack_alloc_region(&first_of_scratch, sizeof first_of_scratch);
    omni_display(first_of_main_lambda_4(first_of_region));
    /* last use of first-of: (println (first-of (lambda () (values... */
    region_exit(first_of_region);
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

/* call_with_values_main_lambda
 *   call_with_values_main_lambda  version        specialised for main-lambda: what it gets to call
 *                                                is known
 *   consumer                      borrowed       only read here; the caller keeps it
 *   consumer_result               dest           returned, so it is built in the caller's region:
 *                                                no copy
 *   values                        values_region  not reachable from outside; last use: (apply
 *                                                consumer (%values->list (produ...; not on the
 *                                                stack: size unknown: built by %values->list
 */
static Obj *call_with_values_main_lambda(Region *dest, Obj *consumer)
{
    Obj *producer_result = main_lambda(dest);
    /* for values: last used in (apply consumer (%values->list (produ... */
    Region *values_region = region_create();
    Obj *values = values_to_list(values_region, producer_result);
    Obj *consumer_result = omni_apply(consumer, dest, 0, NULL, values,
                                      "call-with-values+1: (apply consumer (%values->list "
                                      "(produ...");
    region_exit(values_region);  /* last use of values: (apply consumer (%values->list (produ... */
    return consumer_result;
}

/* call_with_values_main_lambda_2
 *   call_with_values_main_lambda_2  version        specialised for main-lambda-2: what it gets to
 *                                                  call is known
 *   consumer                        borrowed       only read here; the caller keeps it
 *   consumer_result                 dest           returned, so it is built in the caller's region:
 *                                                  no copy
 *   values                          values_region  not reachable from outside; last use: (apply
 *                                                  consumer (%values->list (produ...; not on the
 *                                                  stack: size unknown: built by %values->list
 */
static Obj *call_with_values_main_lambda_2(Region *dest, Obj *consumer)
{
    Obj *producer_result = main_lambda_2();
    /* for values: last used in (apply consumer (%values->list (produ... */
    Region *values_region = region_create();
    Obj *values = values_to_list(values_region, producer_result);
    Obj *consumer_result = omni_apply(consumer, dest, 0, NULL, values,
                                      "call-with-values+1: (apply consumer (%values->list "
                                      "(produ...");
    region_exit(values_region);  /* last use of values: (apply consumer (%values->list (produ... */
    return consumer_result;
}

/* call_with_values_main_lambda_3
 *   call_with_values_main_lambda_3  version        specialised for main-lambda-3: what it gets to
 *                                                  call is known
 *   consumer                        borrowed       only read here; the caller keeps it
 *   consumer_result                 dest           returned, so it is built in the caller's region:
 *                                                  no copy
 *   values                          values_region  not reachable from outside; last use: (apply
 *                                                  consumer (%values->list (produ...; not on the
 *                                                  stack: size unknown: built by %values->list
 */
static Obj *call_with_values_main_lambda_3(Region *dest, Obj *consumer)
{
    /* for values: last used in (apply consumer (%values->list (produ... */
    Region *values_region = region_create();
    Obj *values = values_to_list(values_region, omni_no_values());
    Obj *consumer_result = omni_apply(consumer, dest, 0, NULL, values,
                                      "call-with-values+1: (apply consumer (%values->list "
                                      "(produ...");
    region_exit(values_region);  /* last use of values: (apply consumer (%values->list (produ... */
    return consumer_result;
}
