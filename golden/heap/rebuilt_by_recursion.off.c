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
 *   sorted  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *insert(Region *dest, Obj *x, Obj *sorted)
{
    Obj *first = OMNI_NOTHING;
    Obj *last = OMNI_NIL;
    for (;;) {
        if (omni_is_null(sorted)) {
            Obj *pair = mk_pair_region(dest, x, OMNI_NIL);
            if (omni_is_null(last)) {
                return pair;
            }
            omni_pair_set_cdr(last, pair);
            return first;
        } else if (omni_string_lt(x, omni_pair_car(sorted),
                                  "insert+2: (string<? x (car sorted))")) {
            Obj *pair_2 = mk_pair_region(dest, x, sorted);
            if (omni_is_null(last)) {
                return pair_2;
            }
            omni_pair_set_cdr(last, pair_2);
            return first;
        }
        Obj *pair_3 = mk_pair_region(dest, omni_pair_car(sorted), OMNI_NIL);
        Obj *tail = omni_pair_cdr(sorted);
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
 *   insert  dest      returned, so it is built in the caller's region: no copy
 */
static inline Obj *sort(Region *dest, Obj *words)
{
    OMNI_STACK_CHECK("sort");
    if (omni_is_null(words)) {
        return OMNI_NIL;
    }
    Obj *head = omni_pair_car(words);
    return insert(dest, head, sort(dest, omni_pair_cdr(words)));
}

/* report
 *   words  borrowed     only read here; the caller keeps it
 *   sort   sort_region  not reachable from outside; last use: (println (sort words)); not on the
 *                       stack: size unknown: built by sort
 */
static void report(Obj *words)
{
    Region *sort_region = region_create();  /* for sort: last used in (println (sort words)) */
    omni_display(sort(sort_region, words));
    region_exit(sort_region);  /* last use of sort: (println (sort words)) */
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
