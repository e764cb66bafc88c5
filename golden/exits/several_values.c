/* several_values.omni, translated by omnic */
#include "omni.h"

static Obj *halves_body_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static inline void halves_return(Obj *values, Obj *exit);
static Obj *list_to_values(Region *dest, Obj *items);
static Obj *values(Region *dest, Obj *items);
static Obj *reverse(Region *dest, Obj *items);
static void for_each_halves_body_lambda(Obj *items, Obj *exit);

OMNI_STATIC_STRING(text_space, " ", 1);

static const Pair list_in_main[3] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(5), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(8), OMNI_NIL},
};

static const Pair list_in_main_2[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_REF(list_in_main_2[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(5), OMNI_NIL},
};

/* halves_body_lambda
 *   exit  borrowed     changed by halves-return; the caller keeps it
 *   list  exit_region  becomes part of exit, so it is built in the region that holds exit
 */
static void halves_body_lambda(int64_t n, Obj *exit)
{
    if (omni_int_is_even(n)) {
        /* becomes part of exit, so it is built in the region that holds exit */
        Region *exit_region = region_of(exit);
        Obj *list = mk_pair_region(exit_region, mk_int_region(exit_region, n / 2), OMNI_NIL);
        Obj *list_2 = mk_pair_region(exit_region, mk_int_region(exit_region, n), list);
        halves_return(list_2, exit);
    }
}

/* halves_body
 *   numbers  borrowed  only read here; the caller keeps it
 *   exit     borrowed  changed by for-each-halves-body-lambda; the caller keeps it
 *   values   dest      returned, so it is built in the caller's region: no copy
 */
static Obj *halves_body(Obj *self, Region *dest)
{
    Obj *numbers = omni_captured(self, 0);
    Obj *exit = omni_captured(self, 1);
    for_each_halves_body_lambda(numbers, exit);
    return mk_values_region(dest, OMNI_FALSE, OMNI_FALSE);
}

static Obj *halves_body_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    return halves_body(self, dest);
}

/* halves_return
 *   values  borrowed       changed here; the caller keeps it
 *   exit    borrowed       changed here; the caller keeps it
 *   list    values_region  becomes part of values, so it is built in the region that holds values
 */
static inline void halves_return(Obj *values, Obj *exit)
{
    Obj *list = list_to_values(region_of(values), values);
    omni_exit_to(exit, list, "halves-return+0: return");
}

/* A continuation takes several values where the form may give several. */
/* halves
 *   numbers   borrowed  only read here; the caller keeps it
 *   exit      dest      built together with what is returned, so in the caller's region
 *   function  stack     at most 48 bytes and one object for each call
 */
static Obj *halves(Region *dest, Obj *numbers)
{
    Obj *exit = mk_cell_region(dest, OMNI_NOTHING);
    OMNI_CLOSURE_STORAGE(2) function_closure;  /* at most 48 bytes and one object for each call */
    Obj *function = mk_closure_stack(&function_closure, halves_body_entry, 0, 0, 2,
                                     (Obj *[]){ numbers, exit });
    return omni_call_with_exit(function, exit, dest,
                               "halves+1: (call/cc (lambda (return) (for-each (...");
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    Region *n_region = region_create();  /* for n and half: last used in (println n " " half) */
    Obj *halves_result = halves(n_region, OMNI_REF(list_in_main[0]));
    omni_check_values(halves_result, 2, "main: (halves '(3 5 8))");
    Obj *n = omni_values_first(halves_result);
    Obj *half = omni_values_rest(halves_result);
    omni_display(n);
    omni_display(OMNI_REF(text_space));
    omni_display(half);
    region_exit(n_region);  /* last use of n and half: (println n " " half) */
    omni_newline();
    Region *n_region_2 = region_create();  /* for n and half: last used in (println n " " half) */
    Obj *halves_result_2 = halves(n_region_2, OMNI_REF(list_in_main_2[0]));
    omni_check_values(halves_result_2, 2, "main: (halves '(3 5))");
    Obj *n_2 = omni_values_first(halves_result_2);
    Obj *half_2 = omni_values_rest(halves_result_2);
    omni_display(n_2);
    omni_display(OMNI_REF(text_space));
    omni_display(half_2);
    region_exit(n_region_2);  /* last use of n and half: (println n " " half) */
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* list_to_values
 *   items   borrowed  part of the result; the caller keeps it alive as long as the result
 *   values  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *list_to_values(Region *dest, Obj *items)
{
    if (omni_is_null(omni_pair_cdr(items))) {
        return omni_pair_car(items);
    }
    return values(dest, items);
}

/* values
 *   items     borrowed         part of the result; the caller keeps it alive as long as the result
 *   reversed  reversed_region  dies with rest; not on the stack: size unknown: built by reverse
 */
static Obj *values(Region *dest, Obj *items)
{
    if (omni_is_null(items)) {
        return omni_no_values();
    }
    /* for reversed and rest: used only in this branch */
    Region *reversed_region = region_create();
    Obj *reversed = reverse(reversed_region, items);
    Obj *result = omni_car(reversed, "values+4: (car reversed)");
    Obj *rest = omni_pair_cdr(reversed);
    while (!omni_is_null(rest)) {
        result = mk_values_region(dest, omni_pair_car(rest), result);
        rest = omni_pair_cdr(rest);
    }
    region_exit(reversed_region);  /* reversed and rest: not used on this path */
    return result;
}

/* reverse
 *   items  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *reverse(Region *dest, Obj *items)
{
    Obj *rest = items;
    Obj *result = OMNI_NIL;
    while (!omni_is_null(rest)) {
        result = mk_pair_region(dest, omni_pair_car(rest), result);
        rest = omni_pair_cdr(rest);
    }
    return result;
}

/* for_each_halves_body_lambda
 *   for_each_halves_body_lambda  version   specialised for halves-body-lambda: what it gets to call
 *                                          is known
 *   items                        borrowed  only read here; the caller keeps it
 *   exit                         borrowed  changed by halves-body-lambda; the caller keeps it
 */
static void for_each_halves_body_lambda(Obj *items, Obj *exit)
{
    Obj *rest = items;
    while (!omni_is_null(rest)) {
        halves_body_lambda(omni_int_value(omni_pair_car(rest)), exit);
        rest = omni_pair_cdr(rest);
    }
}
