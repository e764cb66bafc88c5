/* local_dag.omni, translated by omnic */
#include "omni.h"

/* Row 2: a local dag of unknown size: a region of this function; --mode=jit takes scratch. */
/* numbers_to
 *   numbers_to  loop  what a call of itself returns only ends its list: each pair is linked behind
 *                     the last
 *   pair        dest  returned, so it is built in the caller's region: no copy
 */
static Obj *numbers_to(Region *dest, int64_t n)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (n != 0) {
        Obj *pair = mk_pair_region(dest, mk_int_region(dest, n), OMNI_NIL);
        int64_t difference = omni_int_sub(n, 1, "numbers-to+1: (- n 1)");
        if (omni_is_null(last)) {
            first = pair;
        } else {
            omni_pair_set_cdr(last, pair);
        }
        n = difference;
        last = pair;
    }
    return first;
}

/* twice
 *   shared  shared_region  lives to the end of the scope: --mode=jit tells no branches apart; not
 *                          on the stack: switched off by --mode=jit
 *   both    shared_region  lives to the end of the scope: --mode=jit tells no branches apart; not
 *                          on the stack: switched off by --mode=jit
 */
static int64_t twice(int64_t n)
{
    OMNI_SCRATCH_STORAGE(512) shared_scratch;
    /* for shared and both: last used in (length (cadr both)) */
    Region *shared_region = stack_alloc_region(&shared_scratch, sizeof shared_scratch);
    Obj *shared = numbers_to(shared_region, n);
    Obj *both = mk_pair_region(shared_region, shared,
                               mk_pair_region(shared_region, shared, OMNI_NIL));
    int64_t length = omni_length(omni_pair_car(both), "twice+3: (length (car both))");
    int64_t length_2 = omni_length(omni_pair_car(omni_pair_cdr(both)),
                                   "twice+3: (length (cadr both))");
    region_exit(shared_region);  /* end of the scope of shared and both (--mode=jit) */
    return length + length_2;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(twice(5));
    omni_newline();
    return omni_shutdown(0);
}
