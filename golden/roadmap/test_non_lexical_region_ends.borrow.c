/* test_non_lexical_region_ends.omni, translated by omnic */
#include "omni.h"

extern Obj *do_something_with(Obj *value);
extern Obj *do_something_else(void);

/* The region ends at the last use of y, before do-something-else. */
/* test_non_lexical
 *   y  stack  at most 24 bytes and one object for each call
 *   x  stack  at most 16 bytes and one object for each call
 */
Obj *test_non_lexical(void)
{
    int64_t x = 42;
    Pair y_pair;  /* at most 24 bytes and one object for each call */
    Obj *y = mk_pair_stack(&y_pair, OMNI_FIX(1), OMNI_FIX(2));
    IntBox x_box;  /* at most 16 bytes and one object for each call */
    do_something_with(mk_int_stack(&x_box, x));
    do_something_with(y);
    return do_something_else();
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    return omni_shutdown(0);
}
