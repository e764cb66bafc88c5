/* escaping_iteration.omni, translated by omnic */
#include "omni.h"

static int64_t plus(Obj *numbers);

/* Row 4, in a loop: the iteration that finds a list copies it out, once; the lists of the others
 * die with their iterations.
 * With --no-narrowing all of them stay in the caller's region. */
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

/* long_enough
 *   numbers  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *long_enough(Region *dest, int64_t n, int64_t least)
{
    for (;;) {
        Obj *numbers = numbers_to(dest, n);
        if (plus(numbers) >= least) {
            return numbers;
        }
        n = omni_int_add(n, 1, "long-enough+4: (+ n 1)");
    }
}

/* main
 *   long_enough  long_enough_region  lives to the end of the scope: --mode=jit tells no branches
 *                                    apart; not on the stack: switched off by --mode=jit
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    OMNI_SCRATCH_STORAGE(512) long_enough_scratch;
    /* for long-enough: last used in (println (long-enough 1 20)) */
    Region *long_enough_region = stack_alloc_region(&long_enough_scratch,
                                                    sizeof long_enough_scratch);
    omni_display(long_enough(long_enough_region, 1, 20));
    omni_newline();
    region_exit(long_enough_region);  /* end of the scope of long-enough (--mode=jit) */
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* plus
 *   numbers  borrowed  only read here; the caller keeps it
 */
static int64_t plus(Obj *numbers)
{
    int64_t sum = 0;
    Obj *rest = numbers;
    while (!omni_is_null(rest)) {
        int64_t head = omni_int_value(omni_pair_car(rest));
        sum = omni_int_add(sum, head, "++4: (+ sum (car rest))");
        rest = omni_pair_cdr(rest);
    }
    return sum;
}
