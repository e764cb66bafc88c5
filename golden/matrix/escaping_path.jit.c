/* escaping_path.omni, translated by omnic */
#include "omni.h"

/* Row 4: a small tree that only some paths return is built in scratch, and copied out there:
 * span is called in a loop that
 * keeps what it gives, so what is thrown away would pile up. With --no-narrowing, or --mode=jit,
 * it does. */
/* span
 *   pair  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *span(Region *dest, int64_t low, int64_t high)
{
    Obj *pair = mk_pair_region(dest, mk_int_region(dest, low), mk_int_region(dest, high));
    int64_t tail = omni_int_value(omni_pair_cdr(pair));
    int64_t head = omni_int_value(omni_pair_car(pair));
    if (omni_int_sub(tail, head, "span+2: (- (cdr pair) (car pair))") < 3) {
        return pair;
    }
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
 *   narrow_spans  narrow_spans_region  lives to the end of the scope: --mode=jit tells no branches
 *                                      apart; not on the stack: switched off by --mode=jit
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    OMNI_SCRATCH_STORAGE(512) narrow_spans_scratch;
    /* for narrow-spans: last used in (println (narrow-spans 4)) */
    Region *narrow_spans_region = stack_alloc_region(&narrow_spans_scratch,
                                                     sizeof narrow_spans_scratch);
    omni_display(narrow_spans(narrow_spans_region, 4));
    omni_newline();
    region_exit(narrow_spans_region);  /* end of the scope of narrow-spans (--mode=jit) */
    return omni_shutdown(0);
}
