/* my_or.omni, translated by omnic */
#include "omni.h"

/* first_of
 *   t  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *first_of(Region *dest, int64_t t, int64_t other)
{
    (void)other;
    bool t_2 = false;
    if (t_2) {
        return omni_bool(t_2);
    }
    int64_t t_3 = t;
    return mk_int_region(dest, t_3);
}

/* main
 *   first_of  first_of_region  at most 16 bytes, built by first-of: its region lies in the C frame,
 *                              and needs no chunk; not on the stack: size unknown: built by
 *                              first-of
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    OMNI_SCRATCH_STORAGE(256) first_of_scratch;
    /* for first-of: last used in (display (first-of 5 6)) */
    Region *first_of_region = stack_alloc_region(&first_of_scratch, sizeof first_of_scratch);
    omni_display(first_of(first_of_region, 5, 6));
    region_exit(first_of_region);  /* last use of first-of: (display (first-of 5 6)) */
    omni_newline();
    bool t = false;
    omni_display(t ? omni_bool(t) : OMNI_FIX(7));
    omni_newline();
    return omni_shutdown(0);
}
