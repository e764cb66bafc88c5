/* handed_on.omni, translated by omnic */
#include "omni.h"

static Obj *fib_lambda_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *fib_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *fib(Region *dest, int64_t n, Obj *k);
static Obj *main_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_CLOSURE(main_lambda_closure, main_lambda_entry, 1, 1);

/* fib_lambda_lambda
 *   a         borrowed  only read here; the caller keeps it
 *   k         borrowed  only read here; the caller keeps it
 *   k_result  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *fib_lambda_lambda(Obj *self, Region *dest, int64_t b)
{
    OMNI_STACK_CHECK("fib-lambda-lambda");
    Obj *a = omni_captured(self, 0);
    Obj *k = omni_captured(self, 1);
    Obj *sum = mk_int_region(dest,
                             omni_int_add(omni_int_value(a), b, "fib-lambda-lambda+0: (+ a b)"));
    /* goes on in the caller: may come back here through an unknown function, and takes no stack */
    return omni_pend_call(k, dest, 1, (Obj *[]){ sum }, "fib-lambda-lambda+0: (k (+ a b))");
}

static Obj *fib_lambda_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    return fib_lambda_lambda(self, dest, omni_as_int(args[0], "fib-lambda-lambda: b"));
}

/* fib_lambda
 *   n         borrowed  only read here; the caller keeps it
 *   k         borrowed  changed here; the caller keeps it
 *   fib       dest      returned, so it is built in the caller's region: no copy
 *   function  k_region  becomes part of k, so it is built in the region that holds k
 */
static Obj *fib_lambda(Obj *self, Region *dest, int64_t a)
{
    OMNI_STACK_CHECK("fib-lambda");
    Obj *n = omni_captured(self, 0);
    Obj *k = omni_captured(self, 1);
    /* becomes part of k, so it is built in the region that holds k */
    Region *k_region = region_of(k);
    Obj *a_2 = mk_int_region(k_region, a);
    Obj *function = mk_closure_region(k_region, fib_lambda_lambda_entry, 1, 1, 2,
                                      (Obj *[]){ a_2, k });
    return fib(dest, omni_int_sub(omni_int_value(n), 2, "fib-lambda+1: (- n 2)"), function);
}

static Obj *fib_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    return fib_lambda(self, dest, omni_as_int(args[0], "fib-lambda: a"));
}

/* The first continuation calls a known function in tail position: it hands on what that returns,
 * value or mark. The
 * caller at the top level makes the calls that are left. */
/* fib
 *   k         borrowed  changed here; the caller keeps it
 *   k_result  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *fib(Region *dest, int64_t n, Obj *k)
{
    Obj *k_2 = k;
    while (n >= 2) {
        /* becomes part of k, so it is built in the region that holds k */
        Region *k_region = region_of(k);
        Obj *n_2 = mk_int_region(k_region, n);
        n = n - 1;
        k_2 = mk_closure_region(k_region, fib_lambda_entry, 1, 1, 2, (Obj *[]){ n_2, k_2 });
    }
    /* goes on in the caller: may come back here through an unknown function, and takes no stack */
    return omni_pend_call(k_2, dest, 1, (Obj *[]){ mk_int_region(dest, n) }, "fib+2: (k n)");
}

static int64_t main_lambda(int64_t x)
{
    return x;
}

static Obj *main_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return mk_int_region(dest, main_lambda(omni_as_int(args[0], "main-lambda: x")));
}

/* main
 *   fib  fib_region  not reachable from outside; last use: (fib 15 (lambda (x) x)); not on the
 *                    stack: size unknown: built by fib
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Region *fib_region = region_create();  /* for fib: last used in (fib 15 (lambda (x) x)) */
    int64_t fib_result = omni_int_value(omni_finish(fib(fib_region, 15,
                                                        OMNI_REF(main_lambda_closure))));
    region_exit(fib_region);  /* last use of fib: (fib 15 (lambda (x) x)) */
    omni_display_int(fib_result);
    omni_newline();
    return omni_shutdown(0);
}
