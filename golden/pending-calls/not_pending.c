/* not_pending.omni, translated by omnic */
#include "omni.h"

static int64_t plus(Obj *numbers);

static const Pair list_in_main[3] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_NIL},
};

/* A tail call of an unknown function that cannot come back stays a call. */
/* twice_main_lambda
 *   twice_main_lambda  version  specialised for main-lambda: what it gets to call is known
 */
static int64_t twice_main_lambda(int64_t x)
{
    int64_t f_result = omni_int_mul(x, x, "twice+0: (f x)");
    return omni_int_mul(f_result, f_result, "twice+0: (f (f x))");
}

/* call_with_sum_main_lambda_2
 *   call_with_sum_main_lambda_2  version   specialised for main-lambda-2: what it gets to call is
 *                                          known
 *   xs                           borrowed  only read here; the caller keeps it
 *   f_result                     dest      returned, so it is built in the caller's region: no copy
 */
static Obj *call_with_sum_main_lambda_2(Region *dest, Obj *xs)
{
    return mk_pair_region(dest, mk_int_region(dest, plus(xs)), OMNI_NIL);
}

/* main
 *   call_with_sum  call_with_sum_region  at most 40 bytes, built by call-with-sum-main-lambda-2:
 *                                        its region lies in the C frame, and needs no chunk; not on
 *                                        the stack: size unknown: built by
 *                                        call-with-sum-main-lambda-2
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(twice_main_lambda(3));
    omni_newline();
    OMNI_SCRATCH_STORAGE(256) call_with_sum_scratch;
    /* for call-with-sum: last used in (println (call-with-sum '(1 2 3) (lam... */
    Region *call_with_sum_region = stack_alloc_region(&call_with_sum_scratch,
                                                      sizeof call_with_sum_scratch);
    Obj *call_with_sum = call_with_sum_main_lambda_2(call_with_sum_region,
                                                     OMNI_REF(list_in_main[0]));
    omni_display(call_with_sum);
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
