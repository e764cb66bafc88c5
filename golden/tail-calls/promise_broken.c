/* promise_broken.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_SYMBOL(sym_a, "a");

static int64_t settle_walk(int64_t state, int64_t n, Obj *x)
{
    for (;;) {
        if (state == 0) {
            if (n == 0) {
                return omni_as_int(x, "settle-walk+1: x");
            }
            state = 1;
            n = omni_int_sub(n, 1, "settle-walk+1: (- n 1)");
        } else if (n == 0) {
            return omni_as_int(x, "settle-walk+4: x");
        } else {
            state = 0;
            n = omni_int_sub(n, 1, "settle-walk+4: (- n 1)");
        }
    }
}

/* `walk` ends in a call of `settle`, which goes on with `walk`: what comes out then is to be an
 * Int. */
static int64_t settle(int64_t n, Obj *x)
{
    return settle_walk(0, n, x);
}

/* walk
 *   settle  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *walk(Region *dest, int64_t n, Obj *x)
{
    if (n == 0) {
        return x;
    }
    return mk_int_region(dest, settle(omni_int_sub(n, 1, "walk+1: (- n 1)"), x));
}

/* main
 *   walk  walk_region    at most 16 bytes, built by walk: its region lies in the C frame, and needs
 *                        no chunk; not on the stack: size unknown: built by walk
 *   walk  walk_region_2  at most 16 bytes, built by walk: its region lies in the C frame, and needs
 *                        no chunk; not on the stack: size unknown: built by walk
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    OMNI_SCRATCH_STORAGE(256) walk_scratch;
    /* for walk: last used in (println (walk 0 'a)) */
    Region *walk_region = stack_alloc_region(&walk_scratch, sizeof walk_scratch);
    omni_display(walk(walk_region, 0, OMNI_REF(sym_a)));
    region_exit(walk_region);  /* last use of walk: (println (walk 0 'a)) */
    omni_newline();
    OMNI_SCRATCH_STORAGE(256) walk_scratch_2;
    /* for walk: last used in (println (walk 2 'a)) */
    Region *walk_region_2 = stack_alloc_region(&walk_scratch_2, sizeof walk_scratch_2);
    omni_display(walk(walk_region_2, 2, OMNI_REF(sym_a)));
    region_exit(walk_region_2);  /* last use of walk: (println (walk 2 'a)) */
    omni_newline();
    return omni_shutdown(0);
}
