/* write.omni, translated by omnic */
#include "omni.h"

static Obj *list_tail(Obj *items, int64_t count);

OMNI_STATIC_SYMBOL(sym_in, "in");
OMNI_STATIC_SYMBOL(sym_me, "me");

OMNI_STATIC_STRING(text_space, " ", 1);

/* Values that contain themselves are written with labels, and comparing them comes to an end. */
static Obj *ring = OMNI_NOTHING;
static Obj *other = OMNI_NOTHING;
static Obj *self_ = OMNI_NOTHING;

/* main
 *   list  global  reachable from the top-level variable ring: lives until the program ends
 *   list  global  reachable from the top-level variable other: lives until the program ends
 *   self  global  reachable from the top-level variable self: lives until the program ends
 *   list  stack   at most 48 bytes and one object for each call
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    Obj *list = mk_pair_region(omni_global, OMNI_FIX(2),
                               mk_pair_region(omni_global, OMNI_FIX(3), OMNI_NIL));
    ring = mk_pair_region(omni_global, OMNI_FIX(1), list);
    Obj *tail = omni_pair_cdr(omni_pair_cdr(ring));
    omni_set_cdr(tail, ring, "main: (set-cdr! (cddr ring) ring)");
    Obj *list_2 = mk_pair_region(omni_global, OMNI_FIX(2),
                                 mk_pair_region(omni_global, OMNI_FIX(3), OMNI_NIL));
    Obj *list_3 = mk_pair_region(omni_global, OMNI_FIX(3),
                                 mk_pair_region(omni_global, OMNI_FIX(1), list_2));
    other = mk_pair_region(omni_global, OMNI_FIX(1),
                           mk_pair_region(omni_global, OMNI_FIX(2), list_3));
    Obj *list_tail_result = list_tail(other, 5);
    omni_set_cdr(list_tail_result, other, "main: (set-cdr! (list-tail other 5) other)");
    self_ = mk_pair_region(omni_global, OMNI_REF(sym_me), OMNI_NIL);
    omni_set_car(self_, self_, "main: (set-car! self self)");

    omni_write(ring);
    omni_newline();
    Pair list_pair;  /* at most 48 bytes and one object for each call */
    Pair list_pair_2;  /* at most 48 bytes and one object for each call */
    Obj *list_4 = mk_pair_stack(&list_pair_2, OMNI_REF(sym_in),
                                mk_pair_stack(&list_pair, self_, OMNI_NIL));
    bool equal = omni_is_equal(ring, other);
    bool equal_2 = omni_is_equal(ring, self_);
    omni_display(list_4);
    omni_display(OMNI_REF(text_space));
    omni_display_bool(equal);
    omni_display_bool(equal_2);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

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
