/* test_non_lexical_region_ends.omni, translated by omnic */
#include "omni.h"

extern Obj *do_something_with(Obj *value);
extern Obj *do_something_else(void);

/* The region ends at the last use of y, before do-something-else. */
/* test_non_lexical
 *   y  global  passed to do-something-with, a C function without a contract, which may keep it
 *   x  global  passed to do-something-with, a C function without a contract, which may keep it
 */
Obj *test_non_lexical(void)
{
    int64_t x = 42;
    Obj *y = mk_pair_region(omni_global, OMNI_FIX(1), OMNI_FIX(2));
    do_something_with(mk_int_region(omni_global, x));
    do_something_with(y);
    return do_something_else();
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    return omni_shutdown(0);
}
