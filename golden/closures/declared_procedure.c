/* declared_procedure.omni, translated by omnic */
#include "omni.h"

static Obj *pick_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *pick_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static void main_lambda(int64_t x);
static Obj *list_ref(Obj *items, int64_t index);
static Obj *list_tail(Obj *items, int64_t count);

OMNI_STATIC_CLOSURE(pick_lambda_closure, pick_lambda_entry, 1, 1);
OMNI_STATIC_CLOSURE(pick_lambda_2_closure, pick_lambda_2_entry, 1, 1);

static int64_t total = 0;

/* The result of a procedure that is declared `{Fn [Int] Int}` is checked where it comes back,
 * and held as an int64_t from there on. */
/* sum_of
 *   f         borrowed  only read here; the caller keeps it
 *   f_result  dest      part of the result, which is returned: built in the caller's region
 */
static int64_t sum_of(Region *dest, Obj *f, int64_t n)
{
    int64_t i = 0;
    int64_t sum = 0;
    while (i != n) {
        int64_t f_argument = i;
        Obj *f_argument_2 = mk_int_region(dest, f_argument);
        int64_t sum_2 = omni_int_add(i, 1, "sum-of+4: (+ i 1)");
        Obj *f_result = omni_call(f, dest, 1, (Obj *[]){ f_argument_2 }, "sum-of+4: (f i)");
        int64_t f_result_2 = omni_as_int(f_result, "sum-of+4: (f i)");
        i = sum_2;
        sum = omni_int_add(sum, f_result_2, "sum-of+4: (+ sum (f i))");
    }
    return sum;
}

static int64_t pick_lambda(int64_t x)
{
    return omni_int_mul(x, x, "pick-lambda+0: (* x x)");
}

static Obj *pick_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return mk_int_region(dest, pick_lambda(omni_as_int(args[0], "pick-lambda: x")));
}

static int64_t pick_lambda_2(int64_t x)
{
    return omni_int_add(x, 1, "pick-lambda-2+0: (+ x 1)");
}

static Obj *pick_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return mk_int_region(dest, pick_lambda_2(omni_as_int(args[0], "pick-lambda-2: x")));
}

/* pick
 *   list  stack  at most 48 bytes and one object for each call
 */
static Obj *pick(int64_t i)
{
    Pair list_pair;  /* at most 48 bytes and one object for each call */
    Pair list_pair_2;  /* at most 48 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair_2, OMNI_REF(pick_lambda_closure),
                              mk_pair_stack(&list_pair, OMNI_REF(pick_lambda_2_closure), OMNI_NIL));
    return list_ref(list, i);
}

/* A result that is declared Nothing is one that nobody looks at. */
/* each_main_lambda
 *   each_main_lambda  version  specialised for main-lambda: what it gets to call is known
 */
static void each_main_lambda(int64_t n)
{
    int64_t i = 0;
    while (i < n) {
        int64_t f_argument = i;
        main_lambda(f_argument);
        i = i + 1;
    }
}

static void main_lambda(int64_t x)
{
    total = omni_int_add(total, x, "main-lambda+0: (+ total x)");
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Obj *pick_result = pick(0);
    Region *sum_of_region = region_create();  /* for sum-of: last used in (sum-of (pick 0) 5) */
    int64_t sum_of_result = sum_of(sum_of_region, pick_result, 5);
    region_exit(sum_of_region);  /* sum-of: never used after this */
    omni_display_int(sum_of_result);
    omni_newline();
    Obj *pick_result_2 = pick(1);
    Region *sum_of_region_2 = region_create();  /* for sum-of: last used in (sum-of (pick 1) 5) */
    int64_t sum_of_result_2 = sum_of(sum_of_region_2, pick_result_2, 5);
    region_exit(sum_of_region_2);  /* sum-of: never used after this */
    omni_display_int(sum_of_result_2);
    omni_newline();
    total = 0;
    each_main_lambda(5);
    omni_display_int(total);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* list_ref
 *   items  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *list_ref(Obj *items, int64_t index)
{
    return omni_car(list_tail(items, index), "list-ref+1: (car (list-tail items index))");
}

/* list_tail
 *   items  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *list_tail(Obj *items, int64_t count)
{
    while (count != 0) {
        items = omni_cdr(items, "list-tail+3: (cdr items)");
        count = omni_int_sub(count, 1, "list-tail+3: (- count 1)");
    }
    return items;
}
