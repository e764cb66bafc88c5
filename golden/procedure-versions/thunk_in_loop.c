/* thunk_in_loop.omni, translated by omnic */
#include "omni.h"

static int64_t repeat_lists_lambda(int64_t count, int64_t size);
static Obj *make_list_2(Region *dest, int64_t count, Obj *item);

OMNI_STATIC_SYMBOL(sym_x, "x");

static int64_t lists(int64_t count, int64_t size)
{
    return repeat_lists_lambda(count, size);
}

/* What the thunk gives dies in the iteration that asked for it: it is the result of a call, not
 * of an unknown procedure. */
/* repeat_lists_lambda
 *   repeat_lists_lambda  version              specialised for lists-lambda: what it gets to call is
 *                                             known
 *   thunk_result         thunk_result_region  used only within one iteration, last in (length
 *                                             (thunk)); not on the stack: size unknown: built by
 *                                             make-list
 */
static int64_t repeat_lists_lambda(int64_t count, int64_t size)
{
    /* for thunk-result: emptied in each iteration, so that it is made only once */
    Region *thunk_result_region = region_create();
    int64_t i = 0;
    int64_t sum = 0;
    while (i != count) {
        int64_t sum_2 = omni_int_add(i, 1, "repeat+1: (+ i 1)");
        /* thunk-result: what the last iteration made is not used any more */
        region_reset(thunk_result_region);
        Obj *thunk_result = make_list_2(thunk_result_region, size, OMNI_REF(sym_x));
        int64_t length = omni_length(thunk_result, "repeat+1: (length (thunk))");
        i = sum_2;
        sum = omni_int_add(sum, length, "repeat+1: (+ sum (length (thunk)))");
    }
    region_exit(thunk_result_region);  /* thunk-result: the loop ends here */
    return sum;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(lists(1000, 3));
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

static Obj *make_list_2(Region *dest, int64_t count, Obj *item)
{
    int64_t left = count;
    Obj *result = OMNI_NIL;
    while (left > 0) {
        left = left - 1;
        result = mk_pair_region(dest, item, result);
    }
    return result;
}
