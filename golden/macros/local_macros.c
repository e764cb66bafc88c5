/* local_macros.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_SYMBOL(sym_outer, "outer");

/* let-syntax and letrec-syntax; what a local macro inserts means what it means where the macro
 * stands. */
/* outer
 *   list  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *outer(Region *dest, int64_t x)
{
    int64_t limit = 10;
    int64_t limit_2 = 3;
    Obj *list = mk_pair_region(dest, mk_int_region(dest, limit_2), OMNI_NIL);
    return mk_pair_region(dest, mk_int_region(dest, x > limit ? limit : x), list);
}

/* parity
 *   list  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *parity(Region *dest, int64_t n)
{
    Obj *list = mk_pair_region(dest, OMNI_FALSE, mk_pair_region(dest, OMNI_TRUE, OMNI_NIL));
    return mk_pair_region(dest, mk_int_region(dest, n), list);
}

/* main
 *   outer   outer_region   at most 80 bytes, built by outer: its region lies in the C frame, and
 *                          needs no chunk; not on the stack: size unknown: built by outer
 *   parity  parity_region  at most 88 bytes, built by parity: its region lies in the C frame, and
 *                          needs no chunk; not on the stack: size unknown: built by parity
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    OMNI_SCRATCH_STORAGE(256) outer_scratch;
    /* for outer: last used in (display (outer 50)) */
    Region *outer_region = stack_alloc_region(&outer_scratch, sizeof outer_scratch);
    omni_display(outer(outer_region, 50));
    region_exit(outer_region);  /* last use of outer: (display (outer 50)) */
    OMNI_SCRATCH_STORAGE(256) parity_scratch;
    /* for parity: last used in (display (parity 3)) */
    Region *parity_region = stack_alloc_region(&parity_scratch, sizeof parity_scratch);
    omni_display(parity(parity_region, 3));
    region_exit(parity_region);  /* last use of parity: (display (parity 3)) */
    omni_newline();
    Obj *x = OMNI_REF(sym_outer);
    omni_display(x);
    omni_newline();
    return omni_shutdown(0);
}
