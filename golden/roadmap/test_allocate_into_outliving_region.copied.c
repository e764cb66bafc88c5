/* test_allocate_into_outliving_region.omni, translated by omnic */
#include "omni.h"

extern Obj *use_value(Obj *value);

/* x is built in the region of the caller: no transmigrate. */
/* make_value
 *   x  x_region  x is returned but was built locally (--no-outliving); not on the stack: outlives
 *                the call: make-value
 */
Obj *make_value(Region *dest, Obj *caller_region)
{
    (void)caller_region;
    OMNI_SCRATCH_STORAGE(512) x_scratch;
    /* for x: last used in x */
    Region *x_region = stack_alloc_region(&x_scratch, sizeof x_scratch);
    Obj *x = mk_pair_region(x_region, OMNI_FIX(1), OMNI_FIX(2));
    /* x is returned but was built locally (--no-outliving) */
    Obj *x_copy = transmigrate(x, x_region, dest);
    region_exit(x_region);  /* x is returned but was built locally (--no-outliving) */
    return x_copy;
}

/* test_allocate_into_outliving
 *   v  v_region  at most 24 bytes, built by make-value: its region lies in the C frame, and needs
 *                no chunk; not on the stack: size unknown: built by make-value
 */
void test_allocate_into_outliving(void)
{
    OMNI_SCRATCH_STORAGE(256) v_scratch;
    /* for v: last used in (use-value v) */
    Region *v_region = stack_alloc_region(&v_scratch, sizeof v_scratch);
    Obj *v = make_value(v_region, OMNI_NOTHING);
    use_value(v);
    region_exit(v_region);  /* last use of v: (use-value v) */
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    return omni_shutdown(0);
}
