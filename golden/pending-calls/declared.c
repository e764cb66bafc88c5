/* declared.omni, translated by omnic */
#include "omni.h"

static Obj *ping_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *pong_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_SYMBOL(sym_ping, "ping");
OMNI_STATIC_SYMBOL(sym_pong, "pong");

OMNI_STATIC_STRING(text_space, " ", 1);

static const Pair list_in_ping[1] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_ping), OMNI_NIL},
};

static const Pair list_in_pong[1] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_pong), OMNI_NIL},
};

OMNI_STATIC_CLOSURE(ping_closure, ping_entry, 1, 1);
OMNI_STATIC_CLOSURE(pong_closure, pong_entry, 1, 1);

/* A declared result that is no number, truth value or char needs no check behind the call: the
 * caller may make it. */
static Obj *states = OMNI_NOTHING;

/* ping
 *   item_result  global  reachable from the top-level variable states: lives until the program ends
 *   difference   global  reachable from the top-level variable states: lives until the program ends
 */
static Obj *ping(int64_t n)
{
    OMNI_STACK_CHECK("ping");
    if (n == 0) {
        return OMNI_REF(list_in_ping[0]);
    }
    Obj *item = omni_vector_ref(states, 1, "ping+1: (vector-ref states 1)");
    Obj *difference = mk_int_region(omni_global, omni_int_sub(n, 1, "ping+1: (- n 1)"));
    /* goes on in the caller: may come back here through an unknown function, and takes no stack */
    return omni_pend_call(item, omni_global, 1, (Obj *[]){ difference },
                          "ping+1: ((vector-ref states 1) (- n 1))");
}

static Obj *ping_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    return ping(omni_as_int(args[0], "ping: n"));
}

/* pong
 *   item_result  global  reachable from the top-level variable states: lives until the program ends
 *   difference   global  reachable from the top-level variable states: lives until the program ends
 */
static Obj *pong(int64_t n)
{
    OMNI_STACK_CHECK("pong");
    if (n == 0) {
        return OMNI_REF(list_in_pong[0]);
    }
    Obj *item = omni_vector_ref(states, 0, "pong+1: (vector-ref states 0)");
    Obj *difference = mk_int_region(omni_global, omni_int_sub(n, 1, "pong+1: (- n 1)"));
    /* goes on in the caller: may come back here through an unknown function, and takes no stack */
    return omni_pend_call(item, omni_global, 1, (Obj *[]){ difference },
                          "pong+1: ((vector-ref states 0) (- n 1))");
}

static Obj *pong_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    return pong(omni_as_int(args[0], "pong: n"));
}

/* main
 *   states  global  reachable from the top-level variable states: lives until the program ends
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    states = mk_vector_region(omni_global, 2, (Obj *[]){ OMNI_FALSE, OMNI_FALSE });

    omni_vector_set(states, 0, OMNI_REF(ping_closure), "main: (vector-set! states 0 ping)");
    omni_vector_set(states, 1, OMNI_REF(pong_closure), "main: (vector-set! states 1 pong)");
    Obj *ping_result = omni_finish(ping(1000000));
    Obj *ping_result_2 = omni_finish(ping(1000001));
    omni_display(ping_result);
    omni_display(OMNI_REF(text_space));
    omni_display(ping_result_2);
    omni_newline();
    return omni_shutdown(0);
}
