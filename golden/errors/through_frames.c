/* through_frames.omni, translated by omnic */
#include "omni.h"

static Obj *attempt_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_SYMBOL(sym_long, "long");

/* The raise leaves three functions, of which two have a region that is alive: the runtime ends
 * both. 20,000 times, and nothing is left at the end. */
/* numbers
 *   numbers  loop  what a call of itself returns only ends its list: each pair is linked behind the
 *                  last
 *   pair     dest  returned, so it is built in the caller's region: no copy
 */
static Obj *numbers(Region *dest, int64_t n)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (n != 0) {
        Obj *pair = mk_pair_region(dest, mk_int_region(dest, n), OMNI_NIL);
        int64_t difference = omni_int_sub(n, 1, "numbers+0: (- n 1)");
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

/* deep
 *   scratch  scratch_region  not reachable from outside; last use: (if (> (length scratch) 3)
 *                            (raise (co...; not on the stack: size unknown: built by numbers
 */
static int64_t deep(int64_t n)
{
    /* for scratch: last used in (if (> (length scratch) 3) (raise (co... */
    Region *scratch_region = region_create();
    Obj *scratch = numbers(scratch_region, n);
    if (omni_length(scratch, "deep+2: (length scratch)") > 3) {
        Obj *pair = mk_pair_region(scratch_region, OMNI_REF(sym_long), scratch);
        /* leaves the function: scratch ends with it */
        omni_raise(pair, "deep+2: (raise (cons 'long scratch))");
    }
    int64_t length = omni_length(scratch, "deep+2: (length scratch)");
    region_exit(scratch_region);  /* last use of scratch: (length scratch) */
    return length;
}

/* middle
 *   more  more_region  not reachable from outside; last use: (length more); not on the stack: size
 *                      unknown: built by numbers
 */
static int64_t middle(int64_t n)
{
    Region *more_region = region_create();  /* for more: last used in (length more) */
    Obj *more = numbers(more_region, 5);
    int64_t found = deep(n);
    int64_t length = omni_length(more, "middle+2: (length more)");
    region_exit(more_region);  /* last use of more: (length more) */
    return omni_int_add(found, length, "middle+2: (+ found (length more))");
}

/* attempt_guarded
 *   n  borrowed  only read here; the caller keeps it
 */
static int64_t attempt_guarded(Obj *self)
{
    Obj *n = omni_captured(self, 0);
    return middle(omni_int_value(n));
}

static Obj *attempt_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    return mk_int_region(dest, attempt_guarded(self));
}

/* attempt
 *   body     stack           at most 40 bytes and one object for each call
 *   n        stack           at most 16 bytes and one object for each call
 *   outcome  outcome_region  not reachable from outside; last use: (guard (e ((pair? e) (length
 *                            e))) (mi...; not on the stack: size unknown: built by body
 *   e        e_region        few objects for each call, so the first 512 bytes of their region lie
 *                            in the C frame; not on the stack: size unknown: built by raise
 */
static int64_t attempt(int64_t n)
{
    IntBox n_box;  /* at most 16 bytes and one object for each call */
    OMNI_CLOSURE_STORAGE(1) body_closure;  /* at most 40 bytes and one object for each call */
    Obj *body = mk_closure_stack(&body_closure, attempt_guarded_entry, 0, 0, 1,
                                 (Obj *[]){ mk_int_stack(&n_box, n) });
    /* for outcome: last used in (guard (e ((pair? e) (length e))) (mi... */
    Region *outcome_region = region_create();
    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(body, outcome_region,
                            "attempt+1: (guard (e ((pair? e) (length e))) (mi...");
    if (omni_is_raised(outcome)) {
        region_exit(outcome_region);  /* outcome: not used on this path */
        OMNI_SCRATCH_STORAGE(512) e_scratch;
        /* for e: used only in this branch */
        Region *e_region = stack_alloc_region(&e_scratch, sizeof e_scratch);
        Obj *e = omni_caught(e_region);
        if (omni_is_pair(e)) {
            int64_t length = omni_length(e, "attempt+1: (length e)");
            region_exit(e_region);  /* last use of e: (length e) */
            return length;
        }
        /* leaves the function: e ends with it */
        omni_raise(e, "attempt+1: (guard (e ((pair? e) (length e))) (mi...");
    }
    int64_t outcome_2 = omni_int_value(outcome);
    /* last use of outcome: (guard (e ((pair? e) (length e))) (mi... */
    region_exit(outcome_region);
    return outcome_2;
}

static int64_t repeat(int64_t i, int64_t sum)
{
    while (i != 0) {
        int64_t next_i = omni_int_sub(i, 1, "repeat+1: (- i 1)");
        sum = omni_int_add(sum, attempt(i % 7), "repeat+1: (+ sum (attempt (remainder i 7)))");
        i = next_i;
    }
    return sum;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    omni_display_int(repeat(20000, 0));
    omni_newline();
    return omni_shutdown(0);
}
