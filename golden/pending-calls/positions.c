/* positions.omni, translated by omnic */
#include "omni.h"

static Obj *count_3_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *count_3_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *count_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_CLOSURE(count_3_lambda_2_closure, count_3_lambda_2_entry, 1, 1);
OMNI_STATIC_CLOSURE(count_closure, count_entry, 2, 3);

/* count_2
 *   k         borrowed  only read here; the caller keeps it
 *   k_result  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *count_2(Region *dest, Obj *k, int64_t n)
{
    /* goes on in the caller: may come back here through an unknown function, and takes no stack */
    return omni_pend_call(k, dest, 3, (Obj *[]){ k, mk_int_region(dest, n), OMNI_FIX(0) },
                          "count-2+0: (k k n 0)");
}

/* count_3_lambda
 *   k         borrowed  only read here; the caller keeps it
 *   n         borrowed  only read here; the caller keeps it
 *   sum       borrowed  only read here; the caller keeps it
 *   k_result  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *count_3_lambda(Obj *self, Region *dest, int64_t half)
{
    OMNI_STACK_CHECK("count-3-lambda");
    Obj *k = omni_captured(self, 0);
    Obj *n = omni_captured(self, 1);
    Obj *sum = omni_captured(self, 2);
    int64_t difference = omni_int_sub(omni_int_value(n), 1, "count-3-lambda+0: (- n 1)");
    int64_t sum_2 = omni_int_add(omni_int_value(sum), half, "count-3-lambda+0: (+ sum half)");
    Obj *difference_2 = mk_int_region(dest, difference);
    Obj *sum_3 = mk_int_region(dest, sum_2);
    /* goes on in the caller: may come back here through an unknown function, and takes no stack */
    return omni_pend_call(k, dest, 3, (Obj *[]){ k, difference_2, sum_3 },
                          "count-3-lambda+0: (k k (- n 1) (+ sum half))");
}

static Obj *count_3_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    return count_3_lambda(self, dest, omni_as_int(args[0], "count-3-lambda: half"));
}

/* count_3_lambda_2
 *   next         borrowed  only read here; the caller keeps it
 *   next_result  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *count_3_lambda_2(Region *dest, Obj *next)
{
    OMNI_STACK_CHECK("count-3-lambda-2");
    /* goes on in the caller: may come back here through an unknown function, and takes no stack */
    return omni_pend_call(next, dest, 1, (Obj *[]){ OMNI_FIX(1) }, "count-3-lambda-2+0: (next 1)");
}

static Obj *count_3_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return count_3_lambda_2(dest, args[0]);
}

/* count_3
 *   k    borrowed  only read here; the caller keeps it
 *   sum  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *count_3(Region *dest, Obj *k, int64_t n, int64_t sum)
{
    if (n == 0) {
        return mk_int_region(dest, sum);
    }
    Obj *found;
    if (omni_int_is_odd(n)) {
        found = mk_closure_region(dest, count_3_lambda_entry, 1, 1, 3,
                                  (Obj *[]){ k, mk_int_region(dest, n), mk_int_region(dest, sum) });
    } else {
        found = OMNI_FALSE;
    }
    if (omni_is_true(found)) {
        /* goes on in the caller: may come back here through an unknown function, and takes no
         * stack */
        return omni_pend_call(OMNI_REF(count_3_lambda_2_closure), dest, 1, (Obj *[]){ found },
                              "count-3+2: ((and (odd? n) (lambda (half) (k k (-...");
    } else if (omni_int_modulo(n, 4, "count-3+3: (modulo n 4)") == 0) {
        bool negative = n < 0;
        if (negative) {
            return omni_bool(negative);
        }
        Obj *difference = mk_int_region(dest, n - 1);
        /* goes on in the caller: may come back here through an unknown function, and takes no
         * stack */
        return omni_pend_call(k, dest, 3, (Obj *[]){ k, difference, mk_int_region(dest, sum) },
                              "count-3+4: (k k (- n 1) sum)");
    } else if (n > 0) {
        Obj *difference_2 = mk_int_region(dest, n - 1);
        Obj *sum_2 = mk_int_region(dest, omni_int_add(sum, 2, "count-3+5: (+ sum 2)"));
        /* goes on in the caller: may come back here through an unknown function, and takes no
         * stack */
        return omni_pend_call(k, dest, 3, (Obj *[]){ k, difference_2, sum_2 },
                              "count-3+5: (k k (- n 1) (+ sum 2))");
    }
    return OMNI_FALSE;
}

/* count
 *   a        borrowed  only read here; the caller keeps it
 *   c        borrowed  only read here; the caller keeps it
 *   count_2  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *count(Region *dest, Obj *a, int64_t b, Obj *c)
{
    OMNI_STACK_CHECK("count");
    if (omni_is_absent(c)) {
        return count_2(dest, a, b);
    }
    return count_3(dest, a, b, omni_int_value(c));
}

static Obj *count_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    return count(dest, args[0], omni_as_int(args[1], "count: b"), argc > 2 ? args[2] : OMNI_ABSENT);
}

/* main
 *   count_2  count_2_region  not reachable from outside; last use: (println (count count 1000000));
 *                            not on the stack: size unknown: built by count
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for count-2: last used in (println (count count 1000000)) */
    Region *count_2_region = region_create();
    Obj *count_2_result = omni_finish(count_2(count_2_region, OMNI_REF(count_closure), 1000000));
    omni_display(count_2_result);
    region_exit(count_2_region);  /* last use of count-2: (println (count count 1000000)) */
    omni_newline();
    return omni_shutdown(0);
}
