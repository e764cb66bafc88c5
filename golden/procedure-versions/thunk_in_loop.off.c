/* thunk_in_loop.omni, translated by omnic */
#include "omni.h"

static Obj *lists_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *make_list_2(Region *dest, int64_t count, Obj *item);

OMNI_STATIC_SYMBOL(sym_x, "x");

/* What the thunk gives dies in the iteration that asked for it: it is the result of a call, not
 * of an unknown procedure. */
/* repeat
 *   thunk         borrowed  only read here; the caller keeps it
 *   thunk_result  dest      part of the result, which is returned: built in the caller's region
 */
static int64_t repeat(Region *dest, int64_t count, Obj *thunk)
{
    int64_t i = 0;
    int64_t sum = 0;
    while (i != count) {
        int64_t sum_2 = omni_int_add(i, 1, "repeat+1: (+ i 1)");
        Obj *thunk_result = omni_call(thunk, dest, 0, NULL, "repeat+1: (thunk)");
        int64_t length = omni_length(thunk_result, "repeat+1: (length (thunk))");
        i = sum_2;
        sum = omni_int_add(sum, length, "repeat+1: (+ sum (length (thunk)))");
    }
    return sum;
}

/* lists_lambda
 *   size         borrowed  only read here; the caller keeps it
 *   make_list_2  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *lists_lambda(Obj *self, Region *dest)
{
    Obj *size = omni_captured(self, 0);
    return make_list_2(dest, omni_int_value(size), OMNI_REF(sym_x));
}

static Obj *lists_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    return lists_lambda(self, dest);
}

/* lists
 *   function  stack  at most 40 bytes and one object for each call
 *   size      stack  at most 16 bytes and one object for each call
 */
static int64_t lists(int64_t count, int64_t size)
{
    IntBox size_box;  /* at most 16 bytes and one object for each call */
    OMNI_CLOSURE_STORAGE(1) function_closure;  /* at most 40 bytes and one object for each call */
    Obj *size_2 = mk_int_stack(&size_box, size);
    /* for repeat: last used in (repeat count (lambda () (make-list s... */
    Region *repeat_region = region_create();
    Obj *function = mk_closure_stack(&function_closure, lists_lambda_entry, 0, 0, 1,
                                     (Obj *[]){ size_2 });
    int64_t repeat_result = repeat(repeat_region, count, function);
    region_exit(repeat_region);  /* repeat: never used after this */
    return repeat_result;
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
