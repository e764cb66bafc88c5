/* in_loop.omni, translated by omnic */
#include "omni.h"

static Obj *count_bad_loop_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static int64_t count_bad_loop(Obj *rest, int64_t bad);

static const Pair list_in_main[5] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(20), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(33), OMNI_REF(list_in_main[3])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(4), OMNI_REF(list_in_main[4])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(555), OMNI_NIL},
};

/* count_bad_loop_guarded
 *   rest    borrowed       only read here; the caller keeps it
 *   bad     borrowed       only read here; the caller keeps it
 *   string  string_region  used only in this branch, last in (raise (number->string (car rest)));
 *                          not on the stack: size unknown: built by number->string
 *   head    stack          at most 16 bytes and one object for each call
 */
static int64_t count_bad_loop_guarded(Obj *self)
{
    OMNI_STACK_CHECK("count-bad-loop-guarded");
    Obj *rest = omni_captured(self, 0);
    Obj *bad = omni_captured(self, 1);
    if (omni_int_is_odd(omni_int_value(omni_pair_car(rest)))) {
        IntBox head_box;  /* at most 16 bytes and one object for each call */
        Obj *head = mk_int_stack(&head_box, omni_int_value(omni_pair_car(rest)));
        Region *string_region = region_create();  /* for string: used only in this branch */
        Obj *string = omni_number_to_string(string_region, head,
                                            "count-bad-loop-guarded+1: (number->string (car "
                                            "rest))");
        /* leaves the function: string ends with it */
        omni_raise(string, "count-bad-loop-guarded+1: (raise (number->string (car rest)))");
    }
    return count_bad_loop(omni_pair_cdr(rest), omni_int_value(bad));
}

static Obj *count_bad_loop_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    return mk_int_region(dest, count_bad_loop_guarded(self));
}

/* count_bad_loop
 *   rest     borrowed        only read here; the caller keeps it
 *   body     stack           at most 48 bytes and one object for each call
 *   bad      stack           at most 16 bytes and one object for each call
 *   outcome  outcome_region  used only within one iteration, last in (guard (e ((string? e) (loop
 *                            (cdr res...; not on the stack: size unknown: built by body
 *   e        e_region        few objects for each call, so the first 512 bytes of their region lie
 *                            in the C frame; not on the stack: size unknown: built by raise
 */
static int64_t count_bad_loop(Obj *rest, int64_t bad)
{
    /* for outcome: emptied in each iteration, so that it is made only once */
    Region *outcome_region = region_create();
    OMNI_SCRATCH_STORAGE(512) e_scratch;
    /* for e: emptied in each iteration, so that it is made only once */
    Region *e_region = stack_alloc_region(&e_scratch, sizeof e_scratch);
    while (!omni_is_null(rest)) {
        IntBox bad_box;  /* at most 16 bytes and one object for each call */
        OMNI_CLOSURE_STORAGE(2) body_closure;  /* at most 48 bytes and one object for each call */
        Obj *bad_2 = mk_int_stack(&bad_box, bad);
        Obj *body = mk_closure_stack(&body_closure, count_bad_loop_guarded_entry, 0, 0, 2,
                                     (Obj *[]){ rest, bad_2 });
        /* outcome: what the last iteration made is not used any more */
        region_reset(outcome_region);
        /* regions that are created inside end when it raises */
        Obj *outcome = omni_try(body, outcome_region,
                                "count-bad-loop+3: (guard (e ((string? e) (loop (cdr res...");
        if (omni_is_raised(outcome)) {
            region_reset(e_region);  /* e: what the last iteration made is not used any more */
            Obj *e = omni_caught(e_region);
            if (omni_is_string(e)) {
                int64_t length = omni_string_length(e, "count-bad-loop+3: (string-length e)");
                rest = omni_pair_cdr(rest);
                bad = omni_int_add(bad, length, "count-bad-loop+3: (+ bad (string-length e))");
            } else {
                omni_raise(e, "count-bad-loop+3: (guard (e ((string? e) (loop (cdr res...");
            }
        } else {
            int64_t outcome_2 = omni_int_value(outcome);
            region_exit(e_region);  /* e: the loop ends here */
            /* last use of outcome: (guard (e ((string? e) (loop (cdr res... */
            region_exit(outcome_region);
            return outcome_2;
        }
    }
    region_exit(e_region);  /* e: the loop ends here */
    region_exit(outcome_region);  /* outcome: the loop ends here */
    return bad;
}

/* A guard in a loop: what was caught lives in a region of the iteration. The next iteration is a
 * tail call in a clause. */
/* count_bad
 *   xs  borrowed  only read here; the caller keeps it
 */
static int64_t count_bad(Obj *xs)
{
    return count_bad_loop(xs, 0);
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    omni_display_int(count_bad(OMNI_REF(list_in_main[0])));
    omni_newline();
    return omni_shutdown(0);
}
