/* same_names.omni, translated by omnic */
#include "omni.h"

static Obj *pairs_lambda_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *from_pairs_lambda_pairs_lambda_2(Region *dest, Obj *xs, int64_t n);
Obj *from_pairs_lambda_lambda_lambda(Region *dest, Obj *xs, Obj *fail, Obj *a);
Obj *from_pairs_lambda_lambda(Region *dest, Obj *xs, Obj *fail, Obj *a);
static Obj *from_from_pairs_lambda_pairs_lambda_2_lambda_lambda_entry(Obj *self, Region *dest,
                                                                      int argc, Obj *const *args);
static Obj *from_from_pairs_lambda_pairs_lambda_2_lambda(Region *dest, Obj *xs, Obj *k, Obj *xs_2,
                                                         int64_t n);
Obj *from_pairs_lambda_lambda_2_from_pairs_lambda_lambda_lambda(Region *dest, Obj *xs, Obj *fail,
                                                                Obj *a);
Obj *from_pairs_lambda_lambda_2(Region *dest, Obj *xs, Obj *fail, Obj *a);

/* pairs_lambda_lambda_from_pairs_lambda_lambda_lambda
 *   pairs_lambda_lambda_from_pairs_lambda_lambda_lambda  version   specialised for
 *                                                                  from-pairs-lambda-lambda-lambda:
 *                                                                  what it gets to call is known
 *   b                                                    borrowed  part of the result; the caller
 *                                                                  keeps it alive as long as the
 *                                                                  result
 *   a                                                    borrowed  part of the result; the caller
 *                                                                  keeps it alive as long as the
 *                                                                  result
 *   xs                                                   borrowed  part of the result; the caller
 *                                                                  keeps it alive as long as the
 *                                                                  result
 *   fail                                                 borrowed  only read here; the caller keeps
 *                                                                  it
 *   pair                                                 dest      returned, so it is built in the
 *                                                                  caller's region: no copy
 */
Obj *pairs_lambda_lambda_from_pairs_lambda_lambda_lambda(Region *dest, Obj *b, Obj *a, Obj *xs,
                                                         Obj *fail, Obj *a_2)
{
    OMNI_STACK_CHECK("pairs-lambda-lambda");
    Obj *list = mk_pair_region(dest, a, mk_pair_region(dest, b, OMNI_NIL));
    return mk_pair_region(dest, list, from_pairs_lambda_lambda_lambda(dest, xs, fail, a_2));
}

/* pairs_lambda_lambda_from_pairs_lambda_lambda_lambda_2
 *   pairs_lambda_lambda_from_pairs_lambda_lambda_lambda  version   specialised for
 *                                                                  from-pairs-lambda-lambda-lambda:
 *                                                                  what it gets to call is known
 *   b                                                    borrowed  part of the result; the caller
 *                                                                  keeps it alive as long as the
 *                                                                  result
 *   a                                                    borrowed  part of the result; the caller
 *                                                                  keeps it alive as long as the
 *                                                                  result
 *   xs                                                   borrowed  part of the result; the caller
 *                                                                  keeps it alive as long as the
 *                                                                  result
 *   fail                                                 borrowed  only read here; the caller keeps
 *                                                                  it
 *   pair                                                 dest      returned, so it is built in the
 *                                                                  caller's region: no copy
 */
Obj *pairs_lambda_lambda_from_pairs_lambda_lambda_lambda_2(Region *dest, Obj *b, Obj *a, Obj *xs,
                                                           Obj *fail, Obj *a_2)
{
    OMNI_STACK_CHECK("pairs-lambda-lambda");
    Obj *more_result = from_pairs_lambda_lambda_2_from_pairs_lambda_lambda_lambda(dest, xs, fail,
                                                                                  a_2);
    return mk_pair_region(dest, mk_pair_region(dest, a, mk_pair_region(dest, b, OMNI_NIL)),
                          more_result);
}

static Obj *pairs_lambda_2(void)
{
    return OMNI_NIL;
}

/* pairs
 *   from  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *pairs(Region *dest, int64_t n)
{
    Obj *list = mk_pair_region(dest, OMNI_FIX(1),
                               mk_pair_region(dest, mk_int_region(dest, n), OMNI_NIL));
    return from_pairs_lambda_pairs_lambda_2(dest, list, n);
}

/* pairs_lambda_lambda
 *   more  borrowed  only read here; the caller keeps it
 *   a     borrowed  part of the result; the caller keeps it alive as long as the result
 *   pair  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *pairs_lambda_lambda(Obj *self, Region *dest, int64_t b, Obj *more)
{
    OMNI_STACK_CHECK("pairs-lambda-lambda");
    Obj *a = omni_captured(self, 0);
    Obj *list = mk_pair_region(dest, a, mk_pair_region(dest, mk_int_region(dest, b), OMNI_NIL));
    return mk_pair_region(dest, list,
                          omni_call(more, dest, 0, NULL, "pairs-lambda-lambda+0: (more)"));
}

static Obj *pairs_lambda_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    return pairs_lambda_lambda(self, dest, omni_as_int(args[0], "pairs-lambda-lambda: b"), args[1]);
}

/* from_pairs_lambda_pairs_lambda_2_pairs_lambda_from_pairs_lambda_pairs_lambda_2_lambda_from_pairs_lambda_pairs_lambda_2_lambda_from_pairs_lambda_pairs_lambda_2
 *   xs  borrowed  only read here; the caller keeps it
 *   k   borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *from_pairs_lambda_pairs_lambda_2_pairs_lambda_from_pairs_lambda_pairs_lambda_2_lambda_from_pairs_lambda_pairs_lambda_2_lambda_from_pairs_lambda_pairs_lambda_2(
        Region *dest, int64_t state, int64_t n, Obj *xs, Obj *k, Obj *xs_2)
{
    int64_t a = 0;
    int64_t n_2 = 0;
    for (;;) {
        if (state == 0) {
            Obj *list = mk_pair_region(dest, mk_int_region(dest, n), OMNI_NIL);
            state = 3;
            n = n_2;
            k = mk_closure_region(dest, pairs_lambda_lambda_entry, 2, 2, 1,
                                  (Obj *[]){ mk_int_region(dest, a) });
            xs_2 = xs;
            xs = mk_pair_region(dest, mk_int_region(dest, a), list);
        } else if (state == 1) {
            state = 2;
            xs = omni_cdr(xs,
                          "pairs-lambda-from-pairs-lambda-pairs-lambda-2-lambda-from-pairs-lambda"
                          "-pairs-lambda-2-lambda-from-pairs-lambda-pairs-lambda-2: (cdr xs)");
        } else if (state == 2) {
            if (omni_is_null(xs)) {
                return pairs_lambda_2();
            }
            state = 0;
            a = omni_int_value(omni_pair_car(xs));
            n_2 = n;
        } else if (omni_is_null(xs)) {
            state = 1;
            xs = xs_2;
        } else {
            Obj *function = mk_closure_region(
                    dest, from_from_pairs_lambda_pairs_lambda_2_lambda_lambda_entry, 0, 0, 4,
                    (Obj *[]){ xs, k, xs_2, mk_int_region(dest, n) });
            return omni_call(k, dest, 2, (Obj *[]){ omni_pair_car(xs), function },
                             "pairs-lambda-from-pairs-lambda-pairs-lambda-2-lambda-from-pairs-lam"
                             "bda-pairs-lambda-2-lambda-from-pairs-lambda-pairs-lambda-2: (k (car "
                             "xs) (lambda () (from (cdr xs)...");
        }
    }
}

/* The version of `from` for `rest` has two parameters `xs`: in the loop that is made of it and
 * of what it calls in tail
 * position, each has a variable of its own. */
/* from_pairs_lambda_pairs_lambda_2
 *   from_pairs_lambda_pairs_lambda_2  version   specialised for pairs-lambda, pairs-lambda-2: what
 *                                               it gets to call is known
 *   xs                                borrowed  only read here; the caller keeps it
 *   result                            dest      returned, so it is built in the caller's region: no
 *                                               copy
 */
static Obj *from_pairs_lambda_pairs_lambda_2(Region *dest, Obj *xs, int64_t n)
{
    return from_pairs_lambda_pairs_lambda_2_pairs_lambda_from_pairs_lambda_pairs_lambda_2_lambda_from_pairs_lambda_pairs_lambda_2_lambda_from_pairs_lambda_pairs_lambda_2(
            dest, 2, n, xs, OMNI_NOTHING, OMNI_NOTHING);
}

/* from_pairs_lambda_lambda_lambda
 *   from_pairs_lambda_lambda_lambda  version   specialised for pairs-lambda-lambda: what it gets to
 *                                              call is known
 *   xs                               borrowed  part of the result; the caller keeps it alive as
 *                                              long as the result
 *   fail                             borrowed  only read here; the caller keeps it
 *   a                                borrowed  part of the result; the caller keeps it alive as
 *                                              long as the result
 *   from                             dest      returned, so it is built in the caller's region: no
 *                                              copy
 */
Obj *from_pairs_lambda_lambda_lambda(Region *dest, Obj *xs, Obj *fail, Obj *a)
{
    OMNI_STACK_CHECK("from-lambda");
    return from_pairs_lambda_lambda(dest, omni_cdr(xs, "from-lambda+0: (cdr xs)"), fail, a);
}

/* from_pairs_lambda_lambda
 *   from_pairs_lambda_lambda  version   specialised for pairs-lambda-lambda: what it gets to call
 *                                       is known
 *   xs                        borrowed  part of the result; the caller keeps it alive as long as
 *                                       the result
 *   fail                      borrowed  only read here; the caller keeps it
 *   a                         borrowed  part of the result; the caller keeps it alive as long as
 *                                       the result
 *   fail_result               dest      returned, so it is built in the caller's region: no copy
 */
Obj *from_pairs_lambda_lambda(Region *dest, Obj *xs, Obj *fail, Obj *a)
{
    OMNI_STACK_CHECK("from");
    if (omni_is_null(xs)) {
        return omni_call(fail, dest, 0, NULL, "from+2: (fail)");
    }
    Obj *head = omni_car(xs, "from+3: (car xs)");
    return pairs_lambda_lambda_from_pairs_lambda_lambda_lambda(dest, head, a, xs, fail, a);
}

/* from_from_pairs_lambda_pairs_lambda_2_lambda_lambda
 *   from_from_pairs_lambda_pairs_lambda_2_lambda_lambda  version   specialised for
 *                                                                  from-pairs-lambda-pairs-lambda-2-lambda:
 *                                                                  what it gets to call is known
 *   xs                                                   borrowed  only read here; the caller keeps
 *                                                                  it
 *   k                                                    borrowed  part of the result; the caller
 *                                                                  keeps it alive as long as the
 *                                                                  result
 *   n                                                    borrowed  only read here; the caller keeps
 *                                                                  it
 *   from                                                 dest      returned, so it is built in the
 *                                                                  caller's region: no copy
 */
static Obj *from_from_pairs_lambda_pairs_lambda_2_lambda_lambda(Obj *self, Region *dest)
{
    OMNI_STACK_CHECK("from-lambda");
    Obj *xs = omni_captured(self, 0);
    Obj *k = omni_captured(self, 1);
    Obj *xs_2 = omni_captured(self, 2);
    Obj *n = omni_captured(self, 3);
    return from_from_pairs_lambda_pairs_lambda_2_lambda(dest, omni_pair_cdr(xs), k, xs_2,
                                                        omni_int_value(n));
}

static Obj *from_from_pairs_lambda_pairs_lambda_2_lambda_lambda_entry(Obj *self, Region *dest,
                                                                      int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    return from_from_pairs_lambda_pairs_lambda_2_lambda_lambda(self, dest);
}

/* from_from_pairs_lambda_pairs_lambda_2_lambda
 *   from_from_pairs_lambda_pairs_lambda_2_lambda  version   specialised for
 *                                                           from-pairs-lambda-pairs-lambda-2-lambda:
 *                                                           what it gets to call is known
 *   xs                                            borrowed  only read here; the caller keeps it
 *   k                                             borrowed  part of the result; the caller keeps it
 *                                                           alive as long as the result
 *   result                                        dest      returned, so it is built in the
 *                                                           caller's region: no copy
 */
static Obj *from_from_pairs_lambda_pairs_lambda_2_lambda(Region *dest, Obj *xs, Obj *k, Obj *xs_2,
                                                         int64_t n)
{
    return from_pairs_lambda_pairs_lambda_2_pairs_lambda_from_pairs_lambda_pairs_lambda_2_lambda_from_pairs_lambda_pairs_lambda_2_lambda_from_pairs_lambda_pairs_lambda_2(
            dest, 3, n, xs, k, xs_2);
}

/* from_pairs_lambda_lambda_2_from_pairs_lambda_lambda_lambda
 *   from_pairs_lambda_lambda_lambda  version   specialised for pairs-lambda-lambda: what it gets to
 *                                              call is known
 *   xs                               borrowed  part of the result; the caller keeps it alive as
 *                                              long as the result
 *   fail                             borrowed  only read here; the caller keeps it
 *   a                                borrowed  part of the result; the caller keeps it alive as
 *                                              long as the result
 *   from                             dest      returned, so it is built in the caller's region: no
 *                                              copy
 */
Obj *from_pairs_lambda_lambda_2_from_pairs_lambda_lambda_lambda(Region *dest, Obj *xs, Obj *fail,
                                                                Obj *a)
{
    OMNI_STACK_CHECK("from-lambda");
    Obj *tail = omni_cdr(xs, "from-lambda+0: (cdr xs)");
    return from_pairs_lambda_lambda_2(dest, tail, fail, a);
}

/* from_pairs_lambda_lambda_2
 *   from_pairs_lambda_lambda  version   specialised for pairs-lambda-lambda: what it gets to call
 *                                       is known
 *   xs                        borrowed  part of the result; the caller keeps it alive as long as
 *                                       the result
 *   fail                      borrowed  only read here; the caller keeps it
 *   a                         borrowed  part of the result; the caller keeps it alive as long as
 *                                       the result
 *   fail_result               dest      returned, so it is built in the caller's region: no copy
 */
Obj *from_pairs_lambda_lambda_2(Region *dest, Obj *xs, Obj *fail, Obj *a)
{
    OMNI_STACK_CHECK("from");
    if (omni_is_null(xs)) {
        return omni_call(fail, dest, 0, NULL, "from+2: (fail)");
    }
    Obj *head = omni_car(xs, "from+3: (car xs)");
    return pairs_lambda_lambda_from_pairs_lambda_lambda_lambda_2(dest, head, a, xs, fail, a);
}

/* main
 *   pairs  pairs_region  not reachable from outside; last use: (println (pairs 3)); not on the
 *                        stack: size unknown: built by pairs
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Region *pairs_region = region_create();  /* for pairs: last used in (println (pairs 3)) */
    omni_display(pairs(pairs_region, 3));
    region_exit(pairs_region);  /* last use of pairs: (println (pairs 3)) */
    omni_newline();
    return omni_shutdown(0);
}
