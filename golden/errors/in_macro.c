/* in_macro.omni, translated by omnic */
#include "omni.h"

static Obj *number_of_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *both_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_SYMBOL(sym_outer, "outer");

OMNI_STATIC_STRING(text_41, "41", 2);
OMNI_STATIC_STRING(text_none, "none", 4);

OMNI_STATIC_CLOSURE(both_guarded_closure, both_guarded_entry, 0, 0);

/* number_of_guarded
 *   text  borrowed  only read here; the caller keeps it
 *   n     n_region  few objects for each call, so the first 512 bytes of their region lie in the C
 *                   frame; not on the stack: size unknown: built by string->number
 *   sum   dest      returned, so it is built in the caller's region: no copy
 */
static Obj *number_of_guarded(Obj *self, Region *dest)
{
    Obj *text = omni_captured(self, 0);
    OMNI_SCRATCH_STORAGE(512) n_scratch;
    /* for n: last used in (+ n 1) */
    Region *n_region = stack_alloc_region(&n_scratch, sizeof n_scratch);
    Obj *n = omni_string_to_number(n_region, text, "number-of-guarded+0: (string->number text)");
    Obj *sum = omni_add(dest, n, OMNI_FIX(1), "number-of-guarded+0: (+ n 1)");
    region_exit(n_region);  /* last use of n: (+ n 1) */
    return sum;
}

static Obj *number_of_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    return number_of_guarded(self, dest);
}

/* number_of
 *   text     borrowed  only read here; the caller keeps it
 *   outcome  dest      returned, so it is built in the caller's region: no copy
 *   body     stack     at most 40 bytes and one object for each call
 */
static Obj *number_of(Region *dest, Obj *text)
{
    OMNI_CLOSURE_STORAGE(1) body_closure;  /* at most 40 bytes and one object for each call */
    Obj *body = mk_closure_stack(&body_closure, number_of_guarded_entry, 0, 0, 1,
                                 (Obj *[]){ text });
    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(body, dest, "number-of+1: (or-else (let () (define n (string->n...");
    if (omni_is_raised(outcome)) {
        omni_drop_raised();
        return OMNI_FIX(-1);
    }
    return outcome;
}

static Obj *both_guarded(void)
{
    omni_raise(OMNI_FIX(1), "both-guarded+0: (raise 1)");
}

static Obj *both_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    (void)args;
    return both_guarded();
}

static Obj *both(Obj *problem)
{
    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(OMNI_REF(both_guarded_closure), omni_global,
                            "both+1: (or-else (raise 1) problem)");
    if (omni_is_raised(outcome)) {
        omni_drop_raised();
        return problem;
    }
    return outcome;
}

/* main
 *   list       stack             at most 72 bytes and one object for each call
 *   number_of  number_of_region  not reachable from outside; last use: (println (list (number-of
 *                                "41") (numb...; not on the stack: size unknown: built by number-of
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    /* for number-of: last used in (println (list (number-of "41") (numb... */
    Region *number_of_region = region_create();
    Pair list_pair;  /* at most 72 bytes and one object for each call */
    Pair list_pair_2;  /* at most 72 bytes and one object for each call */
    Pair list_pair_3;  /* at most 72 bytes and one object for each call */
    Obj *number_of_result = number_of(number_of_region, OMNI_REF(text_41));
    Obj *number_of_result_2 = number_of(number_of_region, OMNI_REF(text_none));
    Obj *list = mk_pair_stack(&list_pair_2, number_of_result_2,
                              mk_pair_stack(&list_pair, both(OMNI_REF(sym_outer)), OMNI_NIL));
    omni_display(mk_pair_stack(&list_pair_3, number_of_result, list));
    /* last use of number-of: (println (list (number-of "41") (numb... */
    region_exit(number_of_region);
    omni_newline();
    return omni_shutdown(0);
}
