/* continuation.omni, translated by omnic */
#include "omni.h"

static Obj *sum_to_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_CLOSURE(main_lambda_closure, main_lambda_entry, 1, 1);

/* sum_to_lambda
 *   n         borrowed  only read here; the caller keeps it
 *   k         borrowed  only read here; the caller keeps it
 *   k_result  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *sum_to_lambda(Obj *self, Region *dest, int64_t sum)
{
    OMNI_STACK_CHECK("sum-to-lambda");
    Obj *n = omni_captured(self, 0);
    Obj *k = omni_captured(self, 1);
    Obj *sum_2 = mk_int_region(dest,
                               omni_int_add(omni_int_value(n), sum, "sum-to-lambda+0: (+ n sum)"));
    /* goes on in the caller: may come back here through an unknown function, and takes no stack */
    return omni_pend_call(k, dest, 1, (Obj *[]){ sum_2 }, "sum-to-lambda+0: (k (+ n sum))");
}

static Obj *sum_to_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    return sum_to_lambda(self, dest, omni_as_int(args[0], "sum-to-lambda: sum"));
}

/* Continuations call one another, and there is no frame of C for each. What one is given is
 * made where the caller of them all wants the result. */
/* sum_to
 *   k         borrowed  changed here; the caller keeps it
 *   k_result  dest      part of the result, which is returned: built in the caller's region
 */
static int64_t sum_to(Region *dest, int64_t n, Obj *k)
{
    Obj *k_2 = k;
    while (n != 0) {
        /* becomes part of k, so it is built in the region that holds k */
        Region *k_region = region_of(k);
        Obj *n_2 = mk_int_region(k_region, n);
        n = omni_int_sub(n, 1, "sum-to+3: (- n 1)");
        k_2 = mk_closure_region(k_region, sum_to_lambda_entry, 1, 1, 2, (Obj *[]){ n_2, k_2 });
    }
    Obj *k_result = omni_call(k_2, dest, 1, (Obj *[]){ OMNI_FIX(0) }, "sum-to+2: (k 0)");
    return omni_int_value(k_result);
}

static int64_t main_lambda(int64_t sum)
{
    return sum;
}

static Obj *main_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return mk_int_region(dest, main_lambda(omni_as_int(args[0], "main-lambda: sum")));
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for sum-to: last used in (sum-to 1000 (lambda (sum) sum)) */
    Region *sum_to_region = region_create();
    int64_t sum_to_result = sum_to(sum_to_region, 1000, OMNI_REF(main_lambda_closure));
    region_exit(sum_to_region);  /* sum-to: never used after this */
    omni_display_int(sum_to_result);
    omni_newline();
    return omni_shutdown(0);
}
