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
 *   e  consumed  taken over from the caller, who does not use it afterwards
 */
static Obj *simplify(Obj *e)
{
    OMNI_STACK_CHECK("simplify");
    for (;;) {
        if (omni_is_list_of(e, 3) &&
            omni_pair_car(e) == OMNI_REF(sym_plus) &&
            omni_is_eqv(omni_pair_car(omni_pair_cdr(e)), OMNI_FIX(0))) {
            Obj *tail = omni_pair_cdr(e);
            Obj *head = omni_pair_car(e);
            /* e is taken apart; what lives on: (cdr e) */
            free_obj(take_cell(e, 2, (Obj *[]){ head, tail }));
            dec_ref(head);  /* last use of (car e): (list '+ 0 x) */
            Obj *tail_2 = omni_pair_cdr(tail);
            Obj *head_2 = omni_pair_car(tail);
            /* (cdr e) is taken apart; what lives on: (cddr e) */
            free_obj(take_cell(tail, 2, (Obj *[]){ head_2, tail_2 }));
            dec_ref(head_2);  /* last use of (cadr e): (list '+ 0 x) */
            Obj *x = omni_pair_car(tail_2);
            Obj *tail_3 = omni_pair_cdr(tail_2);
            /* (cddr e) is taken apart; what lives on: x */
            free_obj(take_cell(tail_2, 2, (Obj *[]){ x, tail_3 }));
            dec_ref(tail_3);  /* last use of (cdddr e): (list '+ 0 x) */
            e = x;
        } else if (omni_is_list_of(e, 3) &&
                   omni_pair_car(e) == OMNI_REF(sym_plus) &&
                   omni_is_eqv(omni_pair_car(omni_pair_cdr(omni_pair_cdr(e))), OMNI_FIX(0))) {
            Obj *tail_4 = omni_pair_cdr(e);
            Obj *head_3 = omni_pair_car(e);
            /* e is taken apart; what lives on: (cdr e) */
            free_obj(take_cell(e, 2, (Obj *[]){ head_3, tail_4 }));
            dec_ref(head_3);  /* last use of (car e): (list '+ x 0) */
            Obj *x_2 = omni_pair_car(tail_4);
            Obj *tail_5 = omni_pair_cdr(tail_4);
            /* (cdr e) is taken apart; what lives on: x */
            free_obj(take_cell(tail_4, 2, (Obj *[]){ x_2, tail_5 }));
            dec_ref(tail_5);  /* last use of (cddr e): (list '+ x 0) */
            e = x_2;
        } else {
            bool both;
            if (omni_is_list_of(e, 3)) {
                if (omni_pair_car(e) == OMNI_REF(sym_star)) {
                    Obj *tail_6 = omni_pair_cdr(e);
                    Obj *head_4 = omni_pair_car(tail_6);
                    if (omni_is_list_of(head_4, 2)) {
                        if (omni_pair_car(head_4) == OMNI_REF(sym_neg)) {
                            Obj *head_5 = omni_pair_car(omni_pair_cdr(tail_6));
                            both = omni_is_list_of(head_5, 2) &&
                                   omni_pair_car(head_5) == OMNI_REF(sym_neg);
                        } else {
                            both = false;
                        }
                    } else {
                        both = false;
                    }
                } else {
                    both = false;
                }
            } else {
                both = false;
            }
            if (both) {
                Obj *tail_7 = omni_pair_cdr(e);
                Obj *head_6 = omni_pair_car(e);
                /* e is taken apart: its memory is used for (list '* (simplify x) (simplify y)) */
                Obj *e_cell = take_cell(e, 2, (Obj *[]){ head_6, tail_7 });
                dec_ref(head_6);  /* last use of (car e): (list '* (list 'neg x) (list 'neg y)) */
                Obj *head_7 = omni_pair_car(tail_7);
                Obj *tail_8 = omni_pair_cdr(head_7);
                Obj *x_3 = omni_pair_car(tail_8);
                Obj *tail_9 = omni_pair_cdr(tail_7);
                /* (cdr e) is taken apart: its memory is used for (list '* (simplify x) (simplify
                 * y)) */
                Obj *tail_cell = take_cell(tail_7, 2, (Obj *[]){ head_7, tail_9 });
                Obj *head_8 = omni_pair_car(head_7);
                /* (cadr e) is taken apart: its memory is used for (list '* (simplify x)
                 * (simplify y)) */
                Obj *head_cell = take_cell(head_7, 2, (Obj *[]){ head_8, tail_8 });
                Obj *tail_10 = omni_pair_cdr(tail_8);
                /* (cdadr e) is taken apart; what lives on: x */
                free_obj(take_cell(tail_8, 2, (Obj *[]){ x_3, tail_10 }));
                dec_ref(head_8);  /* last use of (caadr e): (list '* (list 'neg x) (list 'neg y)) */
                /* last use of (cddadr e): (list '* (list 'neg x) (list 'neg y)) */
                dec_ref(tail_10);
                Obj *head_9 = omni_pair_car(tail_9);
                Obj *tail_11 = omni_pair_cdr(tail_9);
                /* (cddr e) is taken apart; what lives on: (caddr e) */
                free_obj(take_cell(tail_9, 2, (Obj *[]){ head_9, tail_11 }));
                /* last use of (cdddr e): (list '* (list 'neg x) (list 'neg y)) */
                dec_ref(tail_11);
                Obj *tail_12 = omni_pair_cdr(head_9);
                Obj *head_10 = omni_pair_car(head_9);
                /* (caddr e) is taken apart; what lives on: (cdaddr e) */
                free_obj(take_cell(head_9, 2, (Obj *[]){ head_10, tail_12 }));
                /* last use of (caaddr e): (list '* (list 'neg x) (list 'neg y)) */
                dec_ref(head_10);
                Obj *y = omni_pair_car(tail_12);
                Obj *tail_13 = omni_pair_cdr(tail_12);
                /* (cdaddr e) is taken apart; what lives on: y */
                free_obj(take_cell(tail_12, 2, (Obj *[]){ y, tail_13 }));
                /* last use of (cdr (cdaddr e)): (list '* (list 'neg x) (list 'neg y)) */
                dec_ref(tail_13);
                Obj *simplify_result = simplify(x_3);
                Obj *list = reuse_or_mk_pair(tail_cell, simplify_result,
                                             reuse_or_mk_pair(e_cell, simplify(y), OMNI_NIL));
                return reuse_or_mk_pair(head_cell, OMNI_REF(sym_star), list);
            } else if (omni_is_list_of(e, 3)) {
                Obj *op = omni_pair_car(e);
                Obj *tail_14 = omni_pair_cdr(e);
                /* e is taken apart: its memory is used for (list op (simplify x) (simplify y)) */
                Obj *e_cell_2 = take_cell(e, 2, (Obj *[]){ op, tail_14 });
                Obj *x_4 = omni_pair_car(tail_14);
                Obj *tail_15 = omni_pair_cdr(tail_14);
                /* (cdr e) is taken apart: its memory is used for (list op (simplify x) (simplify
                 * y)) */
                Obj *tail_cell_2 = take_cell(tail_14, 2, (Obj *[]){ x_4, tail_15 });
                Obj *y_2 = omni_pair_car(tail_15);
                Obj *tail_16 = omni_pair_cdr(tail_15);
                /* (cddr e) is taken apart: its memory is used for (list op (simplify x)
                 * (simplify y)) */
                Obj *tail_cell_3 = take_cell(tail_15, 2, (Obj *[]){ y_2, tail_16 });
                dec_ref(tail_16);  /* last use of (cdddr e): (list op x y) */
                Obj *simplify_result_2 = simplify(x_4);
                Obj *list_2 = reuse_or_mk_pair(e_cell_2, simplify(y_2), OMNI_NIL);
                Obj *list_3 = reuse_or_mk_pair(tail_cell_2, simplify_result_2, list_2);
                return reuse_or_mk_pair(tail_cell_3, op, list_3);
            }
            return e;
        }
    }
}

/* main
 *   simplify  heap  given up in (define (simplify e) (match e [(list ... while the new one is
 *                   built, so each object is freed on its own; (simplify '(+ 0 (* (neg a) (neg (+ b
 *                   ... may make a constant part of it, so it is counted
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Obj *simplify_result = simplify(OMNI_REF(list_in_main[0]));
    omni_display(simplify_result);
    dec_ref(simplify_result);  /* last use of simplify: (println (simplify '(+ 0 (* (neg a) (... */
    omni_newline();
    return omni_shutdown(0);
}
