/* box.omni, translated by omnic */
#include "omni.h"

static void for_each_count_odd_lambda(Obj *items, Obj *count);

static const Pair list_in_main[4] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_REF(list_in_main[3])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(5), OMNI_NIL},
};

static const Pair list_in_main_2[1] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_NIL},
};

/* count_odd_lambda
 *   count  borrowed      changed here; the caller keeps it
 *   sum    count_region  becomes part of count, so it is built in the region that holds count
 */
static inline void count_odd_lambda(int64_t x, Obj *count)
{
    if (omni_int_is_odd(x)) {
        int64_t content = omni_int_value(omni_unbox(count, "count-odd-lambda+0: (unbox count)"));
        Obj *sum = mk_int_region(region_of(count),
                                 omni_int_add(content, 1,
                                              "count-odd-lambda+0: (+ (unbox count) 1)"));
        omni_set_box(count, sum, "count-odd-lambda+0: (set-box! count (+ (unbox count) 1))");
    }
}

/* A box is a cell that the program sees. It may be a C object of the block. */
/* count_odd
 *   items  borrowed      only read here; the caller keeps it
 *   count  count_region  few objects for each call, so the first 512 bytes of their region lie in
 *                        the C frame; not on the stack: a callee allocates into it
 */
static int64_t count_odd(Obj *items)
{
    OMNI_SCRATCH_STORAGE(512) count_scratch;
    /* for count: last used in (unbox count) */
    Region *count_region = stack_alloc_region(&count_scratch, sizeof count_scratch);
    Obj *count = mk_cell_region(count_region, OMNI_FIX(0));
    for_each_count_odd_lambda(items, count);
    int64_t content = omni_int_value(omni_unbox(count, "count-odd+3: (unbox count)"));
    region_exit(count_region);  /* last use of count: (unbox count) */
    return content;
}

/* main
 *   box  stack  at most 16 bytes and one object for each call
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Cell box_cell;  /* at most 16 bytes and one object for each call */
    omni_display_int(count_odd(OMNI_REF(list_in_main[0])));
    omni_display_bool(true);
    omni_display(mk_cell_stack(&box_cell, OMNI_REF(list_in_main_2[0])));
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* for_each_count_odd_lambda
 *   for_each_count_odd_lambda  version   specialised for count-odd-lambda: what it gets to call is
 *                                        known
 *   items                      borrowed  only read here; the caller keeps it
 *   count                      borrowed  changed by count-odd-lambda; the caller keeps it
 */
static void for_each_count_odd_lambda(Obj *items, Obj *count)
{
    Obj *rest = items;
    while (!omni_is_null(rest)) {
        count_odd_lambda(omni_int_value(omni_pair_car(rest)), count);
        rest = omni_pair_cdr(rest);
    }
}
