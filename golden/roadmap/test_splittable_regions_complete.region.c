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
 *   x  x_region  not reachable from outside; last use: (do-something-with x); not on the stack:
 *                switched off by --no-stack
 *   y  y_region  not reachable from outside; last use: (do-something-with y); not on the stack:
 *                switched off by --no-stack
 *   z  z_region  not reachable from outside; last use: (do-something-with z); not on the stack:
 *                switched off by --no-stack
 */
static void test_split(void)
{
    Region *x_region = region_create();  /* for x: last used in (do-something-with x) */
    Obj *x = mk_pair_region(x_region, OMNI_FIX(1), OMNI_FIX(2));
    Region *y_region = region_create();  /* for y: last used in (do-something-with y) */
    Obj *y = mk_pair_region(y_region, OMNI_FIX(3), OMNI_FIX(4));
    Region *z_region = region_create();  /* for z: last used in (do-something-with z) */
    Obj *z = mk_pair_region(z_region, OMNI_FIX(5), OMNI_FIX(6));
    do_something_with(x);
    region_exit(x_region);  /* last use of x: (do-something-with x) */
    do_something_with(y);
    region_exit(y_region);  /* last use of y: (do-something-with y) */
    do_something_with(z);
    region_exit(z_region);  /* last use of z: (do-something-with z) */
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    test_split();
    return omni_shutdown(0);
}
