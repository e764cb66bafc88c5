/* parts_in_region.omni, translated by omnic */
#include "omni.h"

/* An entry could lead to itself, so the entries stay in a region. The sorted list that holds
 * them is in the heap all the same,
 * and is freed before that region ends. */
/* entries
 *   entries  loop  what a call of itself returns only ends its list: each pair is linked behind the
 *                  last
 *   pair     dest  returned, so it is built in the caller's region: no copy
 */
static Obj *entries(Region *dest, int64_t n)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (n != 0) {
        int64_t product = omni_int_mul(n, 7, "entries+1: (* n 7)");
        Obj *remainder = mk_int_region(dest,
                                       omni_int_modulo(product, 5,
                                                       "entries+1: (modulo (* n 7) 5)"));
        Obj *pair = mk_pair_region(dest, mk_pair_region(dest, remainder, mk_int_region(dest, n)),
                                   OMNI_NIL);
        int64_t difference = omni_int_sub(n, 1, "entries+1: (- n 1)");
        if (omni_is_null(last)) {
            first = pair;
        } else {
            omni_pair_set_cdr(last, pair);
        }
        n = difference;
        last = pair;
    }
    return first;
}

/* insert
 *   insert  loop      what a call of itself returns only ends its list: each pair is linked behind
 *                     the last
 *   entry   borrowed  part of the result; the caller keeps it alive as long as the result
 *   sorted  consumed  taken over from the caller, who does not use it afterwards
 */
static Obj *insert(Obj *entry, Obj *sorted)
{
    Obj *first = OMNI_NOTHING;
    Obj *last = OMNI_NIL;
    for (;;) {
        bool either;
        if (omni_is_null(sorted)) {
            either = true;
        } else {
            int64_t head = omni_int_value(omni_pair_car(entry));
            either = head < omni_int_value(omni_pair_car(omni_pair_car(sorted)));
        }
        if (either) {
            Obj *pair = mk_pair_heap(entry, sorted);
            if (omni_is_null(last)) {
                return pair;
            }
            omni_pair_set_cdr(last, pair);
            return first;
        }
        Obj *tail = omni_pair_cdr(sorted);
        Obj *head_2 = omni_pair_car(sorted);
        /* sorted is taken apart: its memory is used for (cons (car sorted) (insert entry (cdr... */
        Obj *pair_2 = reuse_as_pair(sorted, head_2, OMNI_NIL);
        if (omni_is_null(last)) {
            first = pair_2;
        } else {
            omni_pair_set_cdr(last, pair_2);
        }
        sorted = tail;
        last = pair_2;
    }
}

/* sort
 *   all     borrowed  part of the result; the caller keeps it alive as long as the result
 *   insert  heap      built for the caller, who frees it
 */
static inline Obj *sort(Obj *all)
{
    OMNI_STACK_CHECK("sort");
    if (omni_is_null(all)) {
        return OMNI_NIL;
    }
    Obj *head = omni_pair_car(all);
    return insert(head, sort(omni_pair_cdr(all)));
}

/* main_
 *   all   all_region  not reachable from outside; last use: (println (sort all)); not on the stack:
 *                     size unknown: built by entries
 *   sort  heap        given up in (insert (car all) (sort (cdr all))) while the new one is built,
 *                     so each object is freed on its own; nothing ever holds it twice: no counts
 */
static void main_(int64_t n)
{
    Region *all_region = region_create();  /* for all: last used in (println (sort all)) */
    Obj *all = entries(all_region, n);
    Obj *head = omni_car(all, "main+2: (car all)");
    Obj *head_2 = omni_car(omni_pair_cdr(all), "main+2: (cadr all)");
    omni_set_cdr(head, head_2, "main+2: (set-cdr! (car all) (cadr all))");
    Obj *sort_result = sort(all);
    omni_display(sort_result);
    free_tree(sort_result);  /* last use of sort: (println (sort all)) */
    region_exit(all_region);  /* last use of all: (println (sort all)) */
    omni_newline();
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    main_(4);
    return omni_shutdown(0);
}
