/* own_dynamic_wind.omni, translated by omnic */
#include "omni.h"

static Obj *main_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *dynamic_wind_main_swap_main_swap_lambda_entry(Obj *self, Region *dest, int argc,
                                                          Obj *const *args);
static int64_t dynamic_wind_main_swap_main_swap(Region *dest, Obj *thunk, Obj *new_, Obj *new_2);

OMNI_STATIC_SYMBOL(sym_mine, "mine");

OMNI_STATIC_CLOSURE(main_lambda_closure, main_lambda_entry, 0, 0);

/* The library's fluid-let goes on using the library's dynamic-wind, whatever the program calls
 * by that name. */
static int64_t depth = 0;

static Obj *dynamic_wind(int64_t before, int64_t thunk, int64_t after)
{
    (void)before;
    (void)thunk;
    (void)after;
    return OMNI_REF(sym_mine);
}

static int64_t main_lambda(void)
{
    return depth;
}

static Obj *main_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    (void)args;
    return mk_int_region(dest, main_lambda());
}

/* main_swap
 *   new  borrowed    changed here; the caller keeps it
 *   old  new_region  becomes part of new, so it is built in the region that holds new
 */
static inline void main_swap(Obj *new_)
{
    int64_t old = depth;
    depth = omni_int_value(omni_cell_get(new_));
    omni_cell_set(new_, mk_int_region(region_of(new_), old));
}

/* main
 *   list   stack       at most 72 bytes and one object for each call
 *   depth  stack       at most 32 bytes and one object for each call
 *   new    new_region  not reachable from outside; last use: (fluid-let ((depth 20)) depth); not on
 *                      the stack: a callee allocates into it
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    depth = 1;

    /* for new: last used in (fluid-let ((depth 20)) depth) */
    Region *new_region = region_create();
    Obj *new_ = mk_cell_region(new_region, OMNI_FIX(20));
    int64_t dynamic_wind_result = dynamic_wind_main_swap_main_swap(new_region,
                                                                   OMNI_REF(main_lambda_closure),
                                                                   new_, new_);
    region_exit(new_region);  /* last use of new: (fluid-let ((depth 20)) depth) */
    Pair list_pair;  /* at most 72 bytes and one object for each call */
    Pair list_pair_2;  /* at most 72 bytes and one object for each call */
    Pair list_pair_3;  /* at most 72 bytes and one object for each call */
    IntBox depth_box;  /* at most 32 bytes and one object for each call */
    IntBox dynamic_wind_box;  /* at most 32 bytes and one object for each call */
    int64_t depth_value = depth;
    Obj *list = mk_pair_stack(&list_pair, dynamic_wind(1, 2, 3), OMNI_NIL);
    Obj *list_2 = mk_pair_stack(&list_pair_2, mk_int_stack(&depth_box, depth_value), list);
    Obj *list_3 = mk_pair_stack(&list_pair_3, mk_int_stack(&dynamic_wind_box, dynamic_wind_result),
                                list_2);
    omni_display(list_3);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* dynamic_wind_main_swap_main_swap_lambda
 *   dynamic_wind_main_swap_main_swap_lambda  version   specialised for main-swap: what it gets to
 *                                                      call is known
 *   new                                      borrowed  changed by main-swap; the caller keeps it
 */
static void dynamic_wind_main_swap_main_swap_lambda(Obj *self)
{
    Obj *new_ = omni_captured(self, 0);
    main_swap(new_);
}

static Obj *dynamic_wind_main_swap_main_swap_lambda_entry(Obj *self, Region *dest, int argc,
                                                          Obj *const *args)
{
    (void)dest;
    (void)argc;
    (void)args;
    dynamic_wind_main_swap_main_swap_lambda(self);
    return OMNI_NOTHING;
}

/* dynamic_wind_main_swap_main_swap
 *   dynamic_wind_main_swap_main_swap  version   specialised for main-swap, main-swap: what it gets
 *                                               to call is known
 *   thunk                             borrowed  only read here; the caller keeps it
 *   new                               borrowed  changed by main-swap; the caller keeps it
 *   new                               borrowed  changed by dynamic-wind-main-swap-main-swap-lambda;
 *                                               the caller keeps it
 *   result                            dest      part of the result, which is returned: built in the
 *                                               caller's region
 *   function                          stack     at most 40 bytes and one object for each call
 */
static int64_t dynamic_wind_main_swap_main_swap(Region *dest, Obj *thunk, Obj *new_, Obj *new_2)
{
    main_swap(new_);
    OMNI_CLOSURE_STORAGE(1) function_closure;  /* at most 40 bytes and one object for each call */
    Obj *function = mk_closure_stack(&function_closure,
                                     dynamic_wind_main_swap_main_swap_lambda_entry, 0, 0, 1,
                                     (Obj *[]){ new_2 });
    Obj *result_2 = omni_wind(thunk, function, dest,
                              "dynamic-wind+2: (%wind thunk (lambda () (after) nothi...");
    int64_t result = omni_int_value(result_2);
    main_swap(new_2);
    return result;
}
