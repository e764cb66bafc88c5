/* warned.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_three, "three", 5);

/* The loop has no end, and each state holds all that were before it: W0505 names it. */
/* step
 *   state  borrowed  part of the result; the caller keeps it alive as long as the result
 *   pair   dest      returned, so it is built in the caller's region: no copy
 */
static Obj *step(Region *dest, Obj *state)
{
    int64_t head = omni_int_value(omni_pair_car(state));
    Obj *sum = mk_int_region(dest, omni_int_add(1, head, "step+1: (+ 1 (car state))"));
    return mk_pair_region(dest, sum, state);
}

static void serve(void)
{
    Region *state_region = region_create();  /* for state: carried from one iteration to the next */
    Obj *state = mk_pair_region(state_region, OMNI_FIX(0), OMNI_NIL);
    for (;;) {
        if (omni_int_value(omni_pair_car(state)) == 3) {
            omni_display(OMNI_REF(text_three));
            omni_newline();
            omni_exit_with(OMNI_FIX(0));
        }
        state = step(state_region, state);
    }
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    serve();
    return omni_shutdown(0);
}
