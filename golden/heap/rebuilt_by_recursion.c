/* rebuilt_by_recursion.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_apple, "apple", 5);
OMNI_STATIC_STRING(text_fig, "fig", 3);
OMNI_STATIC_STRING(text_pear, "pear", 4);

/* What `sort` gives itself is taken apart by `insert` while it is built anew: heap, without
 * counts, each pair used again. */
/* insert
 *   insert  loop      what a call of itself returns only ends its list: each pair is linked behind
 *                     the last
 *   x       borrowed  part of the result; the caller keeps it alive as long as the result
 *   sorted  consumed  taken over from the caller, who does not use it afterwards
 */
static Obj *insert(Obj *x, Obj *sorted)
{
    Obj *first = OMNI_NOTHING;
    Obj *last = OMNI_NIL;
    for (;;) {
        if (omni_is_null(sorted)) {
            Obj *pair = mk_pair_heap(x, OMNI_NIL);
            if (omni_is_null(last)) {
                return pair;
            }
            omni_pair_set_cdr(last, pair);
            return first;
        }
        Obj *head = omni_pair_car(sorted);
        if (omni_string_lt(x, head, "insert+2: (string<? x (car sorted))")) {
            Obj *pair_2 = mk_pair_heap(x, sorted);
            if (omni_is_null(last)) {
                return pair_2;
            }
            omni_pair_set_cdr(last, pair_2);
            return first;
        }
        Obj *tail = omni_pair_cdr(sorted);
        /* sorted is taken apart: its memory is used for (cons (car sorted) (insert x (cdr sor... */
        Obj *pair_3 = reuse_as_pair(sorted, head, OMNI_NIL);
        if (omni_is_null(last)) {
            first = pair_3;
        } else {
            omni_pair_set_cdr(last, pair_3);
        }
        sorted = tail;
        last = pair_3;
    }
}

/* sort
 *   words   borrowed  part of the result; the caller keeps it alive as long as the result
 *   insert  heap      built for the caller, who frees it
 */
static inline Obj *sort(Obj *words)
{
    OMNI_STACK_CHECK("sort");
    if (omni_is_null(words)) {
        return OMNI_NIL;
    }
    Obj *head = omni_pair_car(words);
    return insert(head, sort(omni_pair_cdr(words)));
}

/* report
 *   words  borrowed  only read here; the caller keeps it
 *   sort   heap      given up in (insert (car words) (sort (cdr words))) while the new one is
 *                    built, so each object is freed on its own; nothing ever holds it twice: no
 *                    counts
 */
static void report(Obj *words)
{
    Obj *sort_result = sort(words);
    omni_display(sort_result);
    free_tree(sort_result);  /* last use of sort: (println (sort words)) */
    omni_newline();
}

/* main
 *   list  stack  at most 72 bytes and one object for each call
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    Pair list_pair;  /* at most 72 bytes and one object for each call */
    Pair list_pair_2;  /* at most 72 bytes and one object for each call */
    Pair list_pair_3;  /* at most 72 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair, OMNI_REF(text_fig), OMNI_NIL);
    Obj *list_2 = mk_pair_stack(&list_pair_2, OMNI_REF(text_apple), list);
    report(mk_pair_stack(&list_pair_3, OMNI_REF(text_pear), list_2));
    return omni_shutdown(0);
}
