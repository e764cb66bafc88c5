/* test_splittable_regions.omni, translated by omnic */
#include "omni.h"

extern Obj *do_something_with(Obj *value);
extern Obj *do_something_with_y(void);
extern Obj *do_something_with_z(void);

/* x, y and z die one after the other. Each has a lifetime of its own, so there is nothing to
 * split. */
/* test_split
 *   x  stack  at most 24 bytes and one object for each call
 */
Obj *test_split(void)
{
    Pair x_pair;  /* at most 24 bytes and one object for each call */
    Obj *x = mk_pair_stack(&x_pair, OMNI_FIX(1), OMNI_FIX(2));
    do_something_with(x);
    do_something_with_y();
    return do_something_with_z();
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    return omni_shutdown(0);
}
