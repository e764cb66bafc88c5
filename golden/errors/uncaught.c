/* uncaught.omni, translated by omnic */
#include "omni.h"

static Obj *main_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_SYMBOL(sym_too_big, "too-big");

OMNI_STATIC_STRING(text_not_reached, "not reached", 11);

OMNI_STATIC_CLOSURE(main_guarded_closure, main_guarded_entry, 0, 0);

/* Nobody catches it: the program ends with the value and the place of the raise. */
/* check
 *   list  stack  at most 48 bytes and one object for each call
 *   x     stack  at most 16 bytes and one object for each call
 */
static int64_t check(int64_t x)
{
    if (x > 2) {
        IntBox x_box;  /* at most 16 bytes and one object for each call */
        Pair list_pair;  /* at most 48 bytes and one object for each call */
        Pair list_pair_2;  /* at most 48 bytes and one object for each call */
        Obj *list = mk_pair_stack(&list_pair, mk_int_stack(&x_box, x), OMNI_NIL);
        Obj *list_2 = mk_pair_stack(&list_pair_2, OMNI_REF(sym_too_big), list);
        omni_raise(list_2, "check+1: (raise (list 'too-big x))");
    }
    return x;
}

static int64_t main_guarded(void)
{
    return check(1);
}

static Obj *main_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    (void)args;
    return mk_int_region(dest, main_guarded());
}

/* main
 *   outcome  outcome_region  not reachable from outside; last use: (guard (e ((string? e) 0))
 *                            (check 1)); not on the stack: size unknown: built by body
 *   e        e_region        few objects for each call, so the first 512 bytes of their region lie
 *                            in the C frame; not on the stack: size unknown: built by raise
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    /* for outcome: last used in (guard (e ((string? e) 0)) (check 1)) */
    Region *outcome_region = region_create();
    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(OMNI_REF(main_guarded_closure), outcome_region,
                            "main: (guard (e ((string? e) 0)) (check 1))");
    int64_t result;
    if (omni_is_raised(outcome)) {
        region_exit(outcome_region);  /* outcome: not used on this path */
        OMNI_SCRATCH_STORAGE(512) e_scratch;
        /* for e: used only in this branch */
        Region *e_region = stack_alloc_region(&e_scratch, sizeof e_scratch);
        Obj *e = omni_caught(e_region);
        if (omni_is_string(e)) {
            region_exit(e_region);  /* e: not used on this path */
            result = 0;
        } else {
            /* leaves the function: e ends with it */
            omni_raise(e, "main: (guard (e ((string? e) 0)) (check 1))");
        }
    } else {
        int64_t outcome_2 = omni_int_value(outcome);
        /* last use of outcome: (guard (e ((string? e) 0)) (check 1)) */
        region_exit(outcome_region);
        result = outcome_2;
    }
    omni_display_int(result);
    omni_newline();
    check(3);
    omni_display(OMNI_REF(text_not_reached));
    omni_newline();
    return omni_shutdown(0);
}
