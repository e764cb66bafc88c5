/* freed.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_SYMBOL(sym_idle, "idle");

OMNI_STATIC_STRING(text_three, "three", 5);

/* The loop has no end either, but the old state dies when the new one is made: it is freed, and
 * there is no warning. */
/* step
 *   state  borrowed  only read here; the caller keeps it
 *   pair   heap      built for the caller, who frees it
 */
static Obj *step(Obj *state)
{
    int64_t head = omni_int_value(omni_pair_car(state));
    return mk_pair_heap(mk_int_heap(omni_int_add(1, head, "step+1: (+ 1 (car state))")),
                        omni_pair_cdr(state));
}

static void serve(void)
{
    Obj *state = mk_pair_heap(OMNI_FIX(0), OMNI_REF(sym_idle));
    for (;;) {
        if (omni_int_value(omni_pair_car(state)) == 3) {
            omni_display(OMNI_REF(text_three));
            omni_newline();
            omni_exit_with(OMNI_FIX(0));
        }
        Obj *step_result = step(state);
        free_tree(state);  /* last use of state: (step state) */
        state = step_result;
    }
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    serve();
    return omni_shutdown(0);
}
