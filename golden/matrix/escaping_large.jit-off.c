/* escaping_large.omni, translated by omnic */
#include "omni.h"

/* Row 5: a list of any size that only some paths return. A copy on the usual path could cost
 * more than it saves, so it is
 * built in the caller's region; the plan says why it is not narrowed. */
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

/* odd_list
 *   numbers  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *odd_list(Region *dest, int64_t n)
{
    Obj *numbers = numbers_to(dest, n);
    if (omni_int_is_odd(omni_length(numbers, "odd-list+2: (length numbers)"))) {
        return numbers;
    }
    return OMNI_NIL;
}

static Obj *odd_lists(Region *dest, int64_t n)
{
    int64_t i = n;
    Obj *all = OMNI_NIL;
    while (i != 0) {
        int64_t next_i = omni_int_sub(i, 1, "odd-lists+2: (- i 1)");
        all = mk_pair_region(dest, odd_list(dest, i), all);
        i = next_i;
    }
    return all;
}

/* main
 *   odd_lists  odd_lists_region  lives to the end of the scope: --mode=jit tells no branches apart;
 *                                not on the stack: switched off by --mode=jit
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    OMNI_SCRATCH_STORAGE(512) odd_lists_scratch;
    /* for odd-lists: last used in (println (odd-lists 4)) */
    Region *odd_lists_region = stack_alloc_region(&odd_lists_scratch, sizeof odd_lists_scratch);
    omni_display(odd_lists(odd_lists_region, 4));
    omni_newline();
    region_exit(odd_lists_region);  /* end of the scope of odd-lists (--mode=jit) */
    return omni_shutdown(0);
}
