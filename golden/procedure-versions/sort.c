/* sort.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_space, " ", 1);

static const Pair list_in_main[3] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_NIL},
};

/* sorted_less_insert
 *   sorted_less_insert  version   specialised for <: what it gets to call is known
 *   sorted_less_insert  loop      what a call of itself returns only ends its list: each pair is
 *                                 linked behind the last
 *   rest                consumed  taken over from the caller, who does not use it afterwards
 */
static Obj *sorted_less_insert(int64_t item, Obj *rest)
{
    Obj *first = OMNI_NOTHING;
    Obj *last = OMNI_NIL;
    for (;;) {
        if (omni_is_null(rest)) {
            Obj *list = mk_pair_heap(mk_int_heap(item), OMNI_NIL);
            if (omni_is_null(last)) {
                return list;
            }
            omni_pair_set_cdr(last, list);
            return first;
        }
        Obj *head = omni_pair_car(rest);
        if (item < omni_int_value(head)) {
            Obj *pair = mk_pair_heap(mk_int_heap(item), rest);
            if (omni_is_null(last)) {
                return pair;
            }
            omni_pair_set_cdr(last, pair);
            return first;
        }
        Obj *tail = omni_pair_cdr(rest);
        /* rest is taken apart: its memory is used for (cons (car rest) (insert item (cdr re... */
        Obj *rest_cell = take_cell(rest, 2, (Obj *[]){ head, tail });
        Obj *pair_2 = reuse_or_mk_pair(rest_cell, head, OMNI_NIL);
        if (omni_is_null(last)) {
            first = pair_2;
        } else {
            omni_pair_set_cdr(last, pair_2);
        }
        rest = tail;
        last = pair_2;
    }
}

/* A sort of the program's own, for two orders: each version compares at once. Inner functions
 * are copied with it. */
/* sorted_less
 *   sorted_less    version   specialised for <: what it gets to call is known
 *   items          borrowed  only read here; the caller keeps it
 *   sorted_insert  heap      built for the caller, who frees it
 */
static inline Obj *sorted_less(Obj *items)
{
    OMNI_STACK_CHECK("sorted");
    if (omni_is_null(items)) {
        return OMNI_NIL;
    }
    int64_t head = omni_int_value(omni_pair_car(items));
    return sorted_less_insert(head, sorted_less(omni_pair_cdr(items)));
}

/* sorted_main_lambda_insert
 *   sorted_main_lambda_insert  version   specialised for main-lambda: what it gets to call is known
 *   sorted_main_lambda_insert  loop      what a call of itself returns only ends its list: each
 *                                        pair is linked behind the last
 *   rest                       consumed  taken over from the caller, who does not use it afterwards
 */
static Obj *sorted_main_lambda_insert(int64_t item, Obj *rest)
{
    Obj *first = OMNI_NOTHING;
    Obj *last = OMNI_NIL;
    for (;;) {
        if (omni_is_null(rest)) {
            Obj *list = mk_pair_heap(mk_int_heap(item), OMNI_NIL);
            if (omni_is_null(last)) {
                return list;
            }
            omni_pair_set_cdr(last, list);
            return first;
        }
        Obj *head = omni_pair_car(rest);
        if (item > omni_int_value(head)) {
            Obj *pair = mk_pair_heap(mk_int_heap(item), rest);
            if (omni_is_null(last)) {
                return pair;
            }
            omni_pair_set_cdr(last, pair);
            return first;
        }
        Obj *tail = omni_pair_cdr(rest);
        /* rest is taken apart: its memory is used for (cons (car rest) (insert item (cdr re... */
        Obj *rest_cell = take_cell(rest, 2, (Obj *[]){ head, tail });
        Obj *pair_2 = reuse_or_mk_pair(rest_cell, head, OMNI_NIL);
        if (omni_is_null(last)) {
            first = pair_2;
        } else {
            omni_pair_set_cdr(last, pair_2);
        }
        rest = tail;
        last = pair_2;
    }
}

/* sorted_main_lambda
 *   sorted_main_lambda  version   specialised for main-lambda: what it gets to call is known
 *   items               borrowed  only read here; the caller keeps it
 *   sorted_insert       heap      built for the caller, who frees it
 */
static inline Obj *sorted_main_lambda(Obj *items)
{
    OMNI_STACK_CHECK("sorted");
    if (omni_is_null(items)) {
        return OMNI_NIL;
    }
    int64_t head = omni_int_value(omni_pair_car(items));
    return sorted_main_lambda_insert(head, sorted_main_lambda(omni_pair_cdr(items)));
}

/* main
 *   sorted  heap  given up in (insert (car items) (sorted (cdr item... while the new one is built,
 *                 so each object is freed on its own; (sorted '(3 1 2) <) may make a constant part
 *                 of it, so it is counted
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Obj *sorted = sorted_less(OMNI_REF(list_in_main[0]));
    Obj *sorted_2 = sorted_main_lambda(OMNI_REF(list_in_main[0]));
    omni_display(sorted);
    dec_ref(sorted);  /* last use of sorted: (println (sorted '(3 1 2) <) " " (sor... */
    omni_display(OMNI_REF(text_space));
    omni_display(sorted_2);
    dec_ref(sorted_2);  /* last use of sorted: (println (sorted '(3 1 2) <) " " (sor... */
    omni_newline();
    return omni_shutdown(0);
}
