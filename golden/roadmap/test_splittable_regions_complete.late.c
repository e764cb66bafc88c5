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
 *   y  x_region  dies with x; not on the stack: switched off by --no-stack
 *   z  x_region  dies with x; not on the stack: switched off by --no-stack
 */
static void test_split(void)
{
    Region *x_region = region_create();  /* for x, y and z: last used in (do-something-with x) */
    Obj *x = mk_pair_region(x_region, OMNI_FIX(1), OMNI_FIX(2));
    Obj *y = mk_pair_region(x_region, OMNI_FIX(3), OMNI_FIX(4));
    Obj *z = mk_pair_region(x_region, OMNI_FIX(5), OMNI_FIX(6));
    do_something_with(x);
    do_something_with(y);
    do_something_with(z);
    region_exit(x_region);  /* end of the scope of x, y and z (--no-nonlexical) */
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    test_split();
    return omni_shutdown(0);
}
