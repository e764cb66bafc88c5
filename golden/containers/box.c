/* box.omni, translated by omnic */
#include "omni.h"

static Obj *count_odd_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static void for_each(Region *dest, Obj *f, Obj *items);

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
static void count_odd_lambda(Obj *self, int64_t x)
{
    Obj *count = omni_captured(self, 0);
    if (omni_int_is_odd(x)) {
        int64_t content = omni_int_value(omni_unbox(count, "count-odd-lambda+0: (unbox count)"));
        Obj *sum = mk_int_region(region_of(count),
                                 omni_int_add(content, 1,
                                              "count-odd-lambda+0: (+ (unbox count) 1)"));
        omni_set_box(count, sum, "count-odd-lambda+0: (set-box! count (+ (unbox count) 1))");
    }
}

static Obj *count_odd_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)dest;
    (void)argc;
    count_odd_lambda(self, omni_as_int(args[0], "count-odd-lambda: x"));
    return OMNI_NOTHING;
}

/* A box is a cell that the program sees. It may be a C object of the block. */
/* count_odd
 *   items     borrowed      only read here; the caller keeps it
 *   count     count_region  few objects for each call, so the first 512 bytes of their region lie
 *                           in the C frame; not on the stack: a callee allocates into it
 *   function  stack         at most 40 bytes and one object for each call
 */
static int64_t count_odd(Obj *items)
{
    OMNI_SCRATCH_STORAGE(512) count_scratch;
    /* for count: last used in (unbox count) */
    Region *count_region = stack_alloc_region(&count_scratch, sizeof count_scratch);
    Obj *count = mk_cell_region(count_region, OMNI_FIX(0));
    OMNI_CLOSURE_STORAGE(1) function_closure;  /* at most 40 bytes and one object for each call */
    Obj *function = mk_closure_stack(&function_closure, count_odd_lambda_entry, 1, 1, 1,
                                     (Obj *[]){ count });
    /* for for-each: last used in (for-each (lambda (x) (if (odd? x) (s... */
    Region *for_each_region = region_create();
    for_each(for_each_region, function, items);
    region_exit(for_each_region);  /* for-each: never used after this */
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

/* for_each
 *   f      borrowed  only read here; the caller keeps it
 *   items  borrowed  only read here; the caller keeps it
 */
static void for_each(Region *dest, Obj *f, Obj *items)
{
    Obj *rest = items;
    while (!omni_is_null(rest)) {
        omni_call(f, dest, 1, (Obj *[]){ omni_pair_car(rest) }, "for-each+3: (f (car rest))");
        rest = omni_pair_cdr(rest);
    }
}
