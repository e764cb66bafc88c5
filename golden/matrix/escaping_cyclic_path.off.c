/* escaping_cyclic_path.omni, translated by omnic */
#include "omni.h"

/* Row 6: a ring that only some paths return stays in the caller's region, because it is cyclic. */
/* ring_or_nothing
 *   pair  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *ring_or_nothing(Region *dest, int64_t a, int64_t b)
{
    Obj *pair = mk_pair_region(dest, mk_int_region(dest, a), OMNI_NIL);
    omni_set_cdr(pair, pair, "ring-or-nothing+2: (set-cdr! pair pair)");
    if (a < b) {
        return pair;
    }
    return OMNI_NOTHING;
}

/* count_rings
 *   ring  rings_region  not reachable from outside; last use: (let loop ((i n) (rings '())) (if (=
 *                       ...; not on the stack: one for each iteration, and rings keeps them across
 *                       iterations
 */
static int64_t count_rings(int64_t n)
{
    /* for rings and ring: carried from one iteration to the next */
    Region *rings_region = region_create();
    int64_t i = n;
    Obj *rings = OMNI_NIL;
    while (i != 0) {
        Obj *ring = ring_or_nothing(rings_region, i, 3);
        if (ring != OMNI_NOTHING) {
            rings = mk_pair_region(rings_region, ring, rings);
        }
        i = omni_int_sub(i, 1, "count-rings+5: (- i 1)");
    }
    int64_t length = omni_length(rings, "count-rings+3: (length rings)");
    region_exit(rings_region);  /* last use of rings and ring: (length rings) */
    return length;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(count_rings(5));
    omni_newline();
    return omni_shutdown(0);
}
