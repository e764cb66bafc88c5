/* generator.omni, translated by omnic */
#include "omni.h"

static Obj *producer_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *producer(Region *dest, int64_t n);
static Obj *consumer_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *consumer(Region *dest, int64_t sum);

OMNI_STATIC_SYMBOL(sym_end, "end");

/* producer_lambda
 *   consumer         borrowed  only read here; the caller keeps it
 *   n                borrowed  only read here; the caller keeps it
 *   consumer_result  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *producer_lambda(Obj *self, Region *dest, Obj *consumer)
{
    OMNI_STACK_CHECK("producer-lambda");
    Obj *n = omni_captured(self, 0);
    if (omni_int_value(n) == 0) {
        /* goes on in the caller: may come back here through an unknown function, and takes no
         * stack */
        return omni_pend_call(consumer, dest, 2, (Obj *[]){ OMNI_REF(sym_end), OMNI_FALSE },
                              "producer-lambda+1: (consumer 'end #f)");
    }
    Obj *producer_result = producer(dest,
                                    omni_int_sub(omni_int_value(n), 1,
                                                 "producer-lambda+1: (- n 1)"));
    /* goes on in the caller: may come back here through an unknown function, and takes no stack */
    return omni_pend_call(consumer, dest, 2, (Obj *[]){ n, producer_result },
                          "producer-lambda+1: (consumer n (producer (- n 1)))");
}

static Obj *producer_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    return producer_lambda(self, dest, args[0]);
}

/* Two procedures that take turns: each is given the other, and calls it last. */
/* producer
 *   function  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *producer(Region *dest, int64_t n)
{
    return mk_closure_region(dest, producer_lambda_entry, 1, 1, 1,
                             (Obj *[]){ mk_int_region(dest, n) });
}

/* consumer_lambda
 *   item         borrowed  only read here; the caller keeps it
 *   next         borrowed  only read here; the caller keeps it
 *   sum          borrowed  part of the result; the caller keeps it alive as long as the result
 *   next_result  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *consumer_lambda(Obj *self, Region *dest, Obj *item, Obj *next)
{
    OMNI_STACK_CHECK("consumer-lambda");
    Obj *sum = omni_captured(self, 0);
    if (item == OMNI_REF(sym_end)) {
        return sum;
    }
    int64_t item_2 = omni_as_int(item, "consumer-lambda+1: (+ sum item)");
    int64_t sum_2 = omni_int_add(omni_int_value(sum), item_2, "consumer-lambda+1: (+ sum item)");
    /* goes on in the caller: may come back here through an unknown function, and takes no stack */
    return omni_pend_call(next, dest, 1, (Obj *[]){ consumer(dest, sum_2) },
                          "consumer-lambda+1: (next (consumer (+ sum item)))");
}

static Obj *consumer_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    return consumer_lambda(self, dest, args[0], args[1]);
}

/* consumer
 *   function  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *consumer(Region *dest, int64_t sum)
{
    return mk_closure_region(dest, consumer_lambda_entry, 2, 2, 1,
                             (Obj *[]){ mk_int_region(dest, sum) });
}

/* main
 *   producer_result  producer_region  not reachable from outside; last use: ((producer 1000)
 *                                     (consumer 0)); not on the stack: size unknown: built by
 *                                     producer
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for producer: last used in ((producer 1000) (consumer 0)) */
    Region *producer_region = region_create();
    Obj *producer_result = producer(producer_region, 1000);
    Obj *consumer_result = consumer(producer_region, 0);
    Obj *producer_result_2 = omni_call(producer_result, producer_region, 1,
                                       (Obj *[]){ consumer_result },
                                       "main: ((producer 1000) (consumer 0))");
    int64_t producer_result_3 = omni_int_value(producer_result_2);
    region_exit(producer_region);  /* last use of producer: ((producer 1000) (consumer 0)) */
    omni_display_int(producer_result_3);
    omni_newline();
    return omni_shutdown(0);
}
