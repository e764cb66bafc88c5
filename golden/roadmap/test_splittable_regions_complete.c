/* test_splittable_regions_complete.omni, translated by omnic */
#include "omni.h"

/* x, y and z die one after the other. Each has a lifetime of its own, so there is nothing to
 * split. */
/* do_something_with
 *   value  borrowed  only read here; the caller keeps it
 */
static void do_something_with(Obj *value)
{
    omni_display(value);
    omni_newline();
}

/* test_split
 *   x  stack  at most 24 bytes and one object for each call
 *   y  stack  at most 24 bytes and one object for each call
 *   z  stack  at most 24 bytes and one object for each call
 */
static void test_split(void)
{
    Pair x_pair;  /* at most 24 bytes and one object for each call */
    Obj *x = mk_pair_stack(&x_pair, OMNI_FIX(1), OMNI_FIX(2));
    Pair y_pair;  /* at most 24 bytes and one object for each call */
    Obj *y = mk_pair_stack(&y_pair, OMNI_FIX(3), OMNI_FIX(4));
    Pair z_pair;  /* at most 24 bytes and one object for each call */
    Obj *z = mk_pair_stack(&z_pair, OMNI_FIX(5), OMNI_FIX(6));
    do_something_with(x);
    do_something_with(y);
    do_something_with(z);
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    test_split();
    return omni_shutdown(0);
}
