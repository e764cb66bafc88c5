/* fluid_let.omni, translated by omnic */
#include "omni.h"

static Obj *main_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_guarded_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *dynamic_wind_main_swap_main_swap_lambda_entry(Obj *self, Region *dest, int argc,
                                                          Obj *const *args);
static void dynamic_wind_main_swap_main_swap(Region *dest, Obj *thunk, Obj *new_, Obj *new_2);
static Obj *dynamic_wind_main_guarded_swap_main_guarded_swap_lambda_entry(Obj *self, Region *dest,
                                                                          int argc,
                                                                          Obj *const *args);
static Obj *dynamic_wind_main_guarded_swap_main_guarded_swap(Region *dest, Obj *thunk, Obj *new_,
                                                             Obj *new_2);

OMNI_STATIC_SYMBOL(sym_out, "out");

OMNI_STATIC_STRING(text_space, " ", 1);

OMNI_STATIC_CLOSURE(main_lambda_closure, main_lambda_entry, 0, 0);
OMNI_STATIC_CLOSURE(main_guarded_lambda_closure, main_guarded_lambda_entry, 0, 0);
OMNI_STATIC_CLOSURE(main_guarded_closure, main_guarded_entry, 0, 0);

/* fluid-let gives a variable another value until its body is left, also by a raise. */
static int64_t depth = 0;

static void show(void)
{
    omni_display_int(depth);
    omni_display(OMNI_REF(text_space));
}

static void main_lambda(void)
{
    show();
    depth = 5;
    show();
}

static Obj *main_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    (void)args;
    main_lambda();
    return OMNI_NOTHING;
}

static Obj *main_guarded_lambda(void)
{
    omni_raise(OMNI_REF(sym_out), "main-guarded-lambda+0: (raise 'out)");
}

static Obj *main_guarded_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    (void)args;
    return main_guarded_lambda();
}

/* main_guarded_swap
 *   new  borrowed    changed here; the caller keeps it
 *   old  new_region  becomes part of new, so it is built in the region that holds new
 */
static inline void main_guarded_swap(Obj *new_)
{
    int64_t old = depth;
    depth = omni_int_value(omni_cell_get(new_));
    omni_cell_set(new_, mk_int_region(region_of(new_), old));
}

/* main_guarded
 *   dynamic_wind  dest        returned, so it is built in the caller's region: no copy
 *   new           new_region  not reachable from outside; last use: (fluid-let ((depth 7)) (raise
 *                             'out)); not on the stack: a callee allocates into it
 */
static Obj *main_guarded(Region *dest)
{
    OMNI_STACK_CHECK("main-guarded");
    /* for new: last used in (fluid-let ((depth 7)) (raise 'out)) */
    Region *new_region = region_create();
    Obj *new_ = mk_cell_region(new_region, OMNI_FIX(7));
    Obj *dynamic_wind = dynamic_wind_main_guarded_swap_main_guarded_swap(
            dest, OMNI_REF(main_guarded_lambda_closure), new_, new_);
    region_exit(new_region);  /* last use of new: (fluid-let ((depth 7)) (raise 'out)) */
    return dynamic_wind;
}

static Obj *main_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    (void)args;
    return main_guarded(dest);
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
 *   new  new_region  not reachable from outside; last use: (fluid-let ((depth (+ depth 1)))
 *                    (sho...; not on the stack: a callee allocates into it
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    depth = 1;
    int64_t sum = omni_int_add(depth, 1, "main: (+ depth 1)");
    /* for new: last used in (fluid-let ((depth (+ depth 1))) (sho... */
    Region *new_region = region_create();
    Obj *new_ = mk_cell_region(new_region, mk_int_region(new_region, sum));
    dynamic_wind_main_swap_main_swap(new_region, OMNI_REF(main_lambda_closure), new_, new_);
    region_exit(new_region);  /* last use of new: (fluid-let ((depth (+ depth 1))) (sho... */
    show();
    /* for main: last used in (guard (e (#t (show))) (fluid-let ((d... */
    Region *main_region = region_create();
    region_exit(main_region);  /* last use of main: (guard (e (#t (show))) (fluid-let ((d... */
    Obj *outcome = omni_try(OMNI_REF(main_guarded_closure), omni_global,
                            "main: (guard (e (#t (show))) (fluid-let ((d...");
    if (omni_is_raised(outcome)) {
        omni_drop_raised();
        show();
    }
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
 *   function                          stack     at most 40 bytes and one object for each call
 */
static void dynamic_wind_main_swap_main_swap(Region *dest, Obj *thunk, Obj *new_, Obj *new_2)
{
    main_swap(new_);
    OMNI_CLOSURE_STORAGE(1) function_closure;  /* at most 40 bytes and one object for each call */
    Obj *function = mk_closure_stack(&function_closure,
                                     dynamic_wind_main_swap_main_swap_lambda_entry, 0, 0, 1,
                                     (Obj *[]){ new_2 });
    omni_wind(thunk, function, dest, "dynamic-wind+2: (%wind thunk (lambda () (after) nothi...");
    main_swap(new_2);
}

/* dynamic_wind_main_guarded_swap_main_guarded_swap_lambda
 *   dynamic_wind_main_guarded_swap_main_guarded_swap_lambda  version   specialised for
 *                                                                      main-guarded-swap: what it
 *                                                                      gets to call is known
 *   new                                                      borrowed  changed by
 *                                                                      main-guarded-swap; the
 *                                                                      caller keeps it
 */
static void dynamic_wind_main_guarded_swap_main_guarded_swap_lambda(Obj *self)
{
    Obj *new_ = omni_captured(self, 0);
    main_guarded_swap(new_);
}

static Obj *dynamic_wind_main_guarded_swap_main_guarded_swap_lambda_entry(Obj *self, Region *dest,
                                                                          int argc,
                                                                          Obj *const *args)
{
    (void)dest;
    (void)argc;
    (void)args;
    dynamic_wind_main_guarded_swap_main_guarded_swap_lambda(self);
    return OMNI_NOTHING;
}

/* dynamic_wind_main_guarded_swap_main_guarded_swap
 *   dynamic_wind_main_guarded_swap_main_guarded_swap  version   specialised for main-guarded-swap,
 *                                                               main-guarded-swap: what it gets to
 *                                                               call is known
 *   thunk                                             borrowed  only read here; the caller keeps it
 *   new                                               borrowed  changed by main-guarded-swap; the
 *                                                               caller keeps it
 *   new                                               borrowed  changed by
 *                                                               dynamic-wind-main-guarded-swap-main-guarded-swap-lambda;
 *                                                               the caller keeps it
 *   result                                            dest      returned, so it is built in the
 *                                                               caller's region: no copy
 *   function                                          stack     at most 40 bytes and one object for
 *                                                               each call
 */
static Obj *dynamic_wind_main_guarded_swap_main_guarded_swap(Region *dest, Obj *thunk, Obj *new_,
                                                             Obj *new_2)
{
    main_guarded_swap(new_);
    OMNI_CLOSURE_STORAGE(1) function_closure;  /* at most 40 bytes and one object for each call */
    Obj *function = mk_closure_stack(&function_closure,
                                     dynamic_wind_main_guarded_swap_main_guarded_swap_lambda_entry,
                                     0, 0, 1, (Obj *[]){ new_2 });
    Obj *result = omni_wind(thunk, function, dest,
                            "dynamic-wind+2: (%wind thunk (lambda () (after) nothi...");
    main_guarded_swap(new_2);
    return result;
}
