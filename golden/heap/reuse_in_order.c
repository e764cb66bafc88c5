/* reuse_in_order.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_SYMBOL(sym_S, "S");
OMNI_STATIC_SYMBOL(sym_k, "k");
OMNI_STATIC_SYMBOL(sym_z, "z");

/* `(list a x)` and `(list b x)` fill cells that died: in the order of the plan, also where C
 * would allow another. */
/* reduce_all
 *   e  consumed  taken over from the caller, who does not use it afterwards
 */
static Obj *reduce_all(Obj *e)
{
    for (;;) {
        Obj *head = omni_pair_car(e);
        Obj *head_2 = omni_pair_car(head);
        if (omni_is_pair(head_2)) {
            Obj *tail = omni_pair_cdr(e);
            /* e is taken apart: its memory is used for (list a x) */
            Obj *x = omni_pair_car(tail);
            Obj *tail_2 = omni_pair_cdr(tail);
            /* (cdr e) is taken apart: its memory is used for (list a x) */
            free_tree(tail_2);  /* last use of (cddr e): (car (cdr e)) */
            Obj *tail_3 = omni_pair_cdr(head);
            /* (car e) is taken apart: its memory is used for (list b x) */
            Obj *head_cell = take_cell(head, 2, (Obj *[]){ head_2, tail_3 });
            Obj *b = omni_pair_car(tail_3);
            Obj *tail_4 = omni_pair_cdr(tail_3);
            /* (cdar e) is taken apart: its memory is used for (list b x) */
            Obj *tail_cell = take_cell(tail_3, 2, (Obj *[]){ b, tail_4 });
            dec_ref(tail_4);  /* last use of (cddar e): (car (cdr (car e))) */
            Obj *a = omni_pair_car(omni_cdr(head_2, "reduce-all+2: (cdr (car (car e)))"));
            dec_ref(head_2);  /* last use of (caar e): (car (cdr (car (car e)))) */
            inc_ref(x);  /* x is used again after (list a x) */
            Obj *list = reuse_as_pair(tail, a, reuse_as_pair(e, x, OMNI_NIL));
            Obj *list_2 = reuse_or_mk_pair(tail_cell, b, reuse_or_mk_pair(head_cell, x, OMNI_NIL));
            e = mk_pair_heap(list, mk_pair_heap(list_2, OMNI_NIL));
        } else {
            return e;
        }
    }
}

/* main
 *   reduce_all  heap  given up in (define (reduce-all e) (if (and (pair... while the new one is
 *                     built, so each object is freed on its own; held twice after (list a x):
 *                     counted
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    Obj *list = mk_pair_heap(OMNI_REF(sym_S), mk_pair_heap(OMNI_REF(sym_k), OMNI_NIL));
    Obj *list_2 = mk_pair_heap(list, mk_pair_heap(OMNI_REF(sym_k), OMNI_NIL));
    Obj *reduce_all_result = reduce_all(mk_pair_heap(list_2,
                                                     mk_pair_heap(OMNI_REF(sym_z), OMNI_NIL)));
    omni_display(reduce_all_result);
    /* last use of reduce-all: (println (reduce-all (list (list (lis... */
    free_tree(reduce_all_result);
    omni_newline();
    return omni_shutdown(0);
}
