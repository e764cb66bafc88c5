/* vector_items.omni, translated by omnic */
#include "omni.h"

/* A vector owns its items: what is set again gives up what was there. An item that is read and
 * set again for certain is taken out; the two
 * of a swap are counted, because nobody knows whether they are one. All items die with the
 * vector. */
/* bucket_add
 *   table  borrowed  changed here; the caller keeps it
 *   pair   heap      built for the caller, who frees it
 */
static inline void bucket_add(Obj *table, int64_t key)
{
    int64_t length = omni_vector_length(table, "bucket-add!+1: (vector-length table)");
    int64_t i = omni_int_modulo(key, length, "bucket-add!+1: (modulo key (vector-length table))");
    /* taken out of (vector-ref table i): nobody reads it before (vector-set! table i (cons key
     * (vecto... */
    Obj *item = omni_vector_replace(table, i, OMNI_NOTHING, "bucket-add!+2: (vector-ref table i)");
    Obj *pair = mk_pair_heap(mk_int_heap(key), item);
    omni_vector_set(table, i, pair, "bucket-add!+2: (vector-set! table i (cons key (vecto...");
}

/* without_odd
 *   without_odd  loop      what a call of itself returns only ends its list: each pair is linked
 *                          behind the last
 *   keys         consumed  taken over from the caller, who does not use it afterwards
 *   pair         heap      built for the caller, who frees it
 */
static Obj *without_odd(Obj *keys)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(keys)) {
        Obj *head = omni_pair_car(keys);
        if (omni_int_is_odd(omni_int_value(head))) {
            Obj *tail = omni_pair_cdr(keys);
            /* keys is taken apart; what lives on: (cdr keys) */
            free_obj(take_cell(keys, 2, (Obj *[]){ head, tail }));
            dec_ref(head);  /* last use of (car keys): (cdr keys) */
            keys = tail;
        } else {
            Obj *tail_2 = omni_pair_cdr(keys);
            /* keys is taken apart: its memory is used for (cons (car keys) (without-odd (cdr
             * ke... */
            Obj *keys_cell = take_cell(keys, 2, (Obj *[]){ head, tail_2 });
            Obj *pair = reuse_or_mk_pair(keys_cell, head, OMNI_NIL);
            if (omni_is_null(last)) {
                first = pair;
            } else {
                omni_pair_set_cdr(last, pair);
            }
            keys = tail_2;
            last = pair;
        }
    }
    return first;
}

/* swap
 *   table  borrowed  changed here; the caller keeps it
 */
static inline void swap(Obj *table, int64_t i, int64_t j)
{
    Obj *item = omni_vector_ref(table, i, "swap!+1: (vector-ref table i)");
    inc_ref(item);  /* what holds it may be changed while it is used here */
    Obj *item_2 = omni_vector_ref(table, j, "swap!+2: (vector-ref table j)");
    inc_ref(item_2);  /* what holds it may be changed while it is used here */
    Obj *old = omni_vector_replace(table, i, item_2,
                                   "swap!+2: (vector-set! table i (vector-ref tabl...");
    /* (vector-set! table i (vector-ref tabl... replaces what (vector-ref table i) held */
    dec_ref(old);
    Obj *old_2 = omni_vector_replace(table, j, item, "swap!+3: (vector-set! table j item)");
    dec_ref(old_2);  /* (vector-set! table j item) replaces what (vector-ref table j) held */
}

/* fill_and_clean
 *   table  heap  given up when (vector-set! table 2 (without-odd (ve... replaces it, so each object
 *                is freed on its own; nothing ever holds it twice: no counts
 */
static int64_t fill_and_clean(int64_t rounds)
{
    Obj *table = omni_make_vector(omni_heap, 4, OMNI_NIL, "fill-and-clean+1: (make-vector 4 '())");
    int64_t i = 0;
    while (i != rounds) {
        bucket_add(table, i);
        if (omni_int_modulo(i, 8, "fill-and-clean+5: (modulo i 8)") == 7) {
            /* taken out of (vector-ref table 2): nobody reads it before (vector-set! table 2
             * (without-odd (ve... */
            Obj *item = omni_vector_replace(table, 2, OMNI_NOTHING,
                                            "fill-and-clean+7: (vector-ref table 2)");
            omni_vector_set(table, 2, without_odd(item),
                            "fill-and-clean+7: (vector-set! table 2 (without-odd (ve...");
            Obj *list = mk_pair_heap(mk_int_heap(i), OMNI_NIL);
            Obj *old = omni_vector_replace(table, 3, list,
                                           "fill-and-clean+8: (vector-set! table 3 (list i))");
            /* (vector-set! table 3 (list i)) replaces what (vector-ref table 3) held */
            dec_ref(old);
            swap(table, 0, 1);
        }
        i = omni_int_add(i, 1, "fill-and-clean+2: (+ i 1)");
    }
    Obj *item_2 = omni_vector_ref(table, 1, "fill-and-clean+3: (vector-ref table 1)");
    int64_t length = omni_length(item_2, "fill-and-clean+3: (length (vector-ref table 1))");
    free_tree(table);  /* last use of table: (length (vector-ref table 1)) */
    return length;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(fill_and_clean(100));
    omni_newline();
    return omni_shutdown(0);
}
