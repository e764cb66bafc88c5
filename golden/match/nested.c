/* nested.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_SYMBOL(sym_a, "a");
OMNI_STATIC_SYMBOL(sym_b, "b");
OMNI_STATIC_SYMBOL(sym_neg, "neg");
OMNI_STATIC_SYMBOL(sym_plus, "+");
OMNI_STATIC_SYMBOL(sym_star, "*");

static const Pair list_in_main[13] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_plus), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(0), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(list_in_main[3]), OMNI_NIL},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_star), OMNI_REF(list_in_main[4])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(list_in_main[6]), OMNI_REF(list_in_main[5])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(list_in_main[8]), OMNI_NIL},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_neg), OMNI_REF(list_in_main[7])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_a), OMNI_NIL},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_neg), OMNI_REF(list_in_main[9])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(list_in_main[10]), OMNI_NIL},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_plus), OMNI_REF(list_in_main[11])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_b), OMNI_REF(list_in_main[12])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(0), OMNI_NIL},
};

/* Patterns within patterns: a simplifier of sums, written as quoted lists. */
/* simplify
 *   e  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *simplify(Region *dest, Obj *e)
{
    OMNI_STACK_CHECK("simplify");
    for (;;) {
        if (omni_is_list_of(e, 3) &&
            omni_pair_car(e) == OMNI_REF(sym_plus) &&
            omni_is_eqv(omni_pair_car(omni_pair_cdr(e)), OMNI_FIX(0))) {
            Obj *x = omni_pair_car(omni_pair_cdr(omni_pair_cdr(e)));
            e = x;
        } else if (omni_is_list_of(e, 3) &&
                   omni_pair_car(e) == OMNI_REF(sym_plus) &&
                   omni_is_eqv(omni_pair_car(omni_pair_cdr(omni_pair_cdr(e))), OMNI_FIX(0))) {
            Obj *x_2 = omni_pair_car(omni_pair_cdr(e));
            e = x_2;
        } else if (omni_is_list_of(e, 3) &&
                   omni_pair_car(e) == OMNI_REF(sym_star) &&
                   omni_is_list_of(omni_pair_car(omni_pair_cdr(e)), 2) &&
                   omni_pair_car(omni_pair_car(omni_pair_cdr(e))) == OMNI_REF(sym_neg) &&
                   omni_is_list_of(omni_pair_car(omni_pair_cdr(omni_pair_cdr(e))), 2) &&
                   omni_pair_car(omni_pair_car(omni_pair_cdr(omni_pair_cdr(e)))) ==
                   OMNI_REF(sym_neg)) {
            Obj *x_3 = omni_pair_car(omni_pair_cdr(omni_pair_car(omni_pair_cdr(e))));
            Obj *tail = omni_pair_cdr(omni_pair_car(omni_pair_cdr(omni_pair_cdr(e))));
            Obj *y = omni_pair_car(tail);
            Obj *simplify_result = simplify(dest, x_3);
            Obj *list = mk_pair_region(dest, simplify_result,
                                       mk_pair_region(dest, simplify(dest, y), OMNI_NIL));
            return mk_pair_region(dest, OMNI_REF(sym_star), list);
        } else if (omni_is_list_of(e, 3)) {
            Obj *op = omni_pair_car(e);
            Obj *x_4 = omni_pair_car(omni_pair_cdr(e));
            Obj *y_2 = omni_pair_car(omni_pair_cdr(omni_pair_cdr(e)));
            Obj *simplify_result_2 = simplify(dest, x_4);
            Obj *list_2 = mk_pair_region(dest, simplify_result_2,
                                         mk_pair_region(dest, simplify(dest, y_2), OMNI_NIL));
            return mk_pair_region(dest, op, list_2);
        } else {
            return e;
        }
    }
}

/* main
 *   simplify  simplify_region  not reachable from outside; last use: (println (simplify '(+ 0 (*
 *                              (neg a) (...; not on the stack: size unknown: built by simplify
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for simplify: last used in (println (simplify '(+ 0 (* (neg a) (... */
    Region *simplify_region = region_create();
    omni_display(simplify(simplify_region, OMNI_REF(list_in_main[0])));
    /* last use of simplify: (println (simplify '(+ 0 (* (neg a) (... */
    region_exit(simplify_region);
    omni_newline();
    return omni_shutdown(0);
}
