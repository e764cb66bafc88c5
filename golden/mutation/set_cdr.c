/* set_cdr.omni, translated by omnic */
#include "omni.h"

/* What is stored into a parameter is built in the region that holds the parameter. */
/* append_one
 *   xs  borrowed  changed here; the caller keeps it
 */
static void append_one(Obj *xs, int64_t x)
{
    Obj *xs_2 = xs;
    while (!omni_is_null(omni_cdr(xs_2, "append-one!+1: (cdr xs)"))) {
        xs_2 = omni_pair_cdr(xs_2);
    }
    /* becomes part of xs, so it is built in the region that holds xs */
    Region *xs_region = region_of(xs);
    Obj *pair = mk_pair_region(xs_region, mk_int_region(xs_region, x), OMNI_NIL);
    omni_set_cdr(xs_2, pair, "append-one!+2: (set-cdr! xs (cons x '()))");
}

/* main
 *   xs  xs_region  few objects for each call, so the first 512 bytes of their region lie in the C
 *                  frame; not on the stack: a callee allocates into it
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    OMNI_SCRATCH_STORAGE(512) xs_scratch;
    /* for xs: last used in (println xs) */
    Region *xs_region = stack_alloc_region(&xs_scratch, sizeof xs_scratch);
    Obj *xs = mk_pair_region(xs_region, OMNI_FIX(1),
                             mk_pair_region(xs_region, OMNI_FIX(2), OMNI_NIL));
    append_one(xs, 3);
    omni_display(xs);
    region_exit(xs_region);  /* last use of xs: (println xs) */
    omni_newline();
    return omni_shutdown(0);
}
