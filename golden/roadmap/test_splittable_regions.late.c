/* test_splittable_regions.omni, translated by omnic */
#include "omni.h"

extern Obj *do_something_with(Obj *value);
extern Obj *do_something_with_y(void);
extern Obj *do_something_with_z(void);

/* x, y and z die one after the other. Each has a lifetime of its own, so there is nothing to
 * split. */
/* test_split
 *   x  x_region  not reachable from outside; last use: (do-something-with x); not on the stack:
 *                switched off by --no-stack
 */
Obj *test_split(void)
{
    Region *x_region = region_create();  /* for x: last used in (do-something-with x) */
    Obj *x = mk_pair_region(x_region, OMNI_FIX(1), OMNI_FIX(2));
    do_something_with(x);
    do_something_with_y();
    Obj *do_something_with_z_result = do_something_with_z();
    region_exit(x_region);  /* end of the scope of x (--no-nonlexical) */
    return do_something_with_z_result;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    return omni_shutdown(0);
}
