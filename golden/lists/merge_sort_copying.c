/* merge_sort_copying.omni, translated by omnic */
#include "omni.h"

static Obj *list_copy(Obj *items);

/* `merge` copies what it returns, so each level of the recursion drops its halves before it
 * returns. */
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
            Obj *list_copy_result = list_copy(b);
            if (omni_is_null(last)) {
                return list_copy_result;
            }
            omni_pair_set_cdr(last, list_copy_result);
            return first;
        } else if (omni_is_null(b)) {
            Obj *list_copy_result_2 = list_copy(a);
            if (omni_is_null(last)) {
                return list_copy_result_2;
            }
            omni_pair_set_cdr(last, list_copy_result_2);
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

/* every_other
 *   every_other  loop      what a call of itself returns only ends its list: each pair is linked
 *                          behind the last
 *   xs           consumed  taken over from the caller, who does not use it afterwards
 */
static Obj *every_other(Obj *xs)
{
    Obj *first = OMNI_NOTHING;
    Obj *last = OMNI_NIL;
    for (;;) {
        if (omni_is_null(xs) || omni_is_null(omni_pair_cdr(xs))) {
            Obj *list_copy_result = list_copy(xs);
            if (omni_is_null(last)) {
                return list_copy_result;
            }
            omni_pair_set_cdr(last, list_copy_result);
            return first;
        }
        Obj *tail = omni_pair_cdr(xs);
        Obj *head = omni_pair_car(xs);
        /* xs is taken apart: its memory is used for (cons (car xs) (every-other (cddr xs))) */
        Obj *xs_cell = take_cell(xs, 1, (Obj *[]){ tail });
        Obj *tail_2 = omni_cdr(tail, "every-other+3: (cddr xs)");
        /* (cdr xs) is taken apart; what lives on: (cddr xs) */
        free_obj(take_cell(tail, 1, (Obj *[]){ tail_2 }));
        Obj *pair = reuse_or_mk_pair(xs_cell, head, OMNI_NIL);
        if (omni_is_null(last)) {
            first = pair;
        } else {
            omni_pair_set_cdr(last, pair);
        }
        xs = tail_2;
        last = pair;
    }
}

/* sort
 *   xs         consumed  taken over from the caller, who does not use it afterwards
 *   list_copy  heap      built for the caller, who frees it
 */
static Obj *sort(Obj *xs)
{
    OMNI_STACK_CHECK("sort");
    if (omni_is_null(xs) || omni_is_null(omni_pair_cdr(xs))) {
        return list_copy(xs);
    }
    Obj *tail = omni_pair_cdr(xs);
    inc_ref(xs);  /* xs is used again after (every-other xs) */
    Obj *every_other_result = every_other(xs);
    free_obj(take_cell(xs, 1, (Obj *[]){ tail }));  /* xs is taken apart; what lives on: (cdr xs) */
    Obj *sort_result = sort(every_other_result);
    return merge(sort_result, sort(every_other(tail)));
}

/* main
 *   sort  heap  given up in (list-copy xs) while the new one is built, so each object is freed on
 *               its own; held twice after (every-other xs): counted
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Obj *list = mk_pair_heap(OMNI_FIX(7), mk_pair_heap(OMNI_FIX(3), OMNI_NIL));
    Obj *list_2 = mk_pair_heap(OMNI_FIX(2),
                               mk_pair_heap(OMNI_FIX(9), mk_pair_heap(OMNI_FIX(1), list)));
    Obj *sort_result = sort(mk_pair_heap(OMNI_FIX(5), list_2));
    omni_display(sort_result);
    dec_ref(sort_result);  /* last use of sort: (println (sort (list 5 2 9 1 7 3))) */
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* list_copy
 *   list_copy  loop      what a call of itself returns only ends its list: each pair is linked
 *                        behind the last
 *   items      consumed  taken over from the caller, who does not use it afterwards
 */
static Obj *list_copy(Obj *items)
{
    Obj *first = OMNI_NOTHING;
    Obj *last = OMNI_NIL;
    for (;;) {
        if (omni_is_pair(items)) {
            Obj *tail = omni_pair_cdr(items);
            Obj *head = omni_pair_car(items);
            /* items is taken apart: its memory is used for (cons (car items) (list-copy (cdr
             * ite... */
            Obj *items_cell = take_cell(items, 1, (Obj *[]){ tail });
            Obj *pair = reuse_or_mk_pair(items_cell, head, OMNI_NIL);
            if (omni_is_null(last)) {
                first = pair;
            } else {
                omni_pair_set_cdr(last, pair);
            }
            items = tail;
            last = pair;
        } else if (omni_is_null(last)) {
            return items;
        } else {
            omni_pair_set_cdr(last, items);
            return first;
        }
    }
}
