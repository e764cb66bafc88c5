/* passed_through.omni, translated by omnic */
#include "omni.h"

/* The result may be the parameter itself: nothing is allocated, nothing copied. */
/* or_default
 *   x        borrowed  part of the result; the caller keeps it alive as long as the result
 *   default  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *or_default(Obj *x, Obj *default_)
{
    if (omni_is_null(x)) {
        return default_;
    }
    return x;
}

/* main
 *   list  stack  at most 48 bytes and one object for each call
 *   list  stack  at most 72 bytes and one object for each call
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Pair list_pair;  /* at most 48 bytes and one object for each call */
    Pair list_pair_2;  /* at most 48 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair_2, OMNI_FIX(1),
                              mk_pair_stack(&list_pair, OMNI_FIX(2), OMNI_NIL));
    omni_display(or_default(OMNI_NIL, list));
    omni_newline();
    Pair list_pair_3;  /* at most 72 bytes and one object for each call */
    Pair list_pair_4;  /* at most 72 bytes and one object for each call */
    Pair list_pair_5;  /* at most 72 bytes and one object for each call */
    Obj *list_2 = mk_pair_stack(&list_pair_5, OMNI_FIX(1),
                                mk_pair_stack(&list_pair_4, OMNI_FIX(2), OMNI_NIL));
    Obj *or_default_result = or_default(mk_pair_stack(&list_pair_3, OMNI_FIX(3), OMNI_NIL), list_2);
    omni_display(or_default_result);
    omni_newline();
    return omni_shutdown(0);
}
