/* lifted.omni, translated by omnic */
#include "omni.h"

static bool count_multiples_is_count_multiples_multiple(int64_t x, int64_t k)
{
    return omni_int_remainder(x, k, "count-multiples-multiple?+1: (remainder x k)") == 0;
}

/* An inner function that is only called needs no closure: what it captures becomes a parameter. */
/* count_multiples
 *   xs  borrowed  only read here; the caller keeps it
 */
static inline int64_t count_multiples(int64_t k, Obj *xs)
{
    OMNI_STACK_CHECK("count-multiples");
    while (!omni_is_null(xs)) {
        int64_t head = omni_int_value(omni_pair_car(xs));
        if (count_multiples_is_count_multiples_multiple(head, k)) {
            int64_t count_multiples_result = count_multiples(k, omni_pair_cdr(xs));
            return omni_int_add(1, count_multiples_result,
                                "count-multiples+5: (+ 1 (count-multiples k (cdr xs)))");
        }
        xs = omni_pair_cdr(xs);
    }
    return 0;
}

/* main
 *   list  stack  at most 144 bytes and one object for each call
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Pair list_pair;  /* at most 144 bytes and one object for each call */
    Pair list_pair_2;  /* at most 144 bytes and one object for each call */
    Pair list_pair_3;  /* at most 144 bytes and one object for each call */
    Pair list_pair_4;  /* at most 144 bytes and one object for each call */
    Pair list_pair_5;  /* at most 144 bytes and one object for each call */
    Pair list_pair_6;  /* at most 144 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair_2, OMNI_FIX(5),
                              mk_pair_stack(&list_pair, OMNI_FIX(6), OMNI_NIL));
    Obj *list_2 = mk_pair_stack(&list_pair_4, OMNI_FIX(3),
                                mk_pair_stack(&list_pair_3, OMNI_FIX(4), list));
    Obj *list_3 = mk_pair_stack(&list_pair_6, OMNI_FIX(1),
                                mk_pair_stack(&list_pair_5, OMNI_FIX(2), list_2));
    omni_display_int(count_multiples(3, list_3));
    omni_newline();
    return omni_shutdown(0);
}
