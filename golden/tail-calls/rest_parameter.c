/* rest_parameter.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_SYMBOL(sym_a, "a");
OMNI_STATIC_SYMBOL(sym_b, "b");

OMNI_STATIC_STRING(text_too_far, "too far", 7);

/* A function with a rest parameter that goes on with itself: each round makes a list of the
 * further arguments. */
static Obj *count_down(int64_t n, Obj *seen)
{
    while (n != 0) {
        if (omni_is_null(seen)) {
            seen = mk_pair_heap(mk_int_heap(n), OMNI_NIL);
            n = omni_int_sub(n, 1, "count-down+2: (- n 1)");
        } else {
            Obj *head = omni_pair_car(seen);
            Obj *tail = omni_pair_cdr(seen);
            int64_t difference = omni_int_sub(n, 1, "count-down+3: (- n 1)");
            /* seen is taken apart: its memory is used for (count-down (- n 1) n (car seen)) */
            free_tree(tail);  /* last use of (cdr seen): (car seen) */
            seen = mk_pair_heap(mk_int_heap(n), reuse_as_pair(seen, head, OMNI_NIL));
            n = difference;
        }
    }
    return seen;
}

/* to_three
 *   more  borrowed  part of the result; the caller keeps it alive as long as the result
 *   list  stack     at most 24 bytes and one object for each call
 *   n     stack     at most 16 bytes and one object for each call
 */
static Obj *to_three(Region *dest, int64_t n, Obj *more)
{
    for (;;) {
        if (n > 2) {
            IntBox n_box;  /* at most 16 bytes and one object for each call */
            Pair list_pair;  /* at most 24 bytes and one object for each call */
            Obj *list = mk_pair_stack(&list_pair, mk_int_stack(&n_box, n), OMNI_NIL);
            omni_error(OMNI_REF(text_too_far), list, "to-three+1: (error \"too far\" n)");
        }
        if (n == 2) {
            return mk_pair_region(dest, mk_int_region(dest, n),
                                  mk_pair_region(dest, more, OMNI_NIL));
        }
        n = n + 1;
        more = OMNI_NIL;
    }
}

/* main
 *   count_down  heap         given up in (define (count-down n . seen) (cond (... while the new one
 *                            is built, so each object is freed on its own; nothing ever holds it
 *                            twice: no counts
 *   list        list_region  not reachable from outside; last use: (println (to-three 0 'a 'b));
 *                            not on the stack: size unknown: built by to-three
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Obj *count_down_result = count_down(3, OMNI_NIL);
    omni_display(count_down_result);
    free_tree(count_down_result);  /* last use of count-down: (println (count-down 3)) */
    omni_newline();
    /* for list: last used in (println (to-three 0 'a 'b)) */
    Region *list_region = region_create();
    Obj *list = mk_pair_region(list_region, OMNI_REF(sym_a),
                               mk_pair_region(list_region, OMNI_REF(sym_b), OMNI_NIL));
    omni_display(to_three(list_region, 0, list));
    region_exit(list_region);  /* last use of list: (println (to-three 0 'a 'b)) */
    omni_newline();
    return omni_shutdown(0);
}
