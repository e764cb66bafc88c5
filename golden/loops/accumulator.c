/* accumulator.omni, translated by omnic */
#include "omni.h"

/* What is carried from one iteration to the next is built where the result goes. */
/* reversed
 *   xs  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *reversed(Region *dest, Obj *xs)
{
    Obj *rest = xs;
    Obj *done = OMNI_NIL;
    while (!omni_is_null(rest)) {
        done = mk_pair_region(dest, omni_pair_car(rest), done);
        rest = omni_pair_cdr(rest);
    }
    return done;
}

/* main
 *   reversed  reversed_region  not reachable from outside; last use: (println (reversed (list 1 2
 *                              3))); not on the stack: size unknown: built by reversed
 *   list      stack            at most 72 bytes and one object for each call
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Pair list_pair;  /* at most 72 bytes and one object for each call */
    Pair list_pair_2;  /* at most 72 bytes and one object for each call */
    Pair list_pair_3;  /* at most 72 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair_2, OMNI_FIX(2),
                              mk_pair_stack(&list_pair, OMNI_FIX(3), OMNI_NIL));
    Obj *list_2 = mk_pair_stack(&list_pair_3, OMNI_FIX(1), list);
    /* for reversed: last used in (println (reversed (list 1 2 3))) */
    Region *reversed_region = region_create();
    omni_display(reversed(reversed_region, list_2));
    region_exit(reversed_region);  /* last use of reversed: (println (reversed (list 1 2 3))) */
    omni_newline();
    return omni_shutdown(0);
}
