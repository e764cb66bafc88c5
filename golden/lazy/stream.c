/* stream.omni, translated by omnic */
#include "omni.h"

static Obj *from_delayed_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *from(Region *dest, int64_t n);
static Obj *sieve_delayed_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *sieve(Region *dest, Obj *s);
static Obj *keep_sieve_delayed_lambda_delayed_entry(Obj *self, Region *dest, int argc,
                                                    Obj *const *args);
static Obj *keep_sieve_delayed_lambda(Region *dest, Obj *s, Obj *s_2);
static Obj *force(Region *dest, Obj *promise);
static Obj *force_promise(Region *dest, Obj *promise);

/* from_delayed
 *   n     borrowed  part of the result; the caller keeps it alive as long as the result
 *   from  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *from_delayed(Obj *self, Region *dest)
{
    Obj *n = omni_captured(self, 0);
    return from(dest, omni_int_add(omni_int_value(n), 1, "from-delayed+0: (+ n 1)"));
}

static Obj *from_delayed_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    return from_delayed(self, dest);
}

/* A stream is a pair whose cdr is a promise. What it has computed lives as long as its first
 * pair. */
/* from
 *   function  dest  part of the result, which is returned: built in the caller's region
 */
static Obj *from(Region *dest, int64_t n)
{
    Obj *function = mk_closure_region(dest, from_delayed_entry, 0, 0, 1,
                                      (Obj *[]){ mk_int_region(dest, n) });
    return mk_pair_region(dest, mk_int_region(dest, n), mk_promise_region(dest, function, 0));
}

/* tail
 *   s      borrowed  changed by force; the caller keeps it
 *   force  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *tail(Region *dest, Obj *s)
{
    return force(dest, omni_pair_cdr(s));
}

/* take
 *   take  loop      what a call of itself returns only ends its list: each pair is linked behind
 *                   the last
 *   s     borrowed  changed by tail; the caller keeps it
 */
static Obj *take(Region *dest, Obj *s, int64_t n)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (n != 0) {
        Obj *pair = mk_pair_region(dest, omni_car(s, "take+0: (car s)"), OMNI_NIL);
        Obj *tail_result = tail(dest, s);
        int64_t difference = omni_int_sub(n, 1, "take+0: (- n 1)");
        if (omni_is_null(last)) {
            first = pair;
        } else {
            omni_pair_set_cdr(last, pair);
        }
        s = tail_result;
        n = difference;
        last = pair;
    }
    return first;
}

/* sieve_delayed_lambda
 *   s  borrowed  only read here; the caller keeps it
 */
static bool sieve_delayed_lambda(int64_t n, Obj *s)
{
    int64_t head = omni_int_value(omni_pair_car(s));
    int64_t remainder = omni_int_remainder(n, head,
                                           "sieve-delayed-lambda+0: (remainder n (car s))");
    return 0 != remainder;
}

/* sieve_delayed
 *   s      borrowed  changed by tail; the caller keeps it
 *   sieve  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *sieve_delayed(Obj *self, Region *dest)
{
    OMNI_STACK_CHECK("sieve-delayed");
    Obj *s = omni_captured(self, 0);
    return sieve(dest, keep_sieve_delayed_lambda(dest, tail(dest, s), s));
}

static Obj *sieve_delayed_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    return sieve_delayed(self, dest);
}

/* sieve
 *   s         borrowed  changed by sieve-delayed; the caller keeps it
 *   function  dest      part of the result, which is returned: built in the caller's region
 */
static Obj *sieve(Region *dest, Obj *s)
{
    Obj *function = mk_closure_region(dest, sieve_delayed_entry, 0, 0, 1, (Obj *[]){ s });
    return mk_pair_region(dest, omni_pair_car(s), mk_promise_region(dest, function, 0));
}

/* first_primes
 *   take  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *first_primes(Region *dest, int64_t n)
{
    return take(dest, sieve(dest, from(dest, 2)), n);
}

/* keep_sieve_delayed_lambda_delayed
 *   keep_sieve_delayed_lambda_delayed  version   specialised for sieve-delayed-lambda: what it gets
 *                                                to call is known
 *   s                                  borrowed  changed by tail; the caller keeps it
 *   s                                  borrowed  part of the result; the caller keeps it alive as
 *                                                long as the result
 *   keep                               dest      returned, so it is built in the caller's region:
 *                                                no copy
 */
static Obj *keep_sieve_delayed_lambda_delayed(Obj *self, Region *dest)
{
    OMNI_STACK_CHECK("keep-delayed");
    Obj *s = omni_captured(self, 0);
    Obj *s_2 = omni_captured(self, 1);
    return keep_sieve_delayed_lambda(dest, tail(dest, s), s_2);
}

static Obj *keep_sieve_delayed_lambda_delayed_entry(Obj *self, Region *dest, int argc,
                                                    Obj *const *args)
{
    (void)argc;
    (void)args;
    return keep_sieve_delayed_lambda_delayed(self, dest);
}

/* keep_sieve_delayed_lambda
 *   keep_sieve_delayed_lambda  version   specialised for sieve-delayed-lambda: what it gets to call
 *                                        is known
 *   s                          borrowed  changed by keep-sieve-delayed-lambda-delayed; the caller
 *                                        keeps it
 *   s                          borrowed  part of the result; the caller keeps it alive as long as
 *                                        the result
 */
static Obj *keep_sieve_delayed_lambda(Region *dest, Obj *s, Obj *s_2)
{
    while (!sieve_delayed_lambda(omni_int_value(omni_car(s, "keep+1: (car s)")), s_2)) {
        s = tail(dest, s);
    }
    Obj *function = mk_closure_region(dest, keep_sieve_delayed_lambda_delayed_entry, 0, 0, 2,
                                      (Obj *[]){ s, s_2 });
    return mk_pair_region(dest, omni_pair_car(s), mk_promise_region(dest, function, 0));
}

/* main
 *   first_primes  first_primes_region  not reachable from outside; last use: (println (first-primes
 *                                      8)); not on the stack: size unknown: built by first-primes
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    /* for first-primes: last used in (println (first-primes 8)) */
    Region *first_primes_region = region_create();
    omni_display(first_primes(first_primes_region, 8));
    region_exit(first_primes_region);  /* last use of first-primes: (println (first-primes 8)) */
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* force
 *   promise  borrowed  changed by %force-promise; the caller keeps it
 *   force    dest      returned, so it is built in the caller's region: no copy
 */
static Obj *force(Region *dest, Obj *promise)
{
    return force_promise(dest, promise);
}

/* force_promise
 *   promise  borrowed  changed here; the caller keeps it
 *   value    dest      returned, so it is built in the caller's region: no copy
 *   next     dest      returned, so it is built in the caller's region: no copy
 */
static Obj *force_promise(Region *dest, Obj *promise)
{
    for (;;) {
        int64_t key = omni_promise_state(promise, "%force-promise+1: (%promise-state promise)");
        if (key == 1) {
            return omni_promise_content(promise, "%force-promise+2: (%promise-content promise)");
        } else if (key == 0) {
            Obj *content = omni_promise_content(promise,
                                                "%force-promise+4: (%promise-content promise)");
            Obj *value = omni_call(content, dest, 0, NULL,
                                   "%force-promise+4: ((%promise-content promise))");
            int64_t state = omni_promise_state(promise,
                                               "%force-promise+5: (%promise-state promise)");
            if (state != 1) {
                omni_promise_set(promise, value, 1,
                                 "%force-promise+6: (%promise-set! promise value 1)");
            }
            return omni_promise_content(promise, "%force-promise+7: (%promise-content promise)");
        }
        Obj *content_2 = omni_promise_content(promise,
                                              "%force-promise+9: (%promise-content promise)");
        Obj *next = omni_call(content_2, dest, 0, NULL,
                              "%force-promise+9: ((%promise-content promise))");
        int64_t state_2 = omni_promise_state(promise,
                                             "%force-promise+10: (%promise-state promise)");
        if (state_2 != 1) {
            Obj *content_3 = omni_promise_content(next,
                                                  "%force-promise+11: (%promise-content next)");
            int64_t state_3 = omni_promise_state(next, "%force-promise+11: (%promise-state next)");
            omni_promise_set(promise, content_3, state_3,
                             "%force-promise+11: (%promise-set! promise (%promise-cont...");
            omni_promise_set(next, promise, 3, "%force-promise+12: (%promise-set! next promise 3)");
        }
    }
}
