/* annotations.omni, translated by omnic */
#include "omni.h"

static int64_t limit = 0;

/* Annotations are checked where they are; behind them the value is known. */
static double scale(int64_t x, double factor)
{
    return (double)x * factor;
}

static int64_t clip(int64_t x)
{
    return omni_int_min(x, limit);
}

/* main
 *   list  stack  at most 24 bytes and one object for each call
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    limit = 100;

    omni_display_float(scale(3, 0.5));
    omni_newline();
    Pair list_pair;  /* at most 24 bytes and one object for each call */
    Obj *head = omni_pair_car(mk_pair_stack(&list_pair, OMNI_FIX(250), OMNI_NIL));
    omni_display_int(clip(omni_int_value(head)));
    omni_newline();
    return omni_shutdown(0);
}
