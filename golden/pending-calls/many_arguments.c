/* many_arguments.omni, translated by omnic */
#include "omni.h"

static Obj *spread_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *append(Region *dest, Obj *front, Obj *back);
static Obj *iota(Region *dest, int64_t count);
static Obj *iota_3(Region *dest, int64_t count, int64_t start, int64_t step);

OMNI_STATIC_CLOSURE(spread_closure, spread_entry, 2, -1);

/* `apply` in tail position goes on in the caller, too; more arguments than fit wait in the
 * region of the result. */
/* rotate
 *   f         borrowed  only read here; the caller keeps it
 *   xs        borrowed  part of the result; the caller keeps it alive as long as the result
 *   f_result  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *rotate(Region *dest, Obj *f, int64_t n, Obj *xs)
{
    if (n == 0) {
        return xs;
    }
    int64_t difference = omni_int_sub(n, 1, "rotate+3: (- n 1)");
    Obj *tail = omni_cdr(xs, "rotate+3: (cdr xs)");
    Obj *append_result = append(dest, tail, mk_pair_region(dest, omni_pair_car(xs), OMNI_NIL));
    Obj *difference_2 = mk_int_region(dest, difference);
    /* goes on in the caller: may come back here through an unknown function, and takes no stack */
    return omni_pend_apply(f, dest, 2, (Obj *[]){ f, difference_2 }, append_result,
                           "rotate+3: (apply f f (- n 1) (append (cdr xs) (...");
}

/* spread
 *   f       borrowed  only read here; the caller keeps it
 *   n       borrowed  only read here; the caller keeps it
 *   xs      borrowed  part of the result; the caller keeps it alive as long as the result
 *   rotate  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *spread(Region *dest, Obj *f, Obj *n, Obj *xs)
{
    OMNI_STACK_CHECK("spread");
    if (omni_as_int(n, "spread+1: (= n 0)") == 0) {
        return xs;
    }
    return rotate(dest, f, omni_int_value(n), xs);
}

static Obj *spread_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    return spread(dest, args[0], args[1], omni_rest_list(dest, argc, args, 2));
}

/* spread_int
 *   spread_int  version   specialised for Int: called once, with Int
 *   f           borrowed  only read here; the caller keeps it
 *   xs          borrowed  part of the result; the caller keeps it alive as long as the result
 *   rotate      dest      returned, so it is built in the caller's region: no copy
 */
static Obj *spread_int(Region *dest, Obj *f, int64_t n, Obj *xs)
{
    OMNI_STACK_CHECK("spread");
    if (n == 0) {
        return xs;
    }
    return rotate(dest, f, n, xs);
}

/* main
 *   list           list_region           not reachable from outside; last use: (println (spread
 *                                        spread 1001 1 2 3)); not on the stack: size unknown: built
 *                                        by spread
 *   spread_result  spread_result_region  not reachable from outside; last use: (println (apply
 *                                        spread spread 1001 (i...; not on the stack: size unknown:
 *                                        built by spread
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for list: last used in (println (spread spread 1001 1 2 3)) */
    Region *list_region = region_create();
    Obj *list = mk_pair_region(list_region, OMNI_FIX(2),
                               mk_pair_region(list_region, OMNI_FIX(3), OMNI_NIL));
    Obj *spread_result = omni_finish(spread_int(list_region, OMNI_REF(spread_closure), 1001,
                                                mk_pair_region(list_region, OMNI_FIX(1), list)));
    omni_display(spread_result);
    region_exit(list_region);  /* last use of list: (println (spread spread 1001 1 2 3)) */
    omni_newline();
    /* for spread-result: last used in (println (apply spread spread 1001 (i... */
    Region *spread_result_region = region_create();
    Obj *iota_result = iota(spread_result_region, 20);
    Obj *spread_result_2 = omni_apply(OMNI_REF(spread_closure), spread_result_region, 2,
                                      (Obj *[]){ OMNI_REF(spread_closure), OMNI_FIX(1001) },
                                      iota_result, "main: (apply spread spread 1001 (iota 20))");
    omni_display(spread_result_2);
    /* last use of spread-result: (println (apply spread spread 1001 (i... */
    region_exit(spread_result_region);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* append
 *   append  loop      what a call of itself returns only ends its list: each pair is linked behind
 *                     the last
 *   front   borrowed  part of the result; the caller keeps it alive as long as the result
 *   back    borrowed  part of the result; the caller keeps it alive as long as the result
 *   pair    dest      returned, so it is built in the caller's region: no copy
 */
static Obj *append(Region *dest, Obj *front, Obj *back)
{
    Obj *first = OMNI_NOTHING;
    Obj *last = OMNI_NIL;
    for (;;) {
        if (omni_is_null(front)) {
            if (omni_is_null(last)) {
                return back;
            }
            omni_pair_set_cdr(last, back);
            return first;
        }
        Obj *pair = mk_pair_region(dest, omni_pair_car(front), OMNI_NIL);
        Obj *tail = omni_pair_cdr(front);
        if (omni_is_null(last)) {
            first = pair;
        } else {
            omni_pair_set_cdr(last, pair);
        }
        front = tail;
        last = pair;
    }
}

/* iota
 *   iota  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *iota(Region *dest, int64_t count)
{
    return iota_3(dest, count, 0, 1);
}

static Obj *iota_3(Region *dest, int64_t count, int64_t start, int64_t step)
{
    int64_t index = omni_int_sub(count, 1, "iota-3+1: (- count 1)");
    Obj *result = OMNI_NIL;
    while (index >= 0) {
        int64_t product = omni_int_mul(index, step, "iota-3+4: (* index step)");
        Obj *sum = mk_int_region(dest,
                                 omni_int_add(start, product,
                                              "iota-3+4: (+ start (* index step))"));
        index = index - 1;
        result = mk_pair_region(dest, sum, result);
    }
    return result;
}
