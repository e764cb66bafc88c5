/* vector_items.omni, translated by omnic */
#include "omni.h"

/* A vector owns its items: what is set again gives up what was there. An item that is read and
 * set again for certain is taken out; the two
 * of a swap are counted, because nobody knows whether they are one. All items die with the
 * vector. */
/* bucket_add
 *   table  borrowed      changed here; the caller keeps it
 *   pair   table_region  becomes part of table, so it is built in the region that holds table
 */
static inline void bucket_add(Obj *table, int64_t key)
{
    int64_t length = omni_vector_length(table, "bucket-add!+1: (vector-length table)");
    int64_t i = omni_int_modulo(key, length, "bucket-add!+1: (modulo key (vector-length table))");
    /* becomes part of table, so it is built in the region that holds table */
    Region *table_region = region_of(table);
    Obj *item = omni_vector_ref(table, i, "bucket-add!+2: (vector-ref table i)");
    Obj *pair = mk_pair_region(table_region, mk_int_region(table_region, key), item);
    omni_vector_set(table, i, pair, "bucket-add!+2: (vector-set! table i (cons key (vecto...");
}

/* without_odd
 *   without_odd  loop      what a call of itself returns only ends its list: each pair is linked
 *                          behind the last
 *   keys         borrowed  part of the result; the caller keeps it alive as long as the result
 *   pair         dest      returned, so it is built in the caller's region: no copy
 */
static Obj *without_odd(Region *dest, Obj *keys)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(keys)) {
        if (omni_int_is_odd(omni_int_value(omni_pair_car(keys)))) {
            keys = omni_pair_cdr(keys);
        } else {
            Obj *pair = mk_pair_region(dest, omni_pair_car(keys), OMNI_NIL);
            Obj *tail = omni_pair_cdr(keys);
            if (omni_is_null(last)) {
                first = pair;
            } else {
                omni_pair_set_cdr(last, pair);
            }
            keys = tail;
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
    Obj *item_2 = omni_vector_ref(table, j, "swap!+2: (vector-ref table j)");
    omni_vector_set(table, i, item_2, "swap!+2: (vector-set! table i (vector-ref tabl...");
    omni_vector_set(table, j, item, "swap!+3: (vector-set! table j item)");
}

/* fill_and_clean
 *   table  table_region  not reachable from outside; last use: (do ((i 0 (+ i 1))) ((= i rounds)
 *                        (le...; not on the stack: what it holds lies in a buffer of its own, which
 *                        can grow
 */
static int64_t fill_and_clean(int64_t rounds)
{
    Region *table_region = region_create();  /* for table: carried from one iteration to the next */
    Obj *table = omni_make_vector(table_region, 4, OMNI_NIL,
                                  "fill-and-clean+1: (make-vector 4 '())");
    int64_t i = 0;
    while (i != rounds) {
        bucket_add(table, i);
        if (omni_int_modulo(i, 8, "fill-and-clean+5: (modulo i 8)") == 7) {
            Obj *item = omni_vector_ref(table, 2, "fill-and-clean+7: (vector-ref table 2)");
            Obj *without_odd_result = without_odd(table_region, item);
            omni_vector_set(table, 2, without_odd_result,
                            "fill-and-clean+7: (vector-set! table 2 (without-odd (ve...");
            Obj *list = mk_pair_region(table_region, mk_int_region(table_region, i), OMNI_NIL);
            omni_vector_set(table, 3, list, "fill-and-clean+8: (vector-set! table 3 (list i))");
            swap(table, 0, 1);
        }
        i = omni_int_add(i, 1, "fill-and-clean+2: (+ i 1)");
    }
    Obj *item_2 = omni_vector_ref(table, 1, "fill-and-clean+3: (vector-ref table 1)");
    int64_t length = omni_length(item_2, "fill-and-clean+3: (length (vector-ref table 1))");
    region_exit(table_region);  /* last use of table: (length (vector-ref table 1)) */
    return length;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(fill_and_clean(100));
    omni_newline();
    return omni_shutdown(0);
}
