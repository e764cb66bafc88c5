/* rest_parameter.omni, translated by omnic */
#include "omni.h"

static int64_t apply_sum(Obj *xs);
static int64_t fold_left_plus(int64_t start, Obj *items);

OMNI_STATIC_STRING(text_space, " ", 1);

/* The arguments beyond the first come as a list that the caller builds. */
/* total
 *   more  borrowed  only read here; the caller keeps it
 */
static int64_t total(int64_t first, Obj *more)
{
    if (omni_is_null(more)) {
        return first;
    }
    return omni_int_add(first, apply_sum(more), "total+3: (+ first (apply-sum more))");
}

/* apply_sum
 *   xs  borrowed  only read here; the caller keeps it
 */
static int64_t apply_sum(Obj *xs)
{
    return fold_left_plus(0, xs);
}

/* main
 *   list  stack  at most 48 bytes and one object for each call
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Pair list_pair;  /* at most 48 bytes and one object for each call */
    Pair list_pair_2;  /* at most 48 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair_2, OMNI_FIX(2),
                              mk_pair_stack(&list_pair, OMNI_FIX(3), OMNI_NIL));
    int64_t total_result = total(1, OMNI_NIL);
    int64_t total_result_2 = total(1, list);
    omni_display_int(total_result);
    omni_display(OMNI_REF(text_space));
    omni_display_int(total_result_2);
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
