/* escaping_part.omni, translated by omnic */
#include "omni.h"

/* Row 4, a small part of much that dies: one entry is copied out, and the table ends with the
 * function. */
/* squares
 *   squares  loop  what a call of itself returns only ends its list: each pair is linked behind the
 *                  last
 *   pair     dest  returned, so it is built in the caller's region: no copy
 */
static Obj *squares(Region *dest, int64_t n)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (n != 0) {
        Obj *pair = mk_pair_region(dest, mk_int_region(dest, n),
                                   mk_int_region(dest, omni_int_mul(n, n, "squares+1: (* n n)")));
        Obj *pair_2 = mk_pair_region(dest, pair, OMNI_NIL);
        int64_t difference = omni_int_sub(n, 1, "squares+1: (- n 1)");
        if (omni_is_null(last)) {
            first = pair_2;
        } else {
            omni_pair_set_cdr(last, pair_2);
        }
        n = difference;
        last = pair_2;
    }
    return first;
}

/* largest
 *   table  dest  built together with what is returned, so in the caller's region
 */
static Obj *largest(Region *dest, int64_t n)
{
    Obj *table = squares(dest, n);
    return omni_car(table, "largest+2: (car table)");
}

/* main
 *   largest  largest_region  lives to the end of the scope: --mode=jit tells no branches apart; not
 *                            on the stack: switched off by --mode=jit
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    OMNI_SCRATCH_STORAGE(512) largest_scratch;
    /* for largest: last used in (println (largest 9)) */
    Region *largest_region = stack_alloc_region(&largest_scratch, sizeof largest_scratch);
    omni_display(largest(largest_region, 9));
    omni_newline();
    region_exit(largest_region);  /* end of the scope of largest (--mode=jit) */
    return omni_shutdown(0);
}
