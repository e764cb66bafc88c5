/* not_pending.omni, translated by omnic */
#include "omni.h"

static Obj *main_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static int64_t plus(Obj *numbers);

static const Pair list_in_main[3] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_NIL},
};

OMNI_STATIC_CLOSURE(main_lambda_closure, main_lambda_entry, 1, 1);
OMNI_STATIC_CLOSURE(main_lambda_2_closure, main_lambda_2_entry, 1, 1);

/* A tail call of an unknown function that cannot come back stays a call. */
/* twice
 *   f         borrowed  only read here; the caller keeps it
 *   f_result  dest      part of the result, which is returned: built in the caller's region
 */
static int64_t twice(Region *dest, Obj *f, int64_t x)
{
    Obj *f_result = omni_call(f, dest, 1, (Obj *[]){ mk_int_region(dest, x) }, "twice+0: (f x)");
    Obj *f_result_2 = omni_call(f, dest, 1, (Obj *[]){ f_result }, "twice+0: (f (f x))");
    return omni_int_value(f_result_2);
}

/* call_with_sum
 *   xs        borrowed  only read here; the caller keeps it
 *   f         borrowed  only read here; the caller keeps it
 *   f_result  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *call_with_sum(Region *dest, Obj *xs, Obj *f)
{
    Obj *plus_result = mk_int_region(dest, plus(xs));
    return omni_call(f, dest, 1, (Obj *[]){ plus_result }, "call-with-sum+1: (f (apply + xs))");
}

static int64_t main_lambda(int64_t x)
{
    return omni_int_mul(x, x, "main-lambda+0: (* x x)");
}

static Obj *main_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return mk_int_region(dest, main_lambda(omni_as_int(args[0], "main-lambda: x")));
}

/* main_lambda_2
 *   list  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *main_lambda_2(Region *dest, int64_t sum)
{
    return mk_pair_region(dest, mk_int_region(dest, sum), OMNI_NIL);
}

static Obj *main_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return main_lambda_2(dest, omni_as_int(args[0], "main-lambda-2: sum"));
}

/* main
 *   call_with_sum  call_with_sum_region  not reachable from outside; last use: (println
 *                                        (call-with-sum '(1 2 3) (lam...; not on the stack: size
 *                                        unknown: built by main-lambda-2
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for twice: last used in (twice (lambda (x) (* x x)) 3) */
    Region *twice_region = region_create();
    int64_t twice_result = twice(twice_region, OMNI_REF(main_lambda_closure), 3);
    region_exit(twice_region);  /* twice: never used after this */
    omni_display_int(twice_result);
    omni_newline();
    /* for call-with-sum: last used in (println (call-with-sum '(1 2 3) (lam... */
    Region *call_with_sum_region = region_create();
    Obj *call_with_sum_result = call_with_sum(call_with_sum_region, OMNI_REF(list_in_main[0]),
                                              OMNI_REF(main_lambda_2_closure));
    omni_display(call_with_sum_result);
    /* last use of call-with-sum: (println (call-with-sum '(1 2 3) (lam... */
    region_exit(call_with_sum_region);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* plus
 *   numbers  borrowed  only read here; the caller keeps it
 */
static int64_t plus(Obj *numbers)
{
    int64_t sum = 0;
    Obj *rest = numbers;
    while (!omni_is_null(rest)) {
        int64_t head = omni_int_value(omni_pair_car(rest));
        sum = omni_int_add(sum, head, "++4: (+ sum (car rest))");
        rest = omni_pair_cdr(rest);
    }
    return sum;
}
