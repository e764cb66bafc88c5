/* test_allocate_into_outliving_region.omni, translated by omnic */
#include "omni.h"

extern Obj *use_value(Obj *value);

/* x is built in the region of the caller: no transmigrate. */
/* make_value
 *   x  dest  returned, so it is built in the caller's region: no copy
 */
Obj *make_value(Region *dest, Obj *caller_region)
{
    (void)caller_region;
    Obj *x = mk_pair_region(dest, OMNI_FIX(1), OMNI_FIX(2));
    return x;
}

/* test_allocate_into_outliving
 *   v  global  passed to use-value, a C function without a contract, which may keep it
 */
void test_allocate_into_outliving(void)
{
    Obj *v = make_value(omni_global, OMNI_NOTHING);
    use_value(v);
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    return omni_shutdown(0);
}
