/* in_place.omni, translated by omnic */
#include "omni.h"

/* A list that a loop maps over and over: `map` links each new pair in the memory of the one that
 * it has read. */
/* step
 *   step   loop      what a call of itself returns only ends its list: each pair is linked behind
 *                    the last
 *   items  consumed  taken over from the caller, who does not use it afterwards
 *   pair   heap      built for the caller, who frees it
 */
static Obj *step(Obj *items)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(items)) {
        Obj *head = omni_pair_car(items);
        int64_t product = omni_int_mul(5, omni_int_value(head), "step+3: (* 5 (car items))");
        Obj *tail = omni_pair_cdr(items);
        int64_t remainder = omni_int_modulo(product, 17, "step+3: (modulo (* 5 (car items)) 17)");
        /* items is taken apart: its memory is used for (cons (modulo (* 5 (car items)) 17) (... */
        Obj *items_cell = take_cell(items, 2, (Obj *[]){ head, tail });
        dec_ref(head);  /* last use of (car items): (cdr items) */
        Obj *pair = reuse_or_mk_pair(items_cell, mk_int_heap(remainder), OMNI_NIL);
        if (omni_is_null(last)) {
            inc_ref(pair);  /* pair is used again after (cons (modulo (* 5 (car items)) 17) (... */
            first = pair;
        } else {
            inc_ref(pair);  /* pair is used again after (cons (modulo (* 5 (car items)) 17) (... */
            omni_pair_set_cdr(last, pair);
            dec_ref(last);  /* last use of last: (cons (modulo (* 5 (car items)) 17) (... */
        }
        items = tail;
        last = pair;
    }
    dec_ref(last);  /* last: not used on this path */
    return first;
}

/* repeat
 *   items  consumed  taken over from the caller, who does not use it afterwards
 */
static Obj *repeat(Obj *items, int64_t n)
{
    while (n != 0) {
        items = step(items);
        n = omni_int_sub(n, 1, "repeat+1: (- n 1)");
    }
    return items;
}

/* main
 *   repeat  heap  given up in (step items) while the new one is built, so each object is freed on
 *                 its own; held twice after (cons (modulo (* 5 (car items)) 17) (...: counted
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Obj *list = mk_pair_heap(OMNI_FIX(2), mk_pair_heap(OMNI_FIX(3), OMNI_NIL));
    Obj *repeat_result = repeat(mk_pair_heap(OMNI_FIX(1), list), 4);
    omni_display(repeat_result);
    dec_ref(repeat_result);  /* last use of repeat: (println (repeat (list 1 2 3) 4)) */
    omni_newline();
    return omni_shutdown(0);
}
