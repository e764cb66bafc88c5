/* too_big.omni, translated by omnic */
#include "omni.h"

static int64_t fold_left_plus(int64_t start, Obj *items);

/* The limit is a number of bytes; what is larger goes to a region. */
/* sum_of_four
 *   all  all_region  few objects for each call, so the first 512 bytes of their region lie in the C
 *                    frame; not on the stack: 96 bytes, over the stack limit of 64
 *   d    stack       at most 64 bytes and one object for each call
 */
static int64_t sum_of_four(int64_t a, int64_t b, int64_t c, int64_t d)
{
    IntBox d_box;  /* at most 64 bytes and one object for each call */
    IntBox c_box;  /* at most 64 bytes and one object for each call */
    IntBox b_box;  /* at most 64 bytes and one object for each call */
    IntBox a_box;  /* at most 64 bytes and one object for each call */
    Obj *d_2 = mk_int_stack(&d_box, d);
    OMNI_SCRATCH_STORAGE(512) all_scratch;
    /* for all: last used in (fold-left + 0 all) */
    Region *all_region = stack_alloc_region(&all_scratch, sizeof all_scratch);
    Obj *list = mk_pair_region(all_region, mk_int_stack(&c_box, c),
                               mk_pair_region(all_region, d_2, OMNI_NIL));
    Obj *list_2 = mk_pair_region(all_region, mk_int_stack(&b_box, b), list);
    Obj *all = mk_pair_region(all_region, mk_int_stack(&a_box, a), list_2);
    int64_t fold_left = fold_left_plus(0, all);
    region_exit(all_region);  /* last use of all: (fold-left + 0 all) */
    return fold_left;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(sum_of_four(1, 2, 3, 4));
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* fold_left_plus
 *   fold_left_plus  version   specialised for +: what it gets to call is known
 *   items           borrowed  only read here; the caller keeps it
 */
static int64_t fold_left_plus(int64_t start, Obj *items)
{
    int64_t result = start;
    Obj *rest = items;
    while (!omni_is_null(rest)) {
        int64_t head = omni_int_value(omni_pair_car(rest));
        result = omni_int_add(result, head, "fold-left+4: (f result (car rest))");
        rest = omni_pair_cdr(rest);
    }
    return result;
}
