/* test_non_lexical_region_ends.omni, translated by omnic */
#include "omni.h"

extern Obj *do_something_with(Obj *value);
extern Obj *do_something_else(void);

/* The region ends at the last use of y, before do-something-else. */
/* test_non_lexical
 *   y  y_region  not reachable from outside; last use: (do-something-with y); not on the stack:
 *                switched off by --no-stack
 *   x  x_region  not reachable from outside; last use: (do-something-with x); not on the stack:
 *                switched off by --no-stack
 */
Obj *test_non_lexical(void)
{
    int64_t x = 42;
    Region *y_region = region_create();  /* for y: last used in (do-something-with y) */
    Obj *y = mk_pair_region(y_region, OMNI_FIX(1), OMNI_FIX(2));
    Region *x_region = region_create();  /* for x: last used in (do-something-with x) */
    do_something_with(mk_int_region(x_region, x));
    region_exit(x_region);  /* last use of x: (do-something-with x) */
    do_something_with(y);
    region_exit(y_region);  /* last use of y: (do-something-with y) */
    return do_something_else();
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    return omni_shutdown(0);
}
