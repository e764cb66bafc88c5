/* heap_and_region.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_space, " ", 1);

/* `^:heap` frees one by one what a region would do for; `^:region` keeps a region where the heap
 * would be chosen. */
/* numbers_to
 *   numbers_to  loop  what a call of itself returns only ends its list: each pair is linked behind
 *                     the last
 *   pair        dest  returned, so it is built in the caller's region: no copy
 */
static Obj *numbers_to(Region *dest, int64_t n)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (n != 0) {
        Obj *pair = mk_pair_region(dest, mk_int_region(dest, n), OMNI_NIL);
        int64_t difference = omni_int_sub(n, 1, "numbers-to+1: (- n 1)");
        if (omni_is_null(last)) {
            first = pair;
        } else {
            omni_pair_set_cdr(last, pair);
        }
        n = difference;
        last = pair;
    }
    return first;
}

/* step
 *   step   loop      what a call of itself returns only ends its list: each pair is linked behind
 *                    the last
 *   state  borrowed  only read here; the caller keeps it
 *   pair   dest      returned, so it is built in the caller's region: no copy
 */
static Obj *step(Region *dest, Obj *state)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(state)) {
        int64_t head = omni_int_value(omni_pair_car(state));
        Obj *sum = mk_int_region(dest, omni_int_add(1, head, "step+1: (+ 1 (car state))"));
        Obj *pair = mk_pair_region(dest, sum, OMNI_NIL);
        Obj *tail = omni_pair_cdr(state);
        if (omni_is_null(last)) {
            first = pair;
        } else {
            omni_pair_set_cdr(last, pair);
        }
        state = tail;
        last = pair;
    }
    return first;
}

/* run
 *   state  borrowed  changed here; the caller keeps it
 */
static int64_t run(int64_t n, Obj *state)
{
    Obj *state_2 = state;
    while (n != 0) {
        n = omni_int_sub(n, 1, "run+1: (- n 1)");
        state_2 = step(region_of(state), state_2);
    }
    return omni_length(state_2, "run+1: (length state)");
}

/* start
 *   first  first_region  not reachable from outside; last use: (run 3 first); not on the stack:
 *                        ^:region asks for it
 */
static int64_t start(int64_t n)
{
    Region *first_region = region_create();  /* for first: last used in (run 3 first) */
    Obj *first = numbers_to(first_region, n);
    int64_t run_result = run(3, first);
    region_exit(first_region);  /* last use of first: (run 3 first) */
    return run_result;
}

/* asked
 *   h  heap  ^:heap asks for it; nothing ever holds it twice: no counts
 *   n  heap  ^:heap asks for it; nothing ever holds it twice: no counts
 */
static int64_t asked(int64_t n)
{
    Obj *h = mk_pair_heap(mk_int_heap(n), OMNI_FIX(3));
    int64_t head = omni_int_value(omni_pair_car(h));
    free_tree(h);  /* last use of h: (car h) */
    return head;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    int64_t start_result = start(4);
    int64_t asked_result = asked(5);
    omni_display_int(start_result);
    omni_display(OMNI_REF(text_space));
    omni_display_int(asked_result);
    omni_newline();
    return omni_shutdown(0);
}
