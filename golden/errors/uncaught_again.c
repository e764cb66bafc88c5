/* uncaught_again.omni, translated by omnic */
#include "omni.h"

static Obj *attempt_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_SYMBOL(sym_in, "in");
OMNI_STATIC_SYMBOL(sym_symbol, "symbol");

OMNI_STATIC_STRING(text_empty, "", 0);
OMNI_STATIC_STRING(text_nothing_to_parse, "nothing to parse:", 17);
OMNI_STATIC_STRING(text_parse, "parse", 5);
OMNI_STATIC_STRING(text_x, "x", 1);

/* An error object that no clause wants keeps the message and the place that it had. */
/* parse
 *   text  borrowed  part of the result; the caller keeps it alive as long as the result
 *   list  stack     at most 72 bytes and one object for each call
 */
static Obj *parse(Obj *text)
{
    if (omni_string_eq(text, OMNI_REF(text_empty), "parse+1: (string=? text \"\")")) {
        Pair list_pair;  /* at most 72 bytes and one object for each call */
        Pair list_pair_2;  /* at most 72 bytes and one object for each call */
        Pair list_pair_3;  /* at most 72 bytes and one object for each call */
        Obj *list = mk_pair_stack(&list_pair, OMNI_REF(text_parse), OMNI_NIL);
        Obj *list_2 = mk_pair_stack(&list_pair_3, text,
                                    mk_pair_stack(&list_pair_2, OMNI_REF(sym_in), list));
        omni_error(OMNI_REF(text_nothing_to_parse), list_2,
                   "parse+1: (error \"nothing to parse:\" text 'in \"...");
    }
    return text;
}

/* attempt_guarded
 *   text  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *attempt_guarded(Obj *self)
{
    Obj *text = omni_captured(self, 0);
    return parse(text);
}

static Obj *attempt_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)dest;
    (void)argc;
    (void)args;
    return attempt_guarded(self);
}

/* attempt
 *   text     borrowed  part of the result; the caller keeps it alive as long as the result
 *   outcome  dest      returned, so it is built in the caller's region: no copy
 *   body     stack     at most 40 bytes and one object for each call
 *   e        e_region  few objects for each call, so the first 512 bytes of their region lie in the
 *                      C frame; not on the stack: size unknown: built by raise
 */
static Obj *attempt(Region *dest, Obj *text)
{
    OMNI_CLOSURE_STORAGE(1) body_closure;  /* at most 40 bytes and one object for each call */
    Obj *body = mk_closure_stack(&body_closure, attempt_guarded_entry, 0, 0, 1, (Obj *[]){ text });
    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(body, dest, "attempt+1: (guard (e ((symbol? e) 'symbol)) (par...");
    if (omni_is_raised(outcome)) {
        OMNI_SCRATCH_STORAGE(512) e_scratch;
        /* for e: used only in this branch */
        Region *e_region = stack_alloc_region(&e_scratch, sizeof e_scratch);
        Obj *e = omni_caught(e_region);
        if (omni_is_symbol(e)) {
            region_exit(e_region);  /* e: not used on this path */
            return OMNI_REF(sym_symbol);
        }
        /* leaves the function: e ends with it */
        omni_raise(e, "attempt+1: (guard (e ((symbol? e) 'symbol)) (par...");
    }
    return outcome;
}

/* main
 *   attempt  attempt_region  not reachable from outside; last use: (println (attempt "x")); not on
 *                            the stack: size unknown: built by attempt
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    /* for attempt: last used in (println (attempt "x")) */
    Region *attempt_region = region_create();
    omni_display(attempt(attempt_region, OMNI_REF(text_x)));
    region_exit(attempt_region);  /* last use of attempt: (println (attempt "x")) */
    omni_newline();
    Region *attempt_region_2 = region_create();  /* for attempt: last used in (attempt "") */
    attempt(attempt_region_2, OMNI_REF(text_empty));
    region_exit(attempt_region_2);  /* attempt: never used after this */
    return omni_shutdown(0);
}
