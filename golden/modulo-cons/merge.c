/* merge.omni, translated by omnic */
#include "omni.h"

static const Pair list_in_main[3] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(4), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(6), OMNI_NIL},
};

static const Pair list_in_main_2[3] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main_2[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_REF(list_in_main_2[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(9), OMNI_NIL},
};

/* What is returned in the end is a list that was there before: it goes behind the last pair. */
/* merge
 *   merge  loop      what a call of itself returns only ends its list: each pair is linked behind
 *                    the last
 *   a      consumed  taken over from the caller, who does not use it afterwards
 *   b      consumed  taken over from the caller, who does not use it afterwards
 */
static Obj *merge(Obj *a, Obj *b)
{
    Obj *first = OMNI_NOTHING;
    Obj *last = OMNI_NIL;
    for (;;) {
        if (omni_is_null(a)) {
            if (omni_is_null(last)) {
                return b;
            }
            omni_pair_set_cdr(last, b);
            return first;
        } else if (omni_is_null(b)) {
            if (omni_is_null(last)) {
                return a;
            }
            omni_pair_set_cdr(last, a);
            return first;
        }
        Obj *head = omni_pair_car(a);
        Obj *head_2 = omni_pair_car(b);
        if (omni_int_value(head) < omni_int_value(head_2)) {
            Obj *tail = omni_pair_cdr(a);
            /* a is taken apart: its memory is used for (cons (car a) (merge (cdr a) b)) */
            Obj *a_cell = take_cell(a, 1, (Obj *[]){ tail });
            Obj *pair = reuse_or_mk_pair(a_cell, head, OMNI_NIL);
            if (omni_is_null(last)) {
                first = pair;
            } else {
                omni_pair_set_cdr(last, pair);
            }
            a = tail;
            last = pair;
        } else {
            Obj *tail_2 = omni_pair_cdr(b);
            /* b is taken apart: its memory is used for (cons (car b) (merge a (cdr b))) */
            Obj *b_cell = take_cell(b, 1, (Obj *[]){ tail_2 });
            Obj *pair_2 = reuse_or_mk_pair(b_cell, head_2, OMNI_NIL);
            if (omni_is_null(last)) {
                first = pair_2;
            } else {
                omni_pair_set_cdr(last, pair_2);
            }
            b = tail_2;
            last = pair_2;
        }
    }
}

/* main
 *   merge  heap  given up in (define (merge a b) (cond ((null? a) ... while the new one is built,
 *                so each object is freed on its own; (merge '(1 4 6) '(2 3 9)) may make a constant
 *                part of it, so it is counted
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Obj *merge_result = merge(OMNI_REF(list_in_main[0]), OMNI_REF(list_in_main_2[0]));
    omni_display(merge_result);
    dec_ref(merge_result);  /* last use of merge: (println (merge '(1 4 6) '(2 3 9))) */
    omni_newline();
    return omni_shutdown(0);
}
