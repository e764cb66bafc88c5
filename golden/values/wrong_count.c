/* wrong_count.omni, translated by omnic */
#include "omni.h"

/* Three values come where two are wanted: the program ends with both counts and the place. */
/* pick
 *   values  dest  part of the result, which is returned: built in the caller's region
 */
static Obj *pick(Region *dest, bool many)
{
    if (many) {
        return mk_values_region(dest, OMNI_FIX(1),
                                mk_values_region(dest, OMNI_FIX(2), OMNI_FIX(3)));
    }
    return mk_values_region(dest, OMNI_FIX(1), OMNI_FIX(2));
}

static int64_t sum(bool many)
{
    OMNI_SCRATCH_STORAGE(256) b_scratch;
    /* for b: last used in (+ a b) */
    Region *b_region = stack_alloc_region(&b_scratch, sizeof b_scratch);
    Obj *pick_result = pick(b_region, many);
    omni_check_values(pick_result, 2, "sum+1: (pick many)");
    int64_t a = omni_int_value(omni_values_first(pick_result));
    Obj *b = omni_values_rest(pick_result);
    int64_t b_2 = omni_as_int(b, "sum+2: (+ a b)");
    region_exit(b_region);  /* last use of b: (+ a b) */
    return omni_int_add(a, b_2, "sum+2: (+ a b)");
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(sum(false));
    omni_newline();
    omni_display_int(sum(true));
    omni_newline();
    return omni_shutdown(0);
}
