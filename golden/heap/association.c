/* association.omni, translated by omnic */
#include "omni.h"

/* An association list is updated in a loop: only the pairs up to the key are built anew, in the
 * memory of the old ones. */
/* put
 *   put      loop      what a call of itself returns only ends its list: each pair is linked behind
 *                      the last
 *   entries  consumed  taken over from the caller, who does not use it afterwards
 */
static Obj *put(Obj *entries, int64_t key, int64_t value)
{
    Obj *first = OMNI_NOTHING;
    Obj *last = OMNI_NIL;
    for (;;) {
        if (omni_is_null(entries)) {
            Obj *list = mk_pair_heap(mk_pair_heap(mk_int_heap(key), mk_int_heap(value)), OMNI_NIL);
            if (omni_is_null(last)) {
                return list;
            }
            omni_pair_set_cdr(last, list);
            return first;
        }
        Obj *head = omni_pair_car(entries);
        if (omni_int_value(omni_pair_car(head)) == key) {
            Obj *tail = omni_pair_cdr(entries);
            Obj *key_2 = mk_int_heap(key);
            Obj *value_2 = mk_int_heap(value);
            /* entries is taken apart: its memory is used for (cons key value) */
            free_tree(head);  /* last use of (car entries): (cdr entries) */
            Obj *pair = mk_pair_heap(reuse_as_pair(entries, key_2, value_2), tail);
            if (omni_is_null(last)) {
                return pair;
            }
            omni_pair_set_cdr(last, pair);
            return first;
        }
        Obj *tail_2 = omni_pair_cdr(entries);
        /* entries is taken apart: its memory is used for (cons (car entries) (put (cdr
         * entries... */
        Obj *pair_2 = reuse_as_pair(entries, head, OMNI_NIL);
        if (omni_is_null(last)) {
            first = pair_2;
        } else {
            omni_pair_set_cdr(last, pair_2);
        }
        entries = tail_2;
        last = pair_2;
    }
}

static Obj *count(Obj *entries, int64_t i)
{
    while (i != 0) {
        entries = put(entries, omni_int_modulo(i, 3, "count+3: (modulo i 3)"), i);
        i = omni_int_sub(i, 1, "count+3: (- i 1)");
    }
    return entries;
}

/* main
 *   count  heap  given up in (put entries (modulo i 3) i) while the new one is built, so each
 *                object is freed on its own; nothing ever holds it twice: no counts
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Obj *count_result = count(OMNI_NIL, 10);
    omni_display(count_result);
    free_tree(count_result);  /* last use of count: (println (count '() 10)) */
    omni_newline();
    return omni_shutdown(0);
}
