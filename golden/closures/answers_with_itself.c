/* answers_with_itself.omni, translated by omnic */
#include "omni.h"

static Obj *make_point_self_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_SYMBOL(sym_self, "self");
OMNI_STATIC_SYMBOL(sym_x, "x");

OMNI_STATIC_STRING(text_space, " ", 1);

static Obj *point = OMNI_NOTHING;

/* make_point_self
 *   self  borrowed  part of the result; the caller keeps it alive as long as the result
 *   x     borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *make_point_self(Obj *self, Obj *message)
{
    Obj *self_ = omni_captured(self, 0);
    Obj *x = omni_captured(self, 1);
    if (message == OMNI_REF(sym_self)) {
        return omni_cell_get(self_);
    }
    return x;
}

static Obj *make_point_self_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)dest;
    (void)argc;
    return make_point_self(self, args[0]);
}

/* An object of closures may answer with itself: the closure holds itself through a cell, so it
 * is one object for all. */
/* make_point
 *   self  dest  returned, so it is built in the caller's region: no copy
 *   self  dest  part of the result, which is returned: built in the caller's region
 */
static Obj *make_point(Region *dest, int64_t x)
{
    Obj *self_ = mk_cell_region(dest, OMNI_NOTHING);
    Obj *self_2 = mk_closure_region(dest, make_point_self_entry, 1, 1, 2,
                                    (Obj *[]){ self_, mk_int_region(dest, x) });
    omni_cell_set(self_, self_2);
    return omni_cell_get(self_);
}

/* main
 *   point                global  reachable from the top-level variable point: lives until the
 *                                program ends
 *   point_result         global  reachable from the top-level variable point: lives until the
 *                                program ends
 *   point_result_result  global  reachable from the top-level variable point: lives until the
 *                                program ends
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    point = make_point(omni_global, 7);
    Obj *point_value = point;
    Obj *point_result = omni_call(point, omni_global, 1, (Obj *[]){ OMNI_REF(sym_self) },
                                  "main: (point 'self)");
    bool same = omni_is_eq(point_value, point_result);
    Obj *point_result_2 = omni_call(point, omni_global, 1, (Obj *[]){ OMNI_REF(sym_self) },
                                    "main: (point 'self)");
    Obj *point_result_result = omni_call(point_result_2, omni_global, 1,
                                         (Obj *[]){ OMNI_REF(sym_x) }, "main: ((point 'self) 'x)");
    omni_display_bool(same);
    omni_display(OMNI_REF(text_space));
    omni_display(point_result_result);
    omni_newline();
    return omni_shutdown(0);
}
