/* chosen_in_turn.omni, translated by omnic */
#include "omni.h"

Obj *sums_lambda_lambda_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *sums_lambda_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *choose_from_sums_lambda_sums_lambda_2(Region *dest, Obj *xs, int64_t n);
static Obj *choose_from_choose_from_sums_lambda_sums_lambda_2_lambda_choose_from_lambda_entry(
        Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *choose_from_choose_from_sums_lambda_sums_lambda_2_lambda(Region *dest, Obj *xs, Obj *k,
                                                                     Obj *xs_2, int64_t n);
Obj *require_sums_lambda_lambda_lambda_lambda_2(Region *dest, bool p, Obj *fail, Obj *a, Obj *b,
                                                Obj *c);
Obj *sums_lambda_lambda_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);
Obj *choose_from_choose_from_sums_lambda_lambda_lambda_lambda_entry(Obj *self, Region *dest,
                                                                    int argc, Obj *const *args);
Obj *choose_from_choose_from_sums_lambda_lambda_lambda(Region *dest, Obj *xs, Obj *k, Obj *xs_2,
                                                       Obj *fail, Obj *n, Obj *a);
static Obj *choose_from_sums_lambda_lambda_lambda_lambda_4(Region *dest, Obj *xs, Obj *fail,
                                                           int64_t a, int64_t b);
static Obj *choose_from_sums_lambda_lambda_lambda(Region *dest, Obj *xs, Obj *fail, int64_t a,
                                                  int64_t b);
Obj *choose_from_choose_from_sums_lambda_lambda_lambda_2_choose_from_choose_from_sums_lambda_lambda_lambda_lambda_entry(
        Obj *self, Region *dest, int argc, Obj *const *args);
Obj *choose_from_choose_from_sums_lambda_lambda_lambda_2(Region *dest, Obj *xs, Obj *k, Obj *xs_2,
                                                         Obj *fail, Obj *n, Obj *a);
Obj *require_sums_lambda_lambda_lambda_lambda_3(Region *dest, bool p, Obj *fail, Obj *a, Obj *b,
                                                Obj *c);
Obj *choose_from_sums_lambda_lambda_lambda_lambda(Region *dest, Obj *xs, Obj *fail, Obj *a, Obj *b);
Obj *sums_lambda_lambda_lambda_choose_from_sums_lambda_lambda_lambda_lambda_choose_from_sums_lambda_lambda_lambda(
        Region *dest, int64_t state, Obj *a, Obj *b, Obj *xs, Obj *fail);
Obj *choose_from_sums_lambda_lambda_lambda_lambda_2(Region *dest, Obj *xs, Obj *fail, Obj *a,
                                                    Obj *b);
Obj *sums_lambda_lambda_lambda_choose_from_sums_lambda_lambda_lambda_lambda_choose_from_sums_lambda_lambda_lambda_2(
        Region *dest, int64_t state, Obj *a, Obj *b, Obj *xs, Obj *fail);
Obj *choose_from_sums_lambda_lambda_lambda_lambda_3(Region *dest, Obj *xs, Obj *fail, Obj *a,
                                                    Obj *b);
Obj *sums_lambda_lambda_lambda_choose_from_sums_lambda_lambda_lambda_lambda_choose_from_sums_lambda_lambda_lambda_3(
        Region *dest, int64_t state, Obj *a, Obj *b, Obj *xs, Obj *fail);

/* sums_lambda_lambda_lambda_lambda
 *   f     borrowed  only read here; the caller keeps it
 *   a     borrowed  part of the result; the caller keeps it alive as long as the result
 *   b     borrowed  part of the result; the caller keeps it alive as long as the result
 *   c     borrowed  part of the result; the caller keeps it alive as long as the result
 *   pair  dest      returned, so it is built in the caller's region: no copy
 */
Obj *sums_lambda_lambda_lambda_lambda(Region *dest, Obj *f, Obj *a, Obj *b, Obj *c)
{
    Obj *list = mk_pair_region(dest, a, mk_pair_region(dest, b, mk_pair_region(dest, c, OMNI_NIL)));
    return mk_pair_region(dest, list,
                          omni_call(f, dest, 0, NULL, "sums-lambda-lambda-lambda-lambda+0: (f)"));
}

/* sums_lambda_lambda_lambda_lambda_2
 *   sums_lambda_lambda_lambda_lambda  version   specialised for
 *                                               choose-from-sums-lambda-lambda-lambda-lambda: what
 *                                               it gets to call is known
 *   a                                 borrowed  part of the result; the caller keeps it alive as
 *                                               long as the result
 *   b                                 borrowed  part of the result; the caller keeps it alive as
 *                                               long as the result
 *   c                                 borrowed  part of the result; the caller keeps it alive as
 *                                               long as the result
 *   xs                                borrowed  part of the result; the caller keeps it alive as
 *                                               long as the result
 *   fail                              borrowed  only read here; the caller keeps it
 *   pair                              dest      returned, so it is built in the caller's region: no
 *                                               copy
 */
Obj *sums_lambda_lambda_lambda_lambda_2(Region *dest, Obj *a, Obj *b, Obj *c, Obj *xs, Obj *fail,
                                        Obj *a_2, Obj *b_2)
{
    OMNI_STACK_CHECK("sums-lambda-lambda-lambda-lambda");
    Obj *list = mk_pair_region(dest, a, mk_pair_region(dest, b, mk_pair_region(dest, c, OMNI_NIL)));
    return mk_pair_region(dest, list,
                          choose_from_sums_lambda_lambda_lambda_lambda(dest, xs, fail, a_2, b_2));
}

/* sums_lambda_lambda_lambda_lambda_3
 *   sums_lambda_lambda_lambda_lambda  version   specialised for
 *                                               choose-from-sums-lambda-lambda-lambda-lambda: what
 *                                               it gets to call is known
 *   a                                 borrowed  part of the result; the caller keeps it alive as
 *                                               long as the result
 *   b                                 borrowed  part of the result; the caller keeps it alive as
 *                                               long as the result
 *   c                                 borrowed  part of the result; the caller keeps it alive as
 *                                               long as the result
 *   xs                                borrowed  part of the result; the caller keeps it alive as
 *                                               long as the result
 *   fail                              borrowed  only read here; the caller keeps it
 *   pair                              dest      returned, so it is built in the caller's region: no
 *                                               copy
 */
Obj *sums_lambda_lambda_lambda_lambda_3(Region *dest, Obj *a, Obj *b, Obj *c, Obj *xs, Obj *fail,
                                        Obj *a_2, Obj *b_2)
{
    OMNI_STACK_CHECK("sums-lambda-lambda-lambda-lambda");
    Obj *list = mk_pair_region(dest, a, mk_pair_region(dest, b, mk_pair_region(dest, c, OMNI_NIL)));
    Obj *f_result = choose_from_sums_lambda_lambda_lambda_lambda_2(dest, xs, fail, a_2, b_2);
    return mk_pair_region(dest, list, f_result);
}

/* sums_lambda_lambda_lambda
 *   c        borrowed    part of the result; the caller keeps it alive as long as the result
 *   f3       borrowed    only read here; the caller keeps it
 *   a        borrowed    part of the result; the caller keeps it alive as long as the result
 *   b        borrowed    part of the result; the caller keeps it alive as long as the result
 *   require  dest        returned, so it is built in the caller's region: no copy
 *   sum      sum_region  not reachable from outside; last use: (= c (+ a b)); not on the stack:
 *                        size unknown: built by +
 */
Obj *sums_lambda_lambda_lambda(Obj *self, Region *dest, Obj *c, Obj *f3)
{
    OMNI_STACK_CHECK("sums-lambda-lambda-lambda");
    Obj *a = omni_captured(self, 0);
    Obj *b = omni_captured(self, 1);
    Region *sum_region = region_create();  /* for sum: last used in (= c (+ a b)) */
    Obj *sum = omni_add(sum_region, a, b, "sums-lambda-lambda-lambda+0: (+ a b)");
    bool equal = omni_num_eq(c, sum, "sums-lambda-lambda-lambda+0: (= c (+ a b))");
    region_exit(sum_region);  /* last use of sum: (= c (+ a b)) */
    return require_sums_lambda_lambda_lambda_lambda_2(dest, equal, f3, a, b, c);
}

Obj *sums_lambda_lambda_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    return sums_lambda_lambda_lambda(self, dest, args[0], args[1]);
}

/* sums_lambda_lambda_lambda_lambda_4
 *   f     borrowed  only read here; the caller keeps it
 *   a     borrowed  part of the result; the caller keeps it alive as long as the result
 *   b     borrowed  part of the result; the caller keeps it alive as long as the result
 *   c     borrowed  part of the result; the caller keeps it alive as long as the result
 *   pair  dest      returned, so it is built in the caller's region: no copy
 */
Obj *sums_lambda_lambda_lambda_lambda_4(Region *dest, Obj *f, Obj *a, Obj *b, Obj *c)
{
    Obj *list = mk_pair_region(dest, a, mk_pair_region(dest, b, mk_pair_region(dest, c, OMNI_NIL)));
    return mk_pair_region(dest, list,
                          omni_call(f, dest, 0, NULL, "sums-lambda-lambda-lambda-lambda+0: (f)"));
}

/* sums_lambda_lambda_lambda_lambda_5
 *   sums_lambda_lambda_lambda_lambda  version   specialised for
 *                                               choose-from-sums-lambda-lambda-lambda-lambda: what
 *                                               it gets to call is known
 *   a                                 borrowed  part of the result; the caller keeps it alive as
 *                                               long as the result
 *   b                                 borrowed  part of the result; the caller keeps it alive as
 *                                               long as the result
 *   c                                 borrowed  part of the result; the caller keeps it alive as
 *                                               long as the result
 *   xs                                borrowed  part of the result; the caller keeps it alive as
 *                                               long as the result
 *   fail                              borrowed  only read here; the caller keeps it
 *   pair                              dest      returned, so it is built in the caller's region: no
 *                                               copy
 */
Obj *sums_lambda_lambda_lambda_lambda_5(Region *dest, Obj *a, Obj *b, Obj *c, Obj *xs, Obj *fail,
                                        Obj *a_2, Obj *b_2)
{
    OMNI_STACK_CHECK("sums-lambda-lambda-lambda-lambda");
    Obj *list = mk_pair_region(dest, a, mk_pair_region(dest, b, mk_pair_region(dest, c, OMNI_NIL)));
    Obj *f_result = choose_from_sums_lambda_lambda_lambda_lambda_3(dest, xs, fail, a_2, b_2);
    return mk_pair_region(dest, list, f_result);
}

static Obj *sums_lambda_2(void)
{
    return OMNI_NIL;
}

/* sums
 *   choose_from  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *sums(Region *dest, int64_t n)
{
    Obj *list = mk_pair_region(dest, OMNI_FIX(2),
                               mk_pair_region(dest, mk_int_region(dest, n), OMNI_NIL));
    Obj *list_2 = mk_pair_region(dest, OMNI_FIX(1), list);
    return choose_from_sums_lambda_sums_lambda_2(dest, list_2, n);
}

/* sums_lambda_lambda
 *   f2           borrowed  only read here; the caller keeps it
 *   n            borrowed  changed here; the caller keeps it
 *   a            borrowed  only read here; the caller keeps it
 *   choose_from  dest      returned, so it is built in the caller's region: no copy
 *   b            n_region  becomes part of n, so it is built in the region that holds n
 */
static Obj *sums_lambda_lambda(Obj *self, Region *dest, int64_t b, Obj *f2)
{
    OMNI_STACK_CHECK("sums-lambda-lambda");
    Obj *n = omni_captured(self, 0);
    Obj *a = omni_captured(self, 1);
    Obj *list = mk_pair_region(dest, mk_int_region(region_of(n), b),
                               mk_pair_region(dest, n, OMNI_NIL));
    return choose_from_sums_lambda_lambda_lambda(dest, list, f2, omni_int_value(a), b);
}

static Obj *sums_lambda_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    return sums_lambda_lambda(self, dest, omni_as_int(args[0], "sums-lambda-lambda: b"), args[1]);
}

/* sums_lambda_lambda_lambda_lambda_6
 *   sums_lambda_lambda_lambda_lambda  version   specialised for
 *                                               choose-from-sums-lambda-lambda-lambda-lambda: what
 *                                               it gets to call is known
 *   xs                                borrowed  only read here; the caller keeps it
 *   fail                              borrowed  only read here; the caller keeps it
 *   pair                              dest      returned, so it is built in the caller's region: no
 *                                               copy
 */
static Obj *sums_lambda_lambda_lambda_lambda_6(Region *dest, int64_t a, int64_t b, int64_t c,
                                               Obj *xs, Obj *fail, int64_t a_2, int64_t b_2)
{
    OMNI_STACK_CHECK("sums-lambda-lambda-lambda-lambda");
    Obj *list = mk_pair_region(dest, mk_int_region(dest, c), OMNI_NIL);
    Obj *list_2 = mk_pair_region(dest, mk_int_region(dest, b), list);
    Obj *f_result = choose_from_sums_lambda_lambda_lambda_lambda_4(dest, xs, fail, a_2, b_2);
    return mk_pair_region(dest, mk_pair_region(dest, mk_int_region(dest, a), list_2), f_result);
}

/* choose_from_sums_lambda_sums_lambda_2_sums_lambda_choose_from_sums_lambda_sums_lambda_2_lambda_choose_from_sums_lambda_sums_lambda_2_lambda_choose_from_sums_lambda_sums_lambda_2
 *   xs  borrowed  changed here; the caller keeps it
 *   k   borrowed  changed here; the caller keeps it
 */
static Obj *choose_from_sums_lambda_sums_lambda_2_sums_lambda_choose_from_sums_lambda_sums_lambda_2_lambda_choose_from_sums_lambda_sums_lambda_2_lambda_choose_from_sums_lambda_sums_lambda_2(
        Region *dest, int64_t state, int64_t n, Obj *xs, Obj *k, Obj *xs_2)
{
    int64_t a = 0;
    int64_t n_2 = 0;
    for (;;) {
        if (state == 0) {
            Obj *list = mk_pair_region(dest, mk_int_region(dest, n), OMNI_NIL);
            state = 3;
            k = mk_closure_region(dest, sums_lambda_lambda_entry, 2, 2, 2,
                                  (Obj *[]){ mk_int_region(dest, n), mk_int_region(dest, a) });
            n = n_2;
            xs_2 = xs;
            xs = mk_pair_region(dest, mk_int_region(dest, a), list);
        } else if (state == 1) {
            state = 2;
            xs = omni_cdr(xs,
                          "sums-lambda-choose-from-sums-lambda-sums-lambda-2-lambda-choose-from-s"
                          "ums-lambda-sums-lambda-2-lambda-choose-from-sums-lambda-sums-lambda-2: "
                          "(cdr xs)");
        } else if (state == 2) {
            if (omni_is_null(xs)) {
                return sums_lambda_2();
            }
            state = 0;
            a = omni_int_value(omni_pair_car(xs));
            n_2 = n;
        } else if (omni_is_null(xs)) {
            state = 1;
            xs = xs_2;
        } else {
            Obj *function = mk_closure_region(
                    dest,
                    choose_from_choose_from_sums_lambda_sums_lambda_2_lambda_choose_from_lambda_entry,
                    0, 0, 4, (Obj *[]){ xs, k, xs_2, mk_int_region(dest, n) });
            /* goes on in the caller: may come back here through an unknown function, and takes
             * no stack */
            return omni_pend_call(k, dest, 2, (Obj *[]){ omni_pair_car(xs), function },
                                  "sums-lambda-choose-from-sums-lambda-sums-lambda-2-lambda-choos"
                                  "e-from-sums-lambda-sums-lambda-2-lambda-choose-from-sums-lambda"
                                  "-sums-lambda-2: (k (car xs) (lambda () (choose-from (...");
        }
    }
}

/* Choices by success and failure procedures: the versions call each other in tail position, one
 * inside of another. */
/* choose_from_sums_lambda_sums_lambda_2
 *   choose_from_sums_lambda_sums_lambda_2  version   specialised for sums-lambda, sums-lambda-2:
 *                                                    what it gets to call is known
 *   xs                                     borrowed  changed here; the caller keeps it
 *   result                                 dest      returned, so it is built in the caller's
 *                                                    region: no copy
 */
static Obj *choose_from_sums_lambda_sums_lambda_2(Region *dest, Obj *xs, int64_t n)
{
    return omni_finish(
            choose_from_sums_lambda_sums_lambda_2_sums_lambda_choose_from_sums_lambda_sums_lambda_2_lambda_choose_from_sums_lambda_sums_lambda_2_lambda_choose_from_sums_lambda_sums_lambda_2(
                dest, 2, n, xs, OMNI_NOTHING, OMNI_NOTHING));
}

/* require_sums_lambda_lambda_lambda_lambda
 *   require_sums_lambda_lambda_lambda_lambda  version   specialised for
 *                                                       sums-lambda-lambda-lambda-lambda: what it
 *                                                       gets to call is known
 *   p                                         borrowed  only read here; the caller keeps it
 *   fail                                      borrowed  only read here; the caller keeps it
 *   a                                         borrowed  part of the result; the caller keeps it
 *                                                       alive as long as the result
 *   b                                         borrowed  part of the result; the caller keeps it
 *                                                       alive as long as the result
 *   c                                         borrowed  part of the result; the caller keeps it
 *                                                       alive as long as the result
 *   k_result                                  dest      returned, so it is built in the caller's
 *                                                       region: no copy
 */
Obj *require_sums_lambda_lambda_lambda_lambda(Region *dest, Obj *p, Obj *fail, Obj *a, Obj *b,
                                              Obj *c)
{
    if (omni_is_true(p)) {
        return sums_lambda_lambda_lambda_lambda(dest, fail, a, b, c);
    }
    return omni_call(fail, dest, 0, NULL, "require+0: (fail)");
}

/* choose_from_choose_from_sums_lambda_sums_lambda_2_lambda_choose_from_lambda
 *   choose_from_lambda  version   specialised for choose-from-sums-lambda-sums-lambda-2-lambda:
 *                                 what it gets to call is known
 *   xs                  borrowed  changed here; the caller keeps it
 *   k                   borrowed  changed here; the caller keeps it
 *   n                   borrowed  changed here; the caller keeps it
 *   choose_from         dest      returned, so it is built in the caller's region: no copy
 */
static Obj *choose_from_choose_from_sums_lambda_sums_lambda_2_lambda_choose_from_lambda(
        Obj *self, Region *dest)
{
    OMNI_STACK_CHECK("choose-from-lambda");
    Obj *xs = omni_captured(self, 0);
    Obj *k = omni_captured(self, 1);
    Obj *xs_2 = omni_captured(self, 2);
    Obj *n = omni_captured(self, 3);
    return choose_from_choose_from_sums_lambda_sums_lambda_2_lambda(dest, omni_pair_cdr(xs), k,
                                                                    xs_2, omni_int_value(n));
}

static Obj *choose_from_choose_from_sums_lambda_sums_lambda_2_lambda_choose_from_lambda_entry(
        Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    return choose_from_choose_from_sums_lambda_sums_lambda_2_lambda_choose_from_lambda(self, dest);
}

/* choose_from_choose_from_sums_lambda_sums_lambda_2_lambda
 *   choose_from_choose_from_sums_lambda_sums_lambda_2_lambda  version   specialised for
 *                                                                       choose-from-sums-lambda-sums-lambda-2-lambda:
 *                                                                       what it gets to call is
 *                                                                       known
 *   xs                                                        borrowed  changed here; the caller
 *                                                                       keeps it
 *   k                                                         borrowed  changed here; the caller
 *                                                                       keeps it
 *   result                                                    dest      returned, so it is built in
 *                                                                       the caller's region: no
 *                                                                       copy
 */
static Obj *choose_from_choose_from_sums_lambda_sums_lambda_2_lambda(Region *dest, Obj *xs, Obj *k,
                                                                     Obj *xs_2, int64_t n)
{
    return choose_from_sums_lambda_sums_lambda_2_sums_lambda_choose_from_sums_lambda_sums_lambda_2_lambda_choose_from_sums_lambda_sums_lambda_2_lambda_choose_from_sums_lambda_sums_lambda_2(
            dest, 3, n, xs, k, xs_2);
}

/* require_sums_lambda_lambda_lambda_lambda_2
 *   require_sums_lambda_lambda_lambda_lambda  version   specialised for
 *                                                       sums-lambda-lambda-lambda-lambda: what it
 *                                                       gets to call is known
 *   fail                                      borrowed  only read here; the caller keeps it
 *   a                                         borrowed  part of the result; the caller keeps it
 *                                                       alive as long as the result
 *   b                                         borrowed  part of the result; the caller keeps it
 *                                                       alive as long as the result
 *   c                                         borrowed  part of the result; the caller keeps it
 *                                                       alive as long as the result
 *   k_result                                  dest      returned, so it is built in the caller's
 *                                                       region: no copy
 */
Obj *require_sums_lambda_lambda_lambda_lambda_2(Region *dest, bool p, Obj *fail, Obj *a, Obj *b,
                                                Obj *c)
{
    if (p) {
        return sums_lambda_lambda_lambda_lambda_4(dest, fail, a, b, c);
    }
    /* goes on in the caller: may come back here through an unknown function, and takes no stack */
    return omni_pend_call(fail, dest, 0, NULL, "require+0: (fail)");
}

/* sums_lambda_lambda_lambda_2
 *   c        borrowed    part of the result; the caller keeps it alive as long as the result
 *   f3       borrowed    only read here; the caller keeps it
 *   a        borrowed    part of the result; the caller keeps it alive as long as the result
 *   b        borrowed    part of the result; the caller keeps it alive as long as the result
 *   require  dest        returned, so it is built in the caller's region: no copy
 *   sum      sum_region  not reachable from outside; last use: (= c (+ a b)); not on the stack:
 *                        size unknown: built by +
 */
Obj *sums_lambda_lambda_lambda_2(Obj *self, Region *dest, Obj *c, Obj *f3)
{
    OMNI_STACK_CHECK("sums-lambda-lambda-lambda");
    Obj *a = omni_captured(self, 0);
    Obj *b = omni_captured(self, 1);
    Region *sum_region = region_create();  /* for sum: last used in (= c (+ a b)) */
    Obj *sum = omni_add(sum_region, a, b, "sums-lambda-lambda-lambda+0: (+ a b)");
    bool equal = omni_num_eq(c, sum, "sums-lambda-lambda-lambda+0: (= c (+ a b))");
    region_exit(sum_region);  /* last use of sum: (= c (+ a b)) */
    return require_sums_lambda_lambda_lambda_lambda_3(dest, equal, f3, a, b, c);
}

Obj *sums_lambda_lambda_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    return sums_lambda_lambda_lambda_2(self, dest, args[0], args[1]);
}

/* sums_lambda_lambda_lambda_lambda_7
 *   f     borrowed  only read here; the caller keeps it
 *   a     borrowed  part of the result; the caller keeps it alive as long as the result
 *   b     borrowed  part of the result; the caller keeps it alive as long as the result
 *   c     borrowed  part of the result; the caller keeps it alive as long as the result
 *   pair  dest      returned, so it is built in the caller's region: no copy
 */
Obj *sums_lambda_lambda_lambda_lambda_7(Region *dest, Obj *f, Obj *a, Obj *b, Obj *c)
{
    Obj *list = mk_pair_region(dest, a, mk_pair_region(dest, b, mk_pair_region(dest, c, OMNI_NIL)));
    return mk_pair_region(dest, list,
                          omni_call(f, dest, 0, NULL, "sums-lambda-lambda-lambda-lambda+0: (f)"));
}

/* choose_from_choose_from_sums_lambda_lambda_lambda_lambda
 *   choose_from_choose_from_sums_lambda_lambda_lambda_lambda  version   specialised for
 *                                                                       choose-from-sums-lambda-lambda-lambda:
 *                                                                       what it gets to call is
 *                                                                       known
 *   xs                                                        borrowed  part of the result; the
 *                                                                       caller keeps it alive as
 *                                                                       long as the result
 *   k                                                         borrowed  part of the result; the
 *                                                                       caller keeps it alive as
 *                                                                       long as the result
 *   fail                                                      borrowed  only read here; the caller
 *                                                                       keeps it
 *   n                                                         borrowed  part of the result; the
 *                                                                       caller keeps it alive as
 *                                                                       long as the result
 *   a                                                         borrowed  part of the result; the
 *                                                                       caller keeps it alive as
 *                                                                       long as the result
 *   choose_from                                               dest      returned, so it is built in
 *                                                                       the caller's region: no
 *                                                                       copy
 */
Obj *choose_from_choose_from_sums_lambda_lambda_lambda_lambda(Obj *self, Region *dest)
{
    OMNI_STACK_CHECK("choose-from-lambda");
    Obj *xs = omni_captured(self, 0);
    Obj *k = omni_captured(self, 1);
    Obj *xs_2 = omni_captured(self, 2);
    Obj *fail = omni_captured(self, 3);
    Obj *n = omni_captured(self, 4);
    Obj *a = omni_captured(self, 5);
    return choose_from_choose_from_sums_lambda_lambda_lambda(dest, omni_pair_cdr(xs), k, xs_2, fail,
                                                             n, a);
}

Obj *choose_from_choose_from_sums_lambda_lambda_lambda_lambda_entry(Obj *self, Region *dest,
                                                                    int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    return choose_from_choose_from_sums_lambda_lambda_lambda_lambda(self, dest);
}

/* choose_from_choose_from_sums_lambda_lambda_lambda_sums_lambda_lambda_choose_from_sums_lambda_lambda_lambda_choose_from_sums_lambda_lambda_lambda_choose_from_sums_lambda_lambda
 *   n     borrowed  part of the result; the caller keeps it alive as long as the result
 *   a     borrowed  part of the result; the caller keeps it alive as long as the result
 *   xs    borrowed  part of the result; the caller keeps it alive as long as the result
 *   fail  borrowed  only read here; the caller keeps it
 *   k     borrowed  part of the result; the caller keeps it alive as long as the result
 */
Obj *choose_from_choose_from_sums_lambda_lambda_lambda_sums_lambda_lambda_choose_from_sums_lambda_lambda_lambda_choose_from_sums_lambda_lambda_lambda_choose_from_sums_lambda_lambda(
        Region *dest, int64_t state, Obj *n, Obj *a, Obj *xs, Obj *fail, Obj *k, Obj *xs_2)
{
    Obj *b = OMNI_NOTHING;
    Obj *n_2 = OMNI_NOTHING;
    Obj *a_2 = OMNI_NOTHING;
    for (;;) {
        if (state == 0) {
            state = 3;
            k = mk_closure_region(dest, sums_lambda_lambda_lambda_2_entry, 2, 2, 2,
                                  (Obj *[]){ a, b });
            a = a_2;
            xs_2 = xs;
            xs = mk_pair_region(dest, b, mk_pair_region(dest, n, OMNI_NIL));
            n = n_2;
        } else if (state == 1) {
            state = 2;
            xs = omni_cdr(xs,
                          "sums-lambda-lambda-choose-from-sums-lambda-lambda-lambda-choose-from-s"
                          "ums-lambda-lambda-lambda-choose-from-sums-lambda-lambda: (cdr xs)");
        } else if (state == 2) {
            if (omni_is_null(xs)) {
                return omni_call(fail, dest, 0, NULL,
                                 "sums-lambda-lambda-choose-from-sums-lambda-lambda-lambda-choose"
                                 "-from-sums-lambda-lambda-lambda-choose-from-sums-lambda-lambda: "
                                 "(fail)");
            }
            state = 0;
            b = omni_car(xs,
                         "sums-lambda-lambda-choose-from-sums-lambda-lambda-lambda-choose-from-su"
                         "ms-lambda-lambda-lambda-choose-from-sums-lambda-lambda: (car xs)");
            n_2 = n;
            a_2 = a;
        } else if (omni_is_null(xs)) {
            state = 1;
            xs = xs_2;
        } else {
            Obj *head = omni_car(xs,
                                 "sums-lambda-lambda-choose-from-sums-lambda-lambda-lambda-choose"
                                 "-from-sums-lambda-lambda-lambda-choose-from-sums-lambda-lambda: "
                                 "(car xs)");
            Obj *function = mk_closure_region(
                    dest, choose_from_choose_from_sums_lambda_lambda_lambda_lambda_entry, 0, 0, 6,
                    (Obj *[]){ xs, k, xs_2, fail, n, a });
            /* goes on in the caller: may come back here through an unknown function, and takes
             * no stack */
            return omni_pend_call(k, dest, 2, (Obj *[]){ head, function },
                                  "sums-lambda-lambda-choose-from-sums-lambda-lambda-lambda-choos"
                                  "e-from-sums-lambda-lambda-lambda-choose-from-sums-lambda-lambda"
                                  ": (k (car xs) (lambda () (choose-from (...");
        }
    }
}

/* choose_from_choose_from_sums_lambda_lambda_lambda
 *   choose_from_choose_from_sums_lambda_lambda_lambda  version   specialised for
 *                                                                choose-from-sums-lambda-lambda-lambda:
 *                                                                what it gets to call is known
 *   xs                                                 borrowed  part of the result; the caller
 *                                                                keeps it alive as long as the
 *                                                                result
 *   k                                                  borrowed  part of the result; the caller
 *                                                                keeps it alive as long as the
 *                                                                result
 *   fail                                               borrowed  only read here; the caller keeps
 *                                                                it
 *   n                                                  borrowed  part of the result; the caller
 *                                                                keeps it alive as long as the
 *                                                                result
 *   a                                                  borrowed  part of the result; the caller
 *                                                                keeps it alive as long as the
 *                                                                result
 *   result                                             dest      returned, so it is built in the
 *                                                                caller's region: no copy
 */
Obj *choose_from_choose_from_sums_lambda_lambda_lambda(Region *dest, Obj *xs, Obj *k, Obj *xs_2,
                                                       Obj *fail, Obj *n, Obj *a)
{
    return choose_from_choose_from_sums_lambda_lambda_lambda_sums_lambda_lambda_choose_from_sums_lambda_lambda_lambda_choose_from_sums_lambda_lambda_lambda_choose_from_sums_lambda_lambda(
            dest, 3, n, a, xs, fail, k, xs_2);
}

/* choose_from_sums_lambda_lambda_lambda_lambda_sums_lambda_lambda_lambda_choose_from_sums_lambda_lambda_lambda_lambda_choose_from_sums_lambda_lambda_lambda
 *   xs           borrowed  only read here; the caller keeps it
 *   fail         borrowed  only read here; the caller keeps it
 *   fail_result  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *choose_from_sums_lambda_lambda_lambda_lambda_sums_lambda_lambda_lambda_choose_from_sums_lambda_lambda_lambda_lambda_choose_from_sums_lambda_lambda_lambda(
        Region *dest, int64_t state, int64_t a, int64_t b, Obj *xs, Obj *fail)
{
    OMNI_STACK_CHECK("sums-lambda-lambda-lambda-choose-from-sums-lambda-lambda-lambda-lambda-choose-from-sums-lambda-lambda-lambda");
    int64_t c = 0;
    int64_t a_2 = 0;
    int64_t b_2 = 0;
    bool p = false;
    for (;;) {
        if (state == 0) {
            int64_t sum = omni_int_add(a, b,
                                       "sums-lambda-lambda-lambda-choose-from-sums-lambda-lambda-"
                                       "lambda-lambda-choose-from-sums-lambda-lambda-lambda+0: (+ "
                                       "a b)");
            state = 3;
            p = c == sum;
        } else if (state == 1) {
            state = 2;
            xs = omni_cdr(xs,
                          "sums-lambda-lambda-lambda-choose-from-sums-lambda-lambda-lambda-lambda"
                          "-choose-from-sums-lambda-lambda-lambda: (cdr xs)");
        } else if (state == 2) {
            if (omni_is_null(xs)) {
                /* goes on in the caller: may come back here through an unknown function, and
                 * takes no stack */
                return omni_pend_call(fail, dest, 0, NULL,
                                      "sums-lambda-lambda-lambda-choose-from-sums-lambda-lambda-l"
                                      "ambda-lambda-choose-from-sums-lambda-lambda-lambda: (fail)");
            }
            state = 0;
            c = omni_int_value(omni_pair_car(xs));
            a_2 = a;
            b_2 = b;
        } else if (p) {
            return sums_lambda_lambda_lambda_lambda_6(dest, a, b, c, xs, fail, a_2, b_2);
        } else {
            state = 1;
            a = a_2;
            b = b_2;
        }
    }
}

/* choose_from_sums_lambda_lambda_lambda_lambda_4
 *   choose_from_sums_lambda_lambda_lambda_lambda  version   specialised for
 *                                                           sums-lambda-lambda-lambda: what it gets
 *                                                           to call is known
 *   xs                                            borrowed  only read here; the caller keeps it
 *   fail                                          borrowed  only read here; the caller keeps it
 *   result                                        dest      returned, so it is built in the
 *                                                           caller's region: no copy
 */
static Obj *choose_from_sums_lambda_lambda_lambda_lambda_4(Region *dest, Obj *xs, Obj *fail,
                                                           int64_t a, int64_t b)
{
    OMNI_STACK_CHECK("choose-from-lambda");
    return omni_finish(
            choose_from_sums_lambda_lambda_lambda_lambda_sums_lambda_lambda_lambda_choose_from_sums_lambda_lambda_lambda_lambda_choose_from_sums_lambda_lambda_lambda(
                dest, 1, a, b, xs, fail));
}

/* choose_from_sums_lambda_lambda_lambda
 *   choose_from_sums_lambda_lambda_lambda  version   specialised for sums-lambda-lambda-lambda:
 *                                                    what it gets to call is known
 *   xs                                     borrowed  only read here; the caller keeps it
 *   fail                                   borrowed  only read here; the caller keeps it
 *   result                                 dest      returned, so it is built in the caller's
 *                                                    region: no copy
 */
static Obj *choose_from_sums_lambda_lambda_lambda(Region *dest, Obj *xs, Obj *fail, int64_t a,
                                                  int64_t b)
{
    return choose_from_sums_lambda_lambda_lambda_lambda_sums_lambda_lambda_lambda_choose_from_sums_lambda_lambda_lambda_lambda_choose_from_sums_lambda_lambda_lambda(
            dest, 2, a, b, xs, fail);
}

/* choose_from_choose_from_sums_lambda_lambda_lambda_2_choose_from_choose_from_sums_lambda_lambda_lambda_lambda
 *   choose_from_choose_from_sums_lambda_lambda_lambda_lambda  version   specialised for
 *                                                                       choose-from-sums-lambda-lambda-lambda:
 *                                                                       what it gets to call is
 *                                                                       known
 *   xs                                                        borrowed  part of the result; the
 *                                                                       caller keeps it alive as
 *                                                                       long as the result
 *   k                                                         borrowed  part of the result; the
 *                                                                       caller keeps it alive as
 *                                                                       long as the result
 *   fail                                                      borrowed  only read here; the caller
 *                                                                       keeps it
 *   n                                                         borrowed  part of the result; the
 *                                                                       caller keeps it alive as
 *                                                                       long as the result
 *   a                                                         borrowed  part of the result; the
 *                                                                       caller keeps it alive as
 *                                                                       long as the result
 *   choose_from                                               dest      returned, so it is built in
 *                                                                       the caller's region: no
 *                                                                       copy
 */
Obj *choose_from_choose_from_sums_lambda_lambda_lambda_2_choose_from_choose_from_sums_lambda_lambda_lambda_lambda(
        Obj *self, Region *dest)
{
    OMNI_STACK_CHECK("choose-from-lambda");
    Obj *xs = omni_captured(self, 0);
    Obj *k = omni_captured(self, 1);
    Obj *xs_2 = omni_captured(self, 2);
    Obj *fail = omni_captured(self, 3);
    Obj *n = omni_captured(self, 4);
    Obj *a = omni_captured(self, 5);
    return choose_from_choose_from_sums_lambda_lambda_lambda_2(dest, omni_pair_cdr(xs), k, xs_2,
                                                               fail, n, a);
}

Obj *choose_from_choose_from_sums_lambda_lambda_lambda_2_choose_from_choose_from_sums_lambda_lambda_lambda_lambda_entry(
        Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    return choose_from_choose_from_sums_lambda_lambda_lambda_2_choose_from_choose_from_sums_lambda_lambda_lambda_lambda(
            self, dest);
}

/* choose_from_choose_from_sums_lambda_lambda_lambda_2_sums_lambda_lambda_choose_from_sums_lambda_lambda_lambda_choose_from_sums_lambda_lambda_lambda_choose_from_sums_lambda_lambda
 *   n     borrowed  part of the result; the caller keeps it alive as long as the result
 *   a     borrowed  part of the result; the caller keeps it alive as long as the result
 *   xs    borrowed  part of the result; the caller keeps it alive as long as the result
 *   fail  borrowed  only read here; the caller keeps it
 *   k     borrowed  part of the result; the caller keeps it alive as long as the result
 */
Obj *choose_from_choose_from_sums_lambda_lambda_lambda_2_sums_lambda_lambda_choose_from_sums_lambda_lambda_lambda_choose_from_sums_lambda_lambda_lambda_choose_from_sums_lambda_lambda(
        Region *dest, int64_t state, Obj *n, Obj *a, Obj *xs, Obj *fail, Obj *k, Obj *xs_2)
{
    Obj *b = OMNI_NOTHING;
    Obj *n_2 = OMNI_NOTHING;
    Obj *a_2 = OMNI_NOTHING;
    for (;;) {
        if (state == 0) {
            state = 3;
            k = mk_closure_region(dest, sums_lambda_lambda_lambda_entry, 2, 2, 2,
                                  (Obj *[]){ a, b });
            a = a_2;
            xs_2 = xs;
            xs = mk_pair_region(dest, b, mk_pair_region(dest, n, OMNI_NIL));
            n = n_2;
        } else if (state == 1) {
            state = 2;
            xs = omni_cdr(xs,
                          "sums-lambda-lambda-choose-from-sums-lambda-lambda-lambda-choose-from-s"
                          "ums-lambda-lambda-lambda-choose-from-sums-lambda-lambda: (cdr xs)");
        } else if (state == 2) {
            if (omni_is_null(xs)) {
                return omni_call(fail, dest, 0, NULL,
                                 "sums-lambda-lambda-choose-from-sums-lambda-lambda-lambda-choose"
                                 "-from-sums-lambda-lambda-lambda-choose-from-sums-lambda-lambda: "
                                 "(fail)");
            }
            state = 0;
            b = omni_car(xs,
                         "sums-lambda-lambda-choose-from-sums-lambda-lambda-lambda-choose-from-su"
                         "ms-lambda-lambda-lambda-choose-from-sums-lambda-lambda: (car xs)");
            n_2 = n;
            a_2 = a;
        } else if (omni_is_null(xs)) {
            state = 1;
            xs = xs_2;
        } else {
            Obj *head = omni_car(xs,
                                 "sums-lambda-lambda-choose-from-sums-lambda-lambda-lambda-choose"
                                 "-from-sums-lambda-lambda-lambda-choose-from-sums-lambda-lambda: "
                                 "(car xs)");
            Obj *function = mk_closure_region(
                    dest,
                    choose_from_choose_from_sums_lambda_lambda_lambda_2_choose_from_choose_from_sums_lambda_lambda_lambda_lambda_entry,
                    0, 0, 6, (Obj *[]){ xs, k, xs_2, fail, n, a });
            /* goes on in the caller: may come back here through an unknown function, and takes
             * no stack */
            return omni_pend_call(k, dest, 2, (Obj *[]){ head, function },
                                  "sums-lambda-lambda-choose-from-sums-lambda-lambda-lambda-choos"
                                  "e-from-sums-lambda-lambda-lambda-choose-from-sums-lambda-lambda"
                                  ": (k (car xs) (lambda () (choose-from (...");
        }
    }
}

/* choose_from_choose_from_sums_lambda_lambda_lambda_2
 *   choose_from_choose_from_sums_lambda_lambda_lambda  version   specialised for
 *                                                                choose-from-sums-lambda-lambda-lambda:
 *                                                                what it gets to call is known
 *   xs                                                 borrowed  part of the result; the caller
 *                                                                keeps it alive as long as the
 *                                                                result
 *   k                                                  borrowed  part of the result; the caller
 *                                                                keeps it alive as long as the
 *                                                                result
 *   fail                                               borrowed  only read here; the caller keeps
 *                                                                it
 *   n                                                  borrowed  part of the result; the caller
 *                                                                keeps it alive as long as the
 *                                                                result
 *   a                                                  borrowed  part of the result; the caller
 *                                                                keeps it alive as long as the
 *                                                                result
 *   result                                             dest      returned, so it is built in the
 *                                                                caller's region: no copy
 */
Obj *choose_from_choose_from_sums_lambda_lambda_lambda_2(Region *dest, Obj *xs, Obj *k, Obj *xs_2,
                                                         Obj *fail, Obj *n, Obj *a)
{
    return choose_from_choose_from_sums_lambda_lambda_lambda_2_sums_lambda_lambda_choose_from_sums_lambda_lambda_lambda_choose_from_sums_lambda_lambda_lambda_choose_from_sums_lambda_lambda(
            dest, 3, n, a, xs, fail, k, xs_2);
}

/* require_sums_lambda_lambda_lambda_lambda_3
 *   require_sums_lambda_lambda_lambda_lambda  version   specialised for
 *                                                       sums-lambda-lambda-lambda-lambda: what it
 *                                                       gets to call is known
 *   fail                                      borrowed  only read here; the caller keeps it
 *   a                                         borrowed  part of the result; the caller keeps it
 *                                                       alive as long as the result
 *   b                                         borrowed  part of the result; the caller keeps it
 *                                                       alive as long as the result
 *   c                                         borrowed  part of the result; the caller keeps it
 *                                                       alive as long as the result
 *   k_result                                  dest      returned, so it is built in the caller's
 *                                                       region: no copy
 */
Obj *require_sums_lambda_lambda_lambda_lambda_3(Region *dest, bool p, Obj *fail, Obj *a, Obj *b,
                                                Obj *c)
{
    if (p) {
        return sums_lambda_lambda_lambda_lambda_7(dest, fail, a, b, c);
    }
    /* goes on in the caller: may come back here through an unknown function, and takes no stack */
    return omni_pend_call(fail, dest, 0, NULL, "require+0: (fail)");
}

/* choose_from_sums_lambda_lambda_lambda_lambda
 *   choose_from_sums_lambda_lambda_lambda_lambda  version   specialised for
 *                                                           sums-lambda-lambda-lambda: what it gets
 *                                                           to call is known
 *   xs                                            borrowed  part of the result; the caller keeps it
 *                                                           alive as long as the result
 *   fail                                          borrowed  only read here; the caller keeps it
 *   a                                             borrowed  part of the result; the caller keeps it
 *                                                           alive as long as the result
 *   b                                             borrowed  part of the result; the caller keeps it
 *                                                           alive as long as the result
 *   result                                        dest      returned, so it is built in the
 *                                                           caller's region: no copy
 */
Obj *choose_from_sums_lambda_lambda_lambda_lambda(Region *dest, Obj *xs, Obj *fail, Obj *a, Obj *b)
{
    OMNI_STACK_CHECK("choose-from-lambda");
    return sums_lambda_lambda_lambda_choose_from_sums_lambda_lambda_lambda_lambda_choose_from_sums_lambda_lambda_lambda(
            dest, 1, a, b, xs, fail);
}

/* sums_lambda_lambda_lambda_choose_from_sums_lambda_lambda_lambda_lambda_choose_from_sums_lambda_lambda_lambda
 *   a            borrowed    part of the result; the caller keeps it alive as long as the result
 *   b            borrowed    part of the result; the caller keeps it alive as long as the result
 *   xs           borrowed    part of the result; the caller keeps it alive as long as the result
 *   fail         borrowed    only read here; the caller keeps it
 *   fail_result  dest        returned, so it is built in the caller's region: no copy
 *   sum          sum_region  used only in this branch, last in (= c (+ a b)); not on the stack:
 *                            size unknown: built by +
 */
Obj *sums_lambda_lambda_lambda_choose_from_sums_lambda_lambda_lambda_lambda_choose_from_sums_lambda_lambda_lambda(
        Region *dest, int64_t state, Obj *a, Obj *b, Obj *xs, Obj *fail)
{
    OMNI_STACK_CHECK("sums-lambda-lambda-lambda-choose-from-sums-lambda-lambda-lambda-lambda-choose-from-sums-lambda-lambda-lambda");
    Obj *c = OMNI_NOTHING;
    Obj *a_2 = OMNI_NOTHING;
    Obj *b_2 = OMNI_NOTHING;
    bool p = false;
    for (;;) {
        if (state == 0) {
            Region *sum_region = region_create();  /* for sum: used only in this branch */
            Obj *sum = omni_add(sum_region, a, b,
                                "sums-lambda-lambda-lambda-choose-from-sums-lambda-lambda-lambda-"
                                "lambda-choose-from-sums-lambda-lambda-lambda+0: (+ a b)");
            bool equal = omni_num_eq(c, sum,
                                     "sums-lambda-lambda-lambda-choose-from-sums-lambda-lambda-la"
                                     "mbda-lambda-choose-from-sums-lambda-lambda-lambda+0: (= c "
                                     "(+ a b))");
            region_exit(sum_region);  /* last use of sum: (= c (+ a b)) */
            state = 3;
            p = equal;
        } else if (state == 1) {
            state = 2;
            xs = omni_cdr(xs,
                          "sums-lambda-lambda-lambda-choose-from-sums-lambda-lambda-lambda-lambda"
                          "-choose-from-sums-lambda-lambda-lambda: (cdr xs)");
        } else if (state == 2) {
            if (omni_is_null(xs)) {
                return omni_call(fail, dest, 0, NULL,
                                 "sums-lambda-lambda-lambda-choose-from-sums-lambda-lambda-lambda"
                                 "-lambda-choose-from-sums-lambda-lambda-lambda: (fail)");
            }
            state = 0;
            c = omni_car(xs,
                         "sums-lambda-lambda-lambda-choose-from-sums-lambda-lambda-lambda-lambda-"
                         "choose-from-sums-lambda-lambda-lambda: (car xs)");
            a_2 = a;
            b_2 = b;
        } else if (p) {
            return sums_lambda_lambda_lambda_lambda_2(dest, a, b, c, xs, fail, a_2, b_2);
        } else {
            state = 1;
            a = a_2;
            b = b_2;
        }
    }
}

/* choose_from_sums_lambda_lambda_lambda_lambda_2
 *   choose_from_sums_lambda_lambda_lambda_lambda  version   specialised for
 *                                                           sums-lambda-lambda-lambda: what it gets
 *                                                           to call is known
 *   xs                                            borrowed  part of the result; the caller keeps it
 *                                                           alive as long as the result
 *   fail                                          borrowed  only read here; the caller keeps it
 *   a                                             borrowed  part of the result; the caller keeps it
 *                                                           alive as long as the result
 *   b                                             borrowed  part of the result; the caller keeps it
 *                                                           alive as long as the result
 *   result                                        dest      returned, so it is built in the
 *                                                           caller's region: no copy
 */
Obj *choose_from_sums_lambda_lambda_lambda_lambda_2(Region *dest, Obj *xs, Obj *fail, Obj *a,
                                                    Obj *b)
{
    OMNI_STACK_CHECK("choose-from-lambda");
    return sums_lambda_lambda_lambda_choose_from_sums_lambda_lambda_lambda_lambda_choose_from_sums_lambda_lambda_lambda_2(
            dest, 1, a, b, xs, fail);
}

/* sums_lambda_lambda_lambda_choose_from_sums_lambda_lambda_lambda_lambda_choose_from_sums_lambda_lambda_lambda_2
 *   a            borrowed    part of the result; the caller keeps it alive as long as the result
 *   b            borrowed    part of the result; the caller keeps it alive as long as the result
 *   xs           borrowed    part of the result; the caller keeps it alive as long as the result
 *   fail         borrowed    only read here; the caller keeps it
 *   fail_result  dest        returned, so it is built in the caller's region: no copy
 *   sum          sum_region  used only in this branch, last in (= c (+ a b)); not on the stack:
 *                            size unknown: built by +
 */
Obj *sums_lambda_lambda_lambda_choose_from_sums_lambda_lambda_lambda_lambda_choose_from_sums_lambda_lambda_lambda_2(
        Region *dest, int64_t state, Obj *a, Obj *b, Obj *xs, Obj *fail)
{
    OMNI_STACK_CHECK("sums-lambda-lambda-lambda-choose-from-sums-lambda-lambda-lambda-lambda-choose-from-sums-lambda-lambda-lambda");
    Obj *c = OMNI_NOTHING;
    Obj *a_2 = OMNI_NOTHING;
    Obj *b_2 = OMNI_NOTHING;
    bool p = false;
    for (;;) {
        if (state == 0) {
            Region *sum_region = region_create();  /* for sum: used only in this branch */
            Obj *sum = omni_add(sum_region, a, b,
                                "sums-lambda-lambda-lambda-choose-from-sums-lambda-lambda-lambda-"
                                "lambda-choose-from-sums-lambda-lambda-lambda+0: (+ a b)");
            bool equal = omni_num_eq(c, sum,
                                     "sums-lambda-lambda-lambda-choose-from-sums-lambda-lambda-la"
                                     "mbda-lambda-choose-from-sums-lambda-lambda-lambda+0: (= c "
                                     "(+ a b))");
            region_exit(sum_region);  /* last use of sum: (= c (+ a b)) */
            state = 3;
            p = equal;
        } else if (state == 1) {
            state = 2;
            xs = omni_cdr(xs,
                          "sums-lambda-lambda-lambda-choose-from-sums-lambda-lambda-lambda-lambda"
                          "-choose-from-sums-lambda-lambda-lambda: (cdr xs)");
        } else if (state == 2) {
            if (omni_is_null(xs)) {
                return omni_call(fail, dest, 0, NULL,
                                 "sums-lambda-lambda-lambda-choose-from-sums-lambda-lambda-lambda"
                                 "-lambda-choose-from-sums-lambda-lambda-lambda: (fail)");
            }
            state = 0;
            c = omni_car(xs,
                         "sums-lambda-lambda-lambda-choose-from-sums-lambda-lambda-lambda-lambda-"
                         "choose-from-sums-lambda-lambda-lambda: (car xs)");
            a_2 = a;
            b_2 = b;
        } else if (p) {
            return sums_lambda_lambda_lambda_lambda_3(dest, a, b, c, xs, fail, a_2, b_2);
        } else {
            state = 1;
            a = a_2;
            b = b_2;
        }
    }
}

/* choose_from_sums_lambda_lambda_lambda_lambda_3
 *   choose_from_sums_lambda_lambda_lambda_lambda  version   specialised for
 *                                                           sums-lambda-lambda-lambda: what it gets
 *                                                           to call is known
 *   xs                                            borrowed  part of the result; the caller keeps it
 *                                                           alive as long as the result
 *   fail                                          borrowed  only read here; the caller keeps it
 *   a                                             borrowed  part of the result; the caller keeps it
 *                                                           alive as long as the result
 *   b                                             borrowed  part of the result; the caller keeps it
 *                                                           alive as long as the result
 *   result                                        dest      returned, so it is built in the
 *                                                           caller's region: no copy
 */
Obj *choose_from_sums_lambda_lambda_lambda_lambda_3(Region *dest, Obj *xs, Obj *fail, Obj *a,
                                                    Obj *b)
{
    OMNI_STACK_CHECK("choose-from-lambda");
    return sums_lambda_lambda_lambda_choose_from_sums_lambda_lambda_lambda_lambda_choose_from_sums_lambda_lambda_lambda_3(
            dest, 1, a, b, xs, fail);
}

/* sums_lambda_lambda_lambda_choose_from_sums_lambda_lambda_lambda_lambda_choose_from_sums_lambda_lambda_lambda_3
 *   a            borrowed    part of the result; the caller keeps it alive as long as the result
 *   b            borrowed    part of the result; the caller keeps it alive as long as the result
 *   xs           borrowed    part of the result; the caller keeps it alive as long as the result
 *   fail         borrowed    only read here; the caller keeps it
 *   fail_result  dest        returned, so it is built in the caller's region: no copy
 *   sum          sum_region  used only in this branch, last in (= c (+ a b)); not on the stack:
 *                            size unknown: built by +
 */
Obj *sums_lambda_lambda_lambda_choose_from_sums_lambda_lambda_lambda_lambda_choose_from_sums_lambda_lambda_lambda_3(
        Region *dest, int64_t state, Obj *a, Obj *b, Obj *xs, Obj *fail)
{
    OMNI_STACK_CHECK("sums-lambda-lambda-lambda-choose-from-sums-lambda-lambda-lambda-lambda-choose-from-sums-lambda-lambda-lambda");
    Obj *c = OMNI_NOTHING;
    Obj *a_2 = OMNI_NOTHING;
    Obj *b_2 = OMNI_NOTHING;
    bool p = false;
    for (;;) {
        if (state == 0) {
            Region *sum_region = region_create();  /* for sum: used only in this branch */
            Obj *sum = omni_add(sum_region, a, b,
                                "sums-lambda-lambda-lambda-choose-from-sums-lambda-lambda-lambda-"
                                "lambda-choose-from-sums-lambda-lambda-lambda+0: (+ a b)");
            bool equal = omni_num_eq(c, sum,
                                     "sums-lambda-lambda-lambda-choose-from-sums-lambda-lambda-la"
                                     "mbda-lambda-choose-from-sums-lambda-lambda-lambda+0: (= c "
                                     "(+ a b))");
            region_exit(sum_region);  /* last use of sum: (= c (+ a b)) */
            state = 3;
            p = equal;
        } else if (state == 1) {
            state = 2;
            xs = omni_cdr(xs,
                          "sums-lambda-lambda-lambda-choose-from-sums-lambda-lambda-lambda-lambda"
                          "-choose-from-sums-lambda-lambda-lambda: (cdr xs)");
        } else if (state == 2) {
            if (omni_is_null(xs)) {
                return omni_call(fail, dest, 0, NULL,
                                 "sums-lambda-lambda-lambda-choose-from-sums-lambda-lambda-lambda"
                                 "-lambda-choose-from-sums-lambda-lambda-lambda: (fail)");
            }
            state = 0;
            c = omni_car(xs,
                         "sums-lambda-lambda-lambda-choose-from-sums-lambda-lambda-lambda-lambda-"
                         "choose-from-sums-lambda-lambda-lambda: (car xs)");
            a_2 = a;
            b_2 = b;
        } else if (p) {
            return sums_lambda_lambda_lambda_lambda_5(dest, a, b, c, xs, fail, a_2, b_2);
        } else {
            state = 1;
            a = a_2;
            b = b_2;
        }
    }
}

/* main
 *   sums  sums_region    not reachable from outside; last use: (println (sums 2) (sums 4) (sums
 *                        3)); not on the stack: size unknown: built by sums
 *   sums  sums_region_2  not reachable from outside; last use: (println (sums 2) (sums 4) (sums
 *                        3)); not on the stack: size unknown: built by sums
 *   sums  sums_region_3  not reachable from outside; last use: (println (sums 2) (sums 4) (sums
 *                        3)); not on the stack: size unknown: built by sums
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    /* for sums: last used in (println (sums 2) (sums 4) (sums 3)) */
    Region *sums_region = region_create();
    Obj *sums_result = sums(sums_region, 2);
    /* for sums: last used in (println (sums 2) (sums 4) (sums 3)) */
    Region *sums_region_2 = region_create();
    Obj *sums_result_2 = sums(sums_region_2, 4);
    /* for sums: last used in (println (sums 2) (sums 4) (sums 3)) */
    Region *sums_region_3 = region_create();
    Obj *sums_result_3 = sums(sums_region_3, 3);
    omni_display(sums_result);
    region_exit(sums_region);  /* last use of sums: (println (sums 2) (sums 4) (sums 3)) */
    omni_display(sums_result_2);
    region_exit(sums_region_2);  /* last use of sums: (println (sums 2) (sums 4) (sums 3)) */
    omni_display(sums_result_3);
    region_exit(sums_region_3);  /* last use of sums: (println (sums 2) (sums 4) (sums 3)) */
    omni_newline();
    return omni_shutdown(0);
}
