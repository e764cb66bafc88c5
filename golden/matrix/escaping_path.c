/* escaping_path.omni, translated by omnic */
#include "omni.h"

/* Row 4: a small tree that only some paths return is built in scratch, and copied out there:
 * span is called in a loop that
 * keeps what it gives, so what is thrown away would pile up. With --no-narrowing, or --mode=jit,
 * it does. */
/* span
 *   pair  pair_region  returned on some paths only, and copied out there, at most 56 bytes; on the
 *                      others it dies here; not on the stack: outlives the call: span
 */
static Obj *span(Region *dest, int64_t low, int64_t high)
{
    OMNI_SCRATCH_STORAGE(512) pair_scratch;
    /* for pair: last used in (if (< (- (cdr pair) (car pair)) 3) p... */
    Region *pair_region = stack_alloc_region(&pair_scratch, sizeof pair_scratch);
    Obj *pair = mk_pair_region(pair_region, mk_int_region(pair_region, low),
                               mk_int_region(pair_region, high));
    int64_t tail = omni_int_value(omni_pair_cdr(pair));
    int64_t head = omni_int_value(omni_pair_car(pair));
    if (omni_int_sub(tail, head, "span+2: (- (cdr pair) (car pair))") < 3) {
        /* pair is returned on this path: at most 56 bytes are copied into the caller's region */
        Obj *pair_copy = transmigrate(pair, pair_region, dest);
        region_exit(pair_region);  /* what is returned of pair has been copied out */
        return pair_copy;
    }
    region_exit(pair_region);  /* pair: not used on this path */
    return OMNI_NOTHING;
}

/* narrow_spans
 *   one  dest  part of the result, which is returned: built in the caller's region
 */
static Obj *narrow_spans(Region *dest, int64_t n)
{
    int64_t i = n;
    Obj *found = OMNI_NIL;
    while (i != 0) {
        Obj *one = span(dest, i, omni_int_mul(i, i, "narrow-spans+4: (* i i)"));
        if (one != OMNI_NOTHING) {
            found = mk_pair_region(dest, one, found);
        }
        i = omni_int_sub(i, 1, "narrow-spans+5: (- i 1)");
    }
    return found;
}

/* main
 *   narrow_spans  narrow_spans_region  not reachable from outside; last use: (println (narrow-spans
 *                                      4)); not on the stack: size unknown: built by narrow-spans
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for narrow-spans: last used in (println (narrow-spans 4)) */
    Region *narrow_spans_region = region_create();
    omni_display(narrow_spans(narrow_spans_region, 4));
    region_exit(narrow_spans_region);  /* last use of narrow-spans: (println (narrow-spans 4)) */
    omni_newline();
    return omni_shutdown(0);
}
