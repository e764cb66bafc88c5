/* int_with_float.omni, translated by omnic */
#include "omni.h"

/* An Int and a Float are compared exactly: 2^53 + 1 is no Float. Small constants are Floats. */
/* compare
 *   list  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *compare(Region *dest, int64_t n, double x)
{
    Obj *list = mk_pair_region(dest, omni_bool(omni_int_le_float(n, x)), OMNI_NIL);
    Obj *list_2 = mk_pair_region(dest, omni_bool(omni_int_ge_float(n, x)), list);
    Obj *list_3 = mk_pair_region(dest, omni_bool(omni_int_gt_float(n, x)), list_2);
    Obj *list_4 = mk_pair_region(dest, omni_bool(omni_int_lt_float(n, x)), list_3);
    return mk_pair_region(dest, omni_bool(omni_int_eq_float(n, x)), list_4);
}

static double nearest(double x)
{
    if (x < 0.0) {
        return omni_float_neg(x);
    }
    return x;
}

/* main
 *   compare  compare_region    at most 120 bytes, built by compare: its region lies in the C frame,
 *                              and needs no chunk; not on the stack: size unknown: built by compare
 *   compare  compare_region_2  at most 120 bytes, built by compare: its region lies in the C frame,
 *                              and needs no chunk; not on the stack: size unknown: built by compare
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    OMNI_SCRATCH_STORAGE(256) compare_scratch;
    /* for compare: last used in (println (compare 9007199254740993 90... */
    Region *compare_region = stack_alloc_region(&compare_scratch, sizeof compare_scratch);
    Obj *compare_result = compare(compare_region, INT64_C(9007199254740993), 9007199254740992.0);
    OMNI_SCRATCH_STORAGE(256) compare_scratch_2;
    /* for compare: last used in (println (compare 9007199254740993 90... */
    Region *compare_region_2 = stack_alloc_region(&compare_scratch_2, sizeof compare_scratch_2);
    Obj *compare_result_2 = compare(compare_region_2, 3, 3.5);
    omni_display(compare_result);
    /* last use of compare: (println (compare 9007199254740993 90... */
    region_exit(compare_region);
    omni_display(compare_result_2);
    /* last use of compare: (println (compare 9007199254740993 90... */
    region_exit(compare_region_2);
    omni_newline();

    omni_display_float(nearest(-1.5));
    omni_newline();
    return omni_shutdown(0);
}
