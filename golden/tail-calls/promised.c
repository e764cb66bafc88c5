/* promised.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_SYMBOL(sym_a, "a");

OMNI_STATIC_STRING(text_space, " ", 1);

/* settle_walk
 *   x  borrowed  only read here; the caller keeps it
 */
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

/* What `settle` promises of its result holds for all that it goes on with: the loop that it
 * shares with `walk` gives an Int.
 * `walk`, called by itself, promises nothing, and goes to that loop when it comes to `settle`. */
/* settle
 *   x  borrowed  only read here; the caller keeps it
 */
static int64_t settle(int64_t n, Obj *x)
{
    return settle_walk(0, n, x);
}

/* walk
 *   x       borrowed  part of the result; the caller keeps it alive as long as the result
 *   settle  dest      returned, so it is built in the caller's region: no copy
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
    /* for walk: last used in (println (walk 0 'a) " " (settle 1000... */
    Region *walk_region = stack_alloc_region(&walk_scratch, sizeof walk_scratch);
    Obj *walk_result = walk(walk_region, 0, OMNI_REF(sym_a));
    int64_t settle_result = settle(1000001, OMNI_FIX(3));
    OMNI_SCRATCH_STORAGE(256) walk_scratch_2;
    /* for walk: last used in (walk 1000001 4) */
    Region *walk_region_2 = stack_alloc_region(&walk_scratch_2, sizeof walk_scratch_2);
    int64_t walk_result_2 = omni_int_value(walk(walk_region_2, 1000001, OMNI_FIX(4)));
    region_exit(walk_region_2);  /* last use of walk: (walk 1000001 4) */
    omni_display(walk_result);
    region_exit(walk_region);  /* last use of walk: (println (walk 0 'a) " " (settle 1000... */
    omni_display(OMNI_REF(text_space));
    omni_display_int(settle_result);
    omni_display(OMNI_REF(text_space));
    omni_display_int(walk_result_2);
    omni_newline();
    return omni_shutdown(0);
}
