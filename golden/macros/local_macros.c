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
 *   outer   outer_region   not reachable from outside; last use: (display (outer 50)); not on the
 *                          stack: size unknown: built by outer
 *   parity  parity_region  not reachable from outside; last use: (display (parity 3)); not on the
 *                          stack: size unknown: built by parity
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Region *outer_region = region_create();  /* for outer: last used in (display (outer 50)) */
    omni_display(outer(outer_region, 50));
    region_exit(outer_region);  /* last use of outer: (display (outer 50)) */
    Region *parity_region = region_create();  /* for parity: last used in (display (parity 3)) */
    omni_display(parity(parity_region, 3));
    region_exit(parity_region);  /* last use of parity: (display (parity 3)) */
    omni_newline();
    Obj *x = OMNI_REF(sym_outer);
    omni_display(x);
    omni_newline();
    return omni_shutdown(0);
}
