/* captures.omni, translated by omnic */
#include "omni.h"

static Obj *make_adder_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);

static Obj *add_five = OMNI_NOTHING;

/* make_adder_lambda
 *   n  borrowed  only read here; the caller keeps it
 */
static int64_t make_adder_lambda(Obj *self, int64_t x)
{
    Obj *n = omni_captured(self, 0);
    return omni_int_add(x, omni_int_value(n), "make-adder-lambda+0: (+ x n)");
}

static Obj *make_adder_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    return mk_int_region(dest,
                         make_adder_lambda(self, omni_as_int(args[0], "make-adder-lambda: x")));
}

/* The closure outlives the call that makes it, so it is built in the caller's region, with what
 * it captures. */
/* make_adder
 *   function  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *make_adder(Region *dest, int64_t n)
{
    return mk_closure_region(dest, make_adder_lambda_entry, 1, 1, 1,
                             (Obj *[]){ mk_int_region(dest, n) });
}

/* main
 *   add_five         global  reachable from the top-level variable add-five: lives until the
 *                            program ends
 *   add_five_result  global  reachable from the top-level variable add-five: lives until the
 *                            program ends
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    add_five = make_adder(omni_global, 5);

    Obj *add_five_result = omni_call(add_five, omni_global, 1, (Obj *[]){ OMNI_FIX(10) },
                                     "main: (add-five 10)");
    omni_display_int(omni_int_value(add_five_result));
    omni_newline();
    return omni_shutdown(0);
}
