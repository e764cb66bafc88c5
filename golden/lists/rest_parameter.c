/* rest_parameter.omni, translated by omnic */
#include "omni.h"

static inline int64_t apply_sum(Obj *xs);
static int64_t fold_left(Region *dest, Obj *f, int64_t start, Obj *items);
static Obj *plus_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_STRING(text_space, " ", 1);

OMNI_STATIC_CLOSURE(plus_2_closure, plus_2_entry, 0, -1);

/* The arguments beyond the first come as a list that the caller builds. */
/* total
 *   more  borrowed  changed here; the caller keeps it
 */
static inline int64_t total(int64_t first, Obj *more)
{
    if (omni_is_null(more)) {
        return first;
    }
    return omni_int_add(first, apply_sum(more), "total+3: (+ first (apply-sum more))");
}

/* apply_sum
 *   xs  borrowed  changed here; the caller keeps it
 */
static inline int64_t apply_sum(Obj *xs)
{
    return fold_left(region_of(xs), OMNI_REF(plus_2_closure), 0, xs);
}

/* main
 *   list  list_region  few objects for each call, so the first 512 bytes of their region lie in the
 *                      C frame; not on the stack: a callee allocates into it
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    int64_t total_result = total(1, OMNI_NIL);
    OMNI_SCRATCH_STORAGE(512) list_scratch;
    /* for list: last used in (total 1 2 3) */
    Region *list_region = stack_alloc_region(&list_scratch, sizeof list_scratch);
    Obj *list = mk_pair_region(list_region, OMNI_FIX(2),
                               mk_pair_region(list_region, OMNI_FIX(3), OMNI_NIL));
    int64_t total_result_2 = total(1, list);
    region_exit(list_region);  /* last use of list: (total 1 2 3) */
    omni_display_int(total_result);
    omni_display(OMNI_REF(text_space));
    omni_display_int(total_result_2);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* fold_left
 *   f         borrowed  only read here; the caller keeps it
 *   items     borrowed  only read here; the caller keeps it
 *   f_result  dest      part of the result, which is returned: built in the caller's region
 */
static int64_t fold_left(Region *dest, Obj *f, int64_t start, Obj *items)
{
    int64_t result = start;
    Obj *rest = items;
    while (!omni_is_null(rest)) {
        Obj *result_2 = mk_int_region(dest, result);
        Obj *f_result = omni_call(f, dest, 2, (Obj *[]){ result_2, omni_pair_car(rest) },
                                  "fold-left+4: (f result (car rest))");
        result = omni_int_value(f_result);
        rest = omni_pair_cdr(rest);
    }
    return result;
}

/* plus
 *   numbers  borrowed  only read here; the caller keeps it
 */
static int64_t plus(Obj *numbers)
{
    int64_t sum = 0;
    Obj *rest = numbers;
    while (!omni_is_null(rest)) {
        int64_t head = omni_int_value(omni_pair_car(rest));
        sum = omni_int_add(sum, head, "++4: (+ sum (car rest))");
        rest = omni_pair_cdr(rest);
    }
    return sum;
}

/* plus_2
 *   a     borrowed     only read here; the caller keeps it
 *   b     borrowed     only read here; the caller keeps it
 *   more  borrowed     changed here; the caller keeps it
 *   list  more_region  becomes part of more, so it is built in the region that holds more
 *   list  stack        at most 24 bytes and one object for each call
 */
static int64_t plus_2(Obj *a, Obj *b, Obj *more)
{
    if (omni_is_absent(a)) {
        return plus(OMNI_NIL);
    } else if (omni_is_absent(b)) {
        Pair list_pair;  /* at most 24 bytes and one object for each call */
        return plus(mk_pair_stack(&list_pair, a, OMNI_NIL));
    } else if (omni_is_null(more)) {
        return omni_int_add(omni_int_value(a), omni_int_value(b), "+");
    }
    /* becomes part of more, so it is built in the region that holds more */
    Region *more_region = region_of(more);
    return plus(mk_pair_region(more_region, a, mk_pair_region(more_region, b, more)));
}

static Obj *plus_2_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    return mk_int_region(dest,
                         plus_2(argc > 0 ? args[0] : OMNI_ABSENT, argc > 1 ? args[1] : OMNI_ABSENT,
                                omni_rest_list(dest, argc, args, 2)));
}
