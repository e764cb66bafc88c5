/* test_non_lexical_region_ends.omni, translated by omnic */
#include "omni.h"

extern Obj *do_something_with(Obj *value);
extern Obj *do_something_else(void);

/* The region ends at the last use of y, before do-something-else. */
/* test_non_lexical
 *   y  y_region  not reachable from outside; last use: (do-something-with y); not on the stack:
 *                switched off by --no-stack
 */
Obj *test_non_lexical(void)
{
    int64_t x = 42;
    Region *y_region = region_create();  /* for y: last used in (do-something-with y) */
    Obj *y = mk_pair_region(y_region, OMNI_FIX(1), OMNI_FIX(2));
    do_something_with(mk_int_region(y_region, x));
    do_something_with(y);
    Obj *do_something_else_result = do_something_else();
    region_exit(y_region);  /* end of the scope of y (--no-nonlexical) */
    return do_something_else_result;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    return omni_shutdown(0);
}
