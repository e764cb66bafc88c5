/* machine.omni, translated by omnic */
#include "omni.h"

static Obj *add_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *skip_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_CLOSURE(add_closure, add_entry, 2, 2);
OMNI_STATIC_CLOSURE(skip_closure, skip_entry, 2, 2);

/* A machine whose states are functions in a vector. They call each other in tail position as
 * often as the machine likes, so
 * each call goes on in the caller and takes no stack; switched off, each takes a frame. */
static Obj *states = OMNI_NOTHING;

/* go
 *   item_result  global  reachable from the top-level variable states: lives until the program ends
 *   n            global  reachable from the top-level variable states: lives until the program ends
 *   sum          global  reachable from the top-level variable states: lives until the program ends
 */
static Obj *go(int64_t state, int64_t n, int64_t sum)
{
    Obj *item = omni_vector_ref(states, state, "go+1: (vector-ref states state)");
    Obj *n_2 = mk_int_region(omni_global, n);
    Obj *sum_2 = mk_int_region(omni_global, sum);
    /* goes on in the caller: may come back here through an unknown function, and takes no stack */
    return omni_pend_call(item, omni_global, 2, (Obj *[]){ n_2, sum_2 },
                          "go+1: ((vector-ref states state) n sum)");
}

/* add
 *   sum  global  reachable from the top-level variable states: lives until the program ends
 */
static Obj *add(int64_t n, int64_t sum)
{
    OMNI_STACK_CHECK("add");
    if (n == 0) {
        return mk_int_region(omni_global, sum);
    }
    int64_t difference = omni_int_sub(n, 1, "add+1: (- n 1)");
    return go(1, difference, omni_int_add(sum, n, "add+1: (+ sum n)"));
}

static Obj *add_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    int64_t n = omni_as_int(args[0], "add: n");
    int64_t sum = omni_as_int(args[1], "add: sum");
    return add(n, sum);
}

/* skip
 *   sum  global  reachable from the top-level variable states: lives until the program ends
 */
static Obj *skip(int64_t n, int64_t sum)
{
    OMNI_STACK_CHECK("skip");
    if (n == 0) {
        return mk_int_region(omni_global, sum);
    }
    return go(0, omni_int_sub(n, 1, "skip+1: (- n 1)"), sum);
}

static Obj *skip_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    int64_t n = omni_as_int(args[0], "skip: n");
    int64_t sum = omni_as_int(args[1], "skip: sum");
    return skip(n, sum);
}

/* main
 *   states  global  reachable from the top-level variable states: lives until the program ends
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    states = omni_make_vector(omni_global, 2, OMNI_FALSE, "main: (make-vector 2 #f)");

    omni_vector_set(states, 0, OMNI_REF(add_closure), "main: (vector-set! states 0 add)");
    omni_vector_set(states, 1, OMNI_REF(skip_closure), "main: (vector-set! states 1 skip)");
    omni_display_int(omni_int_value(omni_finish(add(1000, 0))));
    omni_newline();
    return omni_shutdown(0);
}
