/* called_at_once.omni, translated by omnic */
#include "omni.h"

static Obj *twice_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *wrap_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);

/* twice_lambda
 *   f         borrowed  only read here; the caller keeps it
 *   f_result  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *twice_lambda(Obj *self, Region *dest, int64_t x)
{
    OMNI_STACK_CHECK("twice-lambda");
    Obj *f = omni_captured(self, 0);
    Obj *f_result = omni_call(f, dest, 1, (Obj *[]){ mk_int_region(dest, x) },
                              "twice-lambda+0: (f x)");
    return omni_call(f, dest, 1, (Obj *[]){ f_result }, "twice-lambda+0: (f (f x))");
}

static Obj *twice_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    return twice_lambda(self, dest, omni_as_int(args[0], "twice-lambda: x"));
}

/* The closure that `twice` returns dies at once, but what it yields is built in the same region. */
/* twice
 *   f         borrowed  part of the result; the caller keeps it alive as long as the result
 *   function  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *twice(Region *dest, Obj *f)
{
    return mk_closure_region(dest, twice_lambda_entry, 1, 1, 1, (Obj *[]){ f });
}

/* wrap_lambda
 *   x     borrowed  part of the result; the caller keeps it alive as long as the result
 *   y     borrowed  part of the result; the caller keeps it alive as long as the result
 *   list  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *wrap_lambda(Obj *self, Region *dest, Obj *x)
{
    Obj *y = omni_captured(self, 0);
    return mk_pair_region(dest, x, mk_pair_region(dest, y, OMNI_NIL));
}

static Obj *wrap_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    return wrap_lambda(self, dest, args[0]);
}

/* wrap
 *   twice_result  dest   returned, so it is built in the caller's region: no copy
 *   y             stack  at most 16 bytes and one object for each call
 */
static Obj *wrap(Region *dest, int64_t y)
{
    Obj *function = mk_closure_region(dest, wrap_lambda_entry, 1, 1, 1,
                                      (Obj *[]){ mk_int_region(dest, y) });
    IntBox y_box;  /* at most 16 bytes and one object for each call */
    return omni_call(twice(dest, function), dest, 1, (Obj *[]){ mk_int_stack(&y_box, y) },
                     "wrap+1: ((twice (lambda (x) (list x y))) y)");
}

/* main
 *   wrap  wrap_region  not reachable from outside; last use: (println (wrap 3)); not on the stack:
 *                      size unknown: built by wrap
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Region *wrap_region = region_create();  /* for wrap: last used in (println (wrap 3)) */
    omni_display(wrap(wrap_region, 3));
    region_exit(wrap_region);  /* last use of wrap: (println (wrap 3)) */
    omni_newline();
    return omni_shutdown(0);
}
