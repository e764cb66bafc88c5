/* kept.omni, translated by omnic */
#include "omni.h"

static Obj *main_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_guarded_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_STRING(text_space, " ", 1);
OMNI_STATIC_STRING(text_too_large, "too large", 9);
OMNI_STATIC_STRING(text_too_small, "too small", 9);

OMNI_STATIC_CLOSURE(main_guarded_closure, main_guarded_entry, 0, 0);
OMNI_STATIC_CLOSURE(main_guarded_2_closure, main_guarded_2_entry, 0, 0);

/* Nothing is known of these: overflow is still an error. */
static int64_t grow(int64_t n)
{
    return omni_int_add(n, 1, "grow+0: (+ n 1)");
}

static int64_t both(int64_t a, int64_t b)
{
    if (a < 10 && b > -10) {
        return omni_int_sub(a, b, "both+2: (- a b)");
    }
    return omni_int_add(a, b, "both+3: (+ a b)");
}

static int64_t main_guarded(void)
{
    return grow(INT64_C(9223372036854775807));
}

static Obj *main_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    (void)args;
    return mk_int_region(dest, main_guarded());
}

static int64_t main_guarded_2(void)
{
    return both(INT64_MIN, 5);
}

static Obj *main_guarded_2_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    (void)args;
    return mk_int_region(dest, main_guarded_2());
}

/* main
 *   outcome  outcome_region    not reachable from outside; last use: (println (guard (e (#t "too
 *                              large")) ...; not on the stack: size unknown: built by body
 *   outcome  outcome_region_2  not reachable from outside; last use: (println (guard (e (#t "too
 *                              small")) ...; not on the stack: size unknown: built by body
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    int64_t both_result = both(3, 4);
    int64_t both_result_2 = both(20, 5);
    omni_display_int(both_result);
    omni_display(OMNI_REF(text_space));
    omni_display_int(both_result_2);
    omni_newline();
    /* for outcome: last used in (println (guard (e (#t "too large")) ... */
    Region *outcome_region = region_create();
    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(OMNI_REF(main_guarded_closure), outcome_region,
                            "main: (guard (e (#t \"too large\")) (grow 922...");
    Obj *result;
    if (omni_is_raised(outcome)) {
        omni_drop_raised();
        result = OMNI_REF(text_too_large);
    } else {
        result = outcome;
    }
    omni_display(result);
    /* last use of outcome: (println (guard (e (#t "too large")) ... */
    region_exit(outcome_region);
    omni_newline();
    /* for outcome: last used in (println (guard (e (#t "too small")) ... */
    Region *outcome_region_2 = region_create();
    /* regions that are created inside end when it raises */
    Obj *outcome_2 = omni_try(OMNI_REF(main_guarded_2_closure), outcome_region_2,
                              "main: (guard (e (#t \"too small\")) (both -92...");
    Obj *result_2;
    if (omni_is_raised(outcome_2)) {
        omni_drop_raised();
        result_2 = OMNI_REF(text_too_small);
    } else {
        result_2 = outcome_2;
    }
    omni_display(result_2);
    /* last use of outcome: (println (guard (e (#t "too small")) ... */
    region_exit(outcome_region_2);
    omni_newline();
    return omni_shutdown(0);
}
