/* left_by_error.omni, translated by omnic */
#include "omni.h"

static Obj *main_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_SYMBOL(sym_caught, "caught");

OMNI_STATIC_STRING(text_space, " ", 1);
OMNI_STATIC_STRING(text_too_long, "too long", 8);

OMNI_STATIC_CLOSURE(main_guarded_closure, main_guarded_entry, 0, 0);

/* An error leaves the function while its arena is alive: it is ended on the way to the handler. */
/* checked
 *   text  text_region  few objects for each call, so the first 512 bytes of their region lie in the
 *                      C frame; not on the stack: size unknown: built by number->string
 *   n     stack        at most 16 bytes and one object for each call
 *   list  stack        at most 24 bytes and one object for each call
 */
static int64_t checked(int64_t n)
{
    IntBox n_box;  /* at most 16 bytes and one object for each call */
    Obj *n_2 = mk_int_stack(&n_box, n);
    OMNI_SCRATCH_STORAGE(512) text_scratch;
    /* for text: last used in (string-length text) */
    Region *text_region = stack_alloc_region(&text_scratch, sizeof text_scratch);
    Obj *text = omni_number_to_string(text_region, n_2, "checked+1: (number->string n)");
    if (n > 9) {
        IntBox n_box_2;  /* at most 16 bytes and one object for each call */
        Pair list_pair;  /* at most 24 bytes and one object for each call */
        Obj *list = mk_pair_stack(&list_pair, mk_int_stack(&n_box_2, n), OMNI_NIL);
        omni_error(OMNI_REF(text_too_long), list, "checked+3: (error \"too long\" n)");
    }
    int64_t length = omni_string_length(text, "checked+4: (string-length text)");
    region_exit(text_region);  /* last use of text: (string-length text) */
    return length;
}

static int64_t main_guarded(void)
{
    return checked(10);
}

static Obj *main_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    (void)args;
    return mk_int_region(dest, main_guarded());
}

/* main
 *   outcome  outcome_region  not reachable from outside; last use: (println (guard (e (#t 'caught))
 *                            (che...; not on the stack: size unknown: built by body
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for outcome: last used in (println (guard (e (#t 'caught)) (che... */
    Region *outcome_region = region_create();
    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(OMNI_REF(main_guarded_closure), outcome_region,
                            "main: (guard (e (#t 'caught)) (checked 10))");
    Obj *result;
    if (omni_is_raised(outcome)) {
        omni_drop_raised();
        result = OMNI_REF(sym_caught);
    } else {
        result = outcome;
    }
    int64_t checked_result = checked(7);
    omni_display(result);
    /* last use of outcome: (println (guard (e (#t 'caught)) (che... */
    region_exit(outcome_region);
    omni_display(OMNI_REF(text_space));
    omni_display_int(checked_result);
    omni_newline();
    return omni_shutdown(0);
}
