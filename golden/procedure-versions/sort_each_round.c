/* sort_each_round.omni, translated by omnic */
#include "omni.h"

static Obj *vector_to_list_3(Obj *items, int64_t start, int64_t end);
static void check_range(int64_t start, int64_t end, int64_t length);
static Obj *map_rounds_lambda(Region *dest, Obj *items, int64_t i);
static Obj *sort_less(Obj *items);
static Obj *sort_less_2(Obj *items);
static void vector_sort_less_2(Obj *items);
static void merge_runs_less(Obj *from, Obj *to, int64_t width, int64_t size);
static void merge_less(Obj *from, Obj *to, int64_t start, int64_t middle, int64_t end);
static Obj *list_sort_less(Obj *items);

OMNI_STATIC_STRING(text_no_such_range, "no such range:", 14);

static int64_t rounds_lambda(int64_t x, int64_t i)
{
    int64_t product = omni_int_mul(x, 7, "rounds-lambda+0: (* x 7)");
    int64_t sum = omni_int_add(product, i, "rounds-lambda+0: (+ (* x 7) i)");
    return omni_int_modulo(sum, 101, "rounds-lambda+0: (modulo (+ (* x 7) i) 101)");
}

/* What a loop carries is mapped and sorted in each round: the old list is given up, and memory
 * stays the same. */
/* rounds
 *   map  map_region  used only within one iteration, last in (sort (map (lambda (x) (modulo (+ (*
 *                    ...; not on the stack: size unknown: built by map-rounds-lambda
 */
static Obj *rounds(int64_t n)
{
    Obj *list = mk_pair_heap(OMNI_FIX(3), mk_pair_heap(OMNI_FIX(1), OMNI_NIL));
    Obj *list_2 = mk_pair_heap(OMNI_FIX(5), list);
    /* for map: emptied in each iteration, so that it is made only once */
    Region *map_region = region_create();
    int64_t i = 0;
    Obj *items = list_2;
    while (i != n) {
        int64_t sum = omni_int_add(i, 1, "rounds+4: (+ i 1)");
        region_reset(map_region);  /* map: what the last iteration made is not used any more */
        Obj *map = map_rounds_lambda(map_region, items, i);
        free_tree(items);  /* last use of items: (map (lambda (x) (modulo (+ (* x 7) i... */
        i = sum;
        items = sort_less(map);
    }
    region_exit(map_region);  /* map: the loop ends here */
    return items;
}

/* main
 *   rounds  heap  given up in (let loop ((i 0) (items (list 5 3 1))... while the new one is built,
 *                 so each object is freed on its own; nothing ever holds it twice: no counts
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Obj *rounds_result = rounds(1000);
    omni_display(rounds_result);
    free_tree(rounds_result);  /* last use of rounds: (println (rounds 1000)) */
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* list_to_vector
 *   items   borrowed  only read here; the caller keeps it
 *   result  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *list_to_vector(Region *dest, Obj *items)
{
    int64_t length = omni_length(items, "list->vector+1: (length items)");
    Obj *result = omni_new_int_vector(dest, length, "list->vector+2: (%new-vector length)");
    int64_t index = 0;
    Obj *rest = items;
    while (index < length) {
        int64_t head = omni_int_value(omni_car(rest, "list->vector+5: (car rest)"));
        omni_set_int_item(result, index, head,
                          "list->vector+5: (vector-set! result index (car rest))");
        index = index + 1;
        rest = omni_pair_cdr(rest);
    }
    return result;
}

/* vector_to_list
 *   items           borrowed  only read here; the caller keeps it
 *   vector_to_list  heap      built for the caller, who frees it
 */
static Obj *vector_to_list(Obj *items)
{
    int64_t length = omni_vector_length(items, "vector->list+1: (vector-length items)");
    return vector_to_list_3(items, 0, length);
}

/* vector_copy_3
 *   to    borrowed  changed here; the caller keeps it
 *   from  borrowed  put into to; the caller keeps it alive as long as to
 */
static inline void vector_copy_3(Obj *to, int64_t at, Obj *from)
{
    int64_t length = omni_vector_length(from, "vector-copy!-3+1: (vector-length from)");
    omni_vector_move(to, at, from, 0, length,
                     "vector-copy!-3+1: (%vector-copy! to at from 0 (vector-l...");
}

/* vector_to_list_3
 *   items  borrowed  only read here; the caller keeps it
 */
static Obj *vector_to_list_3(Obj *items, int64_t start, int64_t end)
{
    int64_t length = omni_vector_length(items, "vector->list-3+1: (vector-length items)");
    check_range(start, end, length);
    int64_t index = end;
    Obj *result = OMNI_NIL;
    while (index > start) {
        int64_t item = omni_int_item(items, index - 1,
                                     "vector->list-3+4: (vector-ref items (- index 1))");
        index = index - 1;
        result = mk_pair_heap(mk_int_heap(item), result);
    }
    return result;
}

/* check_range
 *   list    stack  at most 72 bytes and one object for each call
 *   length  stack  at most 48 bytes and one object for each call
 */
static void check_range(int64_t start, int64_t end, int64_t length)
{
    if (0 > start || start > end || end > length) {
        IntBox length_box;  /* at most 48 bytes and one object for each call */
        IntBox end_box;  /* at most 48 bytes and one object for each call */
        IntBox start_box;  /* at most 48 bytes and one object for each call */
        Pair list_pair;  /* at most 72 bytes and one object for each call */
        Pair list_pair_2;  /* at most 72 bytes and one object for each call */
        Pair list_pair_3;  /* at most 72 bytes and one object for each call */
        Obj *list = mk_pair_stack(&list_pair, mk_int_stack(&length_box, length), OMNI_NIL);
        Obj *list_2 = mk_pair_stack(&list_pair_2, mk_int_stack(&end_box, end), list);
        Obj *list_3 = mk_pair_stack(&list_pair_3, mk_int_stack(&start_box, start), list_2);
        omni_error(OMNI_REF(text_no_such_range), list_3,
                   "check-range+2: (error \"no such range:\" start end len...");
    }
}

/* map_rounds_lambda
 *   map_rounds_lambda  version   specialised for rounds-lambda: what it gets to call is known
 *   map_rounds_lambda  loop      what a call of itself returns only ends its list: each pair is
 *                                linked behind the last
 *   items              borrowed  only read here; the caller keeps it
 *   pair               dest      returned, so it is built in the caller's region: no copy
 */
static Obj *map_rounds_lambda(Region *dest, Obj *items, int64_t i)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(items)) {
        int64_t f_result = rounds_lambda(omni_int_value(omni_car(items, "map+3: (car items)")), i);
        Obj *pair = mk_pair_region(dest, mk_int_region(dest, f_result), OMNI_NIL);
        Obj *tail = omni_pair_cdr(items);
        if (omni_is_null(last)) {
            first = pair;
        } else {
            omni_pair_set_cdr(last, pair);
        }
        items = tail;
        last = pair;
    }
    return first;
}

/* sort_less
 *   sort_less  version   specialised for <: what it gets to call is known
 *   items      borrowed  only read here; the caller keeps it
 *   sort       heap      built for the caller, who frees it
 */
static Obj *sort_less(Obj *items)
{
    return sort_less_2(items);
}

/* sort_less_2
 *   sort_less  version   specialised for <: what it gets to call is known
 *   items      borrowed  only read here; the caller keeps it
 *   list_sort  heap      built for the caller, who frees it
 */
static Obj *sort_less_2(Obj *items)
{
    return list_sort_less(items);
}

/* vector_sort_less
 *   vector_sort_less  version   specialised for <: what it gets to call is known
 *   items             borrowed  part of the result; the caller keeps it alive as long as the result
 *   sorted            dest      returned, so it is built in the caller's region: no copy
 */
Obj *vector_sort_less(Region *dest, Obj *items)
{
    Obj *sorted = omni_vector_copy(dest, items, "%vector-sort+1: (vector-copy items)");
    vector_sort_less_2(sorted);
    return sorted;
}

/* vector_sort_less_2
 *   vector_sort_less  version       specialised for <: what it gets to call is known
 *   items             borrowed      changed by %merge-runs-<; the caller keeps it
 *   other             items_region  becomes part of items, so it is built in the region that holds
 *                                   items
 */
static void vector_sort_less_2(Obj *items)
{
    int64_t size = omni_vector_length(items, "%vector-sort!+1: (vector-length items)");
    Obj *other = omni_vector_copy(region_of(items), items, "%vector-sort!+2: (vector-copy items)");
    int64_t width = 1;
    Obj *from = items;
    Obj *to = other;
    for (;;) {
        if (width < size) {
            merge_runs_less(from, to, width, size);
            width = omni_int_mul(width, 2, "%vector-sort!+7: (* width 2)");
            Obj *next_from = to;
            to = from;
            from = next_from;
        } else if (!omni_is_eq(from, items)) {
            vector_copy_3(items, 0, from);
            return;
        } else {
            return;
        }
    }
}

/* merge_runs_less
 *   merge_runs_less  version   specialised for <: what it gets to call is known
 *   from             borrowed  only read here; the caller keeps it
 *   to               borrowed  changed by %merge-<; the caller keeps it
 */
static void merge_runs_less(Obj *from, Obj *to, int64_t width, int64_t size)
{
    int64_t start = 0;
    while (start < size) {
        int64_t sum = omni_int_add(start, width, "%merge-runs+3: (+ start width)");
        int64_t middle = omni_int_min(size, sum);
        int64_t product = omni_int_mul(2, width, "%merge-runs+4: (* 2 width)");
        int64_t sum_2 = omni_int_add(start, product, "%merge-runs+4: (+ start (* 2 width))");
        int64_t end = omni_int_min(size, sum_2);
        merge_less(from, to, start, middle, end);
        start = end;
    }
}

/* merge_less
 *   merge_less  version   specialised for <: what it gets to call is known
 *   from        borrowed  only read here; the caller keeps it
 *   to          borrowed  changed here; the caller keeps it
 */
static void merge_less(Obj *from, Obj *to, int64_t start, int64_t middle, int64_t end)
{
    int64_t left = start;
    int64_t right = middle;
    int64_t place = start;
    while (place < end) {
        bool both;
        if (left < middle) {
            if (right >= end) {
                both = true;
            } else {
                int64_t item = omni_int_item(from, right, "%merge+5: (vector-ref from right)");
                bool less_result = item <
                                   omni_int_item(from, left, "%merge+5: (vector-ref from left)");
                both = !less_result;
            }
        } else {
            both = false;
        }
        if (both) {
            int64_t item_2 = omni_int_item(from, left, "%merge+7: (vector-ref from left)");
            omni_set_int_item(to, place, item_2,
                              "%merge+7: (vector-set! to place (vector-ref fro...");
            left = left + 1;
            place = place + 1;
        } else {
            int64_t item_3 = omni_int_item(from, right, "%merge+10: (vector-ref from right)");
            omni_set_int_item(to, place, item_3,
                              "%merge+10: (vector-set! to place (vector-ref fro...");
            right = right + 1;
            place = place + 1;
        }
    }
}

/* list_sort_less
 *   list_sort_less  version        specialised for <: what it gets to call is known
 *   items           borrowed       only read here; the caller keeps it
 *   sorted          sorted_region  not reachable from outside; last use: (vector->list sorted); not
 *                                  on the stack: size unknown: built by list->vector
 *   vector_to_list  heap           built for the caller, who frees it
 */
static Obj *list_sort_less(Obj *items)
{
    Region *sorted_region = region_create();  /* for sorted: last used in (vector->list sorted) */
    Obj *sorted = list_to_vector(sorted_region, items);
    vector_sort_less_2(sorted);
    Obj *vector_to_list_result = vector_to_list(sorted);
    region_exit(sorted_region);  /* last use of sorted: (vector->list sorted) */
    return vector_to_list_result;
}
