/* vector_of_variable.omni, translated by omnic */
#include "omni.h"

/* A priority queue in a vector that a top-level variable holds: an item that leaves is freed by
 * who took it out. */
static Obj *items = OMNI_NOTHING;
static int64_t count = 0;

static int64_t priority(int64_t i)
{
    Obj *item = omni_vector_ref(items, i, "priority+0: (vector-ref items i)");
    return omni_int_value(omni_car(item, "priority+0: (car (vector-ref items i))"));
}

static void swap(int64_t i, int64_t j)
{
    Obj *items_value = items;
    Obj *item = omni_vector_ref(items_value, i, "swap!+1: (vector-ref items i)");
    inc_ref(item);  /* what holds it may be changed while it is used here */
    Obj *item_2 = omni_vector_ref(items_value, j, "swap!+2: (vector-ref items j)");
    inc_ref(item_2);  /* what holds it may be changed while it is used here */
    Obj *old = omni_vector_replace(items_value, i, item_2,
                                   "swap!+2: (vector-set! items i (vector-ref item...");
    /* (vector-set! items i (vector-ref item... replaces what (vector-ref items i) held */
    dec_ref(old);
    Obj *old_2 = omni_vector_replace(items_value, j, item, "swap!+3: (vector-set! items j item)");
    dec_ref(old_2);  /* (vector-set! items j item) replaces what (vector-ref items j) held */
}

static void rise(int64_t i)
{
    for (;;) {
        int64_t above = omni_int_sub(i, 1, "rise!+1: (- i 1)") / 2;
        bool both;
        if (i > 0) {
            int64_t priority_result = priority(i);
            both = priority_result < priority(above);
        } else {
            both = false;
        }
        if (both) {
            swap(i, above);
            i = above;
        } else {
            return;
        }
    }
}

static void sink(int64_t i)
{
    for (;;) {
        int64_t product = omni_int_mul(2, i, "sink!+1: (* 2 i)");
        int64_t left = omni_int_add(product, 1, "sink!+1: (+ (* 2 i) 1)");
        int64_t right = omni_int_add(left, 1, "sink!+2: (+ left 1)");
        bool both;
        if (left < count) {
            int64_t priority_result = priority(left);
            both = priority_result < priority(i);
        } else {
            both = false;
        }
        int64_t least = both ? left : i;
        bool both_2;
        if (right < count) {
            int64_t priority_result_2 = priority(right);
            both_2 = priority_result_2 < priority(least);
        } else {
            both_2 = false;
        }
        int64_t least_2 = both_2 ? right : least;
        if (least_2 > i) {
            swap(i, least_2);
            i = least_2;
        } else {
            return;
        }
    }
}

/* put
 *   list  heap  given up when (vector-set! items i (vector-ref item... replaces it, so each object
 *               is freed on its own; held twice after (vector-ref items i): counted
 *   name  heap  given up when (vector-set! items i (vector-ref item... replaces it, so each object
 *               is freed on its own; nothing ever holds it twice: no counts
 */
static void put(int64_t priority, int64_t name)
{
    Obj *list = mk_pair_heap(mk_int_heap(priority), mk_pair_heap(mk_int_heap(name), OMNI_NIL));
    Obj *old = omni_vector_replace(items, count, list,
                                   "put!+1: (vector-set! items count (list priori...");
    /* (vector-set! items count (list priori... replaces what (vector-ref items count) held */
    dec_ref(old);
    count = omni_int_add(count, 1, "put!+2: (+ count 1)");
    rise(omni_int_sub(count, 1, "put!+3: (- count 1)"));
}

static Obj *next(void)
{
    Obj *items_value = items;
    Obj *first = omni_vector_ref(items_value, 0, "next!+1: (vector-ref items 0)");
    inc_ref(first);  /* what holds it may be changed while it is used here */
    count = omni_int_sub(count, 1, "next!+2: (- count 1)");
    Obj *item = omni_vector_ref(items_value, count, "next!+3: (vector-ref items count)");
    inc_ref(item);  /* what holds it may be changed while it is used here */
    Obj *old = omni_vector_replace(items_value, 0, item,
                                   "next!+3: (vector-set! items 0 (vector-ref item...");
    /* (vector-set! items 0 (vector-ref item... replaces what (vector-ref items 0) held */
    dec_ref(old);
    Obj *old_2 = omni_vector_replace(items_value, count, OMNI_NIL,
                                     "next!+4: (vector-set! items count '())");
    dec_ref(old_2);  /* (vector-set! items count '()) replaces what (vector-ref items count) held */
    sink(0);
    return first;
}

/* main
 *   items  heap  given up when (vector-set! items i (vector-ref item... replaces it, so each object
 *                is freed on its own; nothing ever holds it twice: no counts
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    items = omni_make_vector(omni_heap, 32, OMNI_NIL, "main: (make-vector 32 '())");
    count = 0;

    int64_t i = 0;
    while (i != 20) {
        int64_t product = omni_int_mul(i, 37, "main: (* i 37)");
        put(omni_int_modulo(product, 101, "main: (modulo (* i 37) 101)"), i);
        int64_t product_2 = omni_int_mul(i, 53, "main: (* i 53)");
        int64_t remainder = omni_int_modulo(product_2, 103, "main: (modulo (* i 53) 103)");
        put(remainder, omni_int_neg(i, "main: (- i)"));
        Obj *next_result = next();
        omni_display(next_result);
        dec_ref(next_result);  /* last use of next!: (println (next!)) */
        omni_newline();
        i = omni_int_add(i, 1, "main: (+ i 1)");
    }
    Obj *old_items = items;
    items = OMNI_NOTHING;
    free_tree(old_items);  /* the program ends: nothing reads items any more */
    return omni_shutdown(0);
}
