/* caught_identity.omni, translated by omnic */
#include "omni.h"

static Obj *with_escape_find_even_lambda_guarded_entry(Obj *self, Region *dest, int argc,
                                                       Obj *const *args);
static void with_escape_find_even_lambda_with_escape_guarded_lambda(int64_t value, Obj *tag);
static Obj *with_escape_find_even_lambda(Region *dest, Obj *numbers);
static Obj *main_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static void for_each_find_even_lambda_with_escape_guarded_lambda_lambda(Obj *items, Obj *tag);

OMNI_STATIC_SYMBOL(sym_done, "done");
OMNI_STATIC_SYMBOL(sym_escape, "escape");
OMNI_STATIC_SYMBOL(sym_other, "other");

OMNI_STATIC_STRING(text_space, " ", 1);

static const Pair list_in_main[4] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(4), OMNI_REF(list_in_main[3])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(5), OMNI_NIL},
};

static const Pair list_in_main_2[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main_2[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_NIL},
};

OMNI_STATIC_CLOSURE(main_guarded_closure, main_guarded_entry, 0, 0);

static Obj *done = OMNI_NOTHING;

/* find_even_lambda_with_escape_guarded_lambda_lambda
 *   find_even_lambda_with_escape_guarded_lambda_lambda  version   specialised for
 *                                                                 with-escape-guarded-lambda: what
 *                                                                 it gets to call is known
 *   tag                                                 borrowed  only read here; the caller keeps
 *                                                                 it
 */
static void find_even_lambda_with_escape_guarded_lambda_lambda(int64_t n, Obj *tag)
{
    if (omni_int_is_even(n)) {
        with_escape_find_even_lambda_with_escape_guarded_lambda(n, tag);
    }
}

/* find_even_lambda_with_escape_guarded_lambda
 *   find_even_lambda_with_escape_guarded_lambda  version   specialised for
 *                                                          with-escape-guarded-lambda: what it gets
 *                                                          to call is known
 *   numbers                                      borrowed  only read here; the caller keeps it
 *   tag                                          borrowed  only read here; the caller keeps it
 */
static bool find_even_lambda_with_escape_guarded_lambda(Obj *numbers, Obj *tag)
{
    for_each_find_even_lambda_with_escape_guarded_lambda_lambda(numbers, tag);
    return false;
}

/* find_even
 *   numbers      borrowed  only read here; the caller keeps it
 *   with_escape  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *find_even(Region *dest, Obj *numbers)
{
    return with_escape_find_even_lambda(dest, numbers);
}

/* with_escape_find_even_lambda_guarded
 *   with_escape_find_even_lambda_guarded  version   specialised for find-even-lambda: what it gets
 *                                                   to call is known
 *   tag                                   borrowed  only read here; the caller keeps it
 *   numbers                               borrowed  only read here; the caller keeps it
 */
static bool with_escape_find_even_lambda_guarded(Obj *self)
{
    Obj *tag = omni_captured(self, 0);
    Obj *numbers = omni_captured(self, 1);
    return find_even_lambda_with_escape_guarded_lambda(numbers, tag);
}

static Obj *with_escape_find_even_lambda_guarded_entry(Obj *self, Region *dest, int argc,
                                                       Obj *const *args)
{
    (void)dest;
    (void)argc;
    (void)args;
    return omni_bool(with_escape_find_even_lambda_guarded(self));
}

/* with_escape_find_even_lambda_with_escape_guarded_lambda
 *   tag    borrowed  only read here; the caller keeps it
 *   pair   stack     at most 24 bytes and one object for each call
 *   value  stack     at most 16 bytes and one object for each call
 */
static void with_escape_find_even_lambda_with_escape_guarded_lambda(int64_t value, Obj *tag)
{
    IntBox value_box;  /* at most 16 bytes and one object for each call */
    Pair stack_pair;  /* at most 24 bytes and one object for each call */
    Obj *pair = mk_pair_stack(&stack_pair, tag, mk_int_stack(&value_box, value));
    omni_raise(pair, "with-escape-guarded-lambda+0: (raise (cons tag value))");
}

/* What is caught is a copy, and eq? to what was raised, as are its parts. */
/* with_escape_find_even_lambda
 *   with_escape_find_even_lambda  version   specialised for find-even-lambda: what it gets to call
 *                                           is known
 *   numbers                       borrowed  only read here; the caller keeps it
 *   tag                           stack     at most 24 bytes and one object for each call
 *   body                          stack     at most 48 bytes and one object for each call
 *   e                             dest      returned, so it is built in the caller's region: no
 *                                           copy
 */
static Obj *with_escape_find_even_lambda(Region *dest, Obj *numbers)
{
    Pair tag_pair;  /* at most 24 bytes and one object for each call */
    Obj *tag = mk_pair_stack(&tag_pair, OMNI_REF(sym_escape), OMNI_NIL);
    OMNI_CLOSURE_STORAGE(2) body_closure;  /* at most 48 bytes and one object for each call */
    Obj *body = mk_closure_stack(&body_closure, with_escape_find_even_lambda_guarded_entry, 0, 0, 2,
                                 (Obj *[]){ tag, numbers });
    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(body, omni_global,
                            "with-escape+2: (guard (e ((and (pair? e) (eq? (car e...");
    if (omni_is_raised(outcome)) {
        Obj *e = omni_caught(dest);
        if (omni_is_pair(e) && omni_is_eq(omni_pair_car(e), tag)) {
            return omni_pair_cdr(e);
        }
        omni_raise(e, "with-escape+2: (guard (e ((and (pair? e) (eq? (car e...");
    }
    return outcome;
}

static Obj *main_guarded(void)
{
    omni_raise(done, "main-guarded+0: (raise done)");
}

static Obj *main_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    (void)args;
    return main_guarded();
}

/* main
 *   done       global              reachable from the top-level variable done: lives until the
 *                                  program ends
 *   find_even  find_even_region    not reachable from outside; last use: (println (find-even '(1 3
 *                                  4 5)) " " (...; not on the stack: size unknown: built by
 *                                  find-even
 *   find_even  find_even_region_2  not reachable from outside; last use: (println (find-even '(1 3
 *                                  4 5)) " " (...; not on the stack: size unknown: built by
 *                                  find-even
 *   e          e_region            few objects for each call, so the first 512 bytes of their
 *                                  region lie in the C frame; not on the stack: size unknown: built
 *                                  by raise
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    done = mk_pair_region(omni_global, OMNI_REF(sym_done), OMNI_NIL);
    /* for find-even: last used in (println (find-even '(1 3 4 5)) " " (... */
    Region *find_even_region = region_create();
    Obj *find_even_result = find_even(find_even_region, OMNI_REF(list_in_main[0]));
    /* for find-even: last used in (println (find-even '(1 3 4 5)) " " (... */
    Region *find_even_region_2 = region_create();
    Obj *find_even_result_2 = find_even(find_even_region_2, OMNI_REF(list_in_main_2[0]));
    omni_display(find_even_result);
    /* last use of find-even: (println (find-even '(1 3 4 5)) " " (... */
    region_exit(find_even_region);
    omni_display(OMNI_REF(text_space));
    omni_display(find_even_result_2);
    /* last use of find-even: (println (find-even '(1 3 4 5)) " " (... */
    region_exit(find_even_region_2);
    omni_newline();
    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(OMNI_REF(main_guarded_closure), omni_global,
                            "main: (guard (e ((eq? e done) 'done) (else ...");
    Obj *result;
    if (omni_is_raised(outcome)) {
        OMNI_SCRATCH_STORAGE(512) e_scratch;
        /* for e: used only in this branch */
        Region *e_region = stack_alloc_region(&e_scratch, sizeof e_scratch);
        Obj *e = omni_caught(e_region);
        bool same = omni_is_eq(e, done);
        region_exit(e_region);  /* last use of e: (eq? e done) */
        result = same ? OMNI_REF(sym_done) : OMNI_REF(sym_other);
    } else {
        result = outcome;
    }
    omni_display(result);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* for_each_find_even_lambda_with_escape_guarded_lambda_lambda
 *   for_each_find_even_lambda_with_escape_guarded_lambda_lambda  version   specialised for
 *                                                                          find-even-lambda-with-escape-guarded-lambda-lambda:
 *                                                                          what it gets to call is
 *                                                                          known
 *   items                                                        borrowed  only read here; the
 *                                                                          caller keeps it
 *   tag                                                          borrowed  only read here; the
 *                                                                          caller keeps it
 */
static void for_each_find_even_lambda_with_escape_guarded_lambda_lambda(Obj *items, Obj *tag)
{
    Obj *rest = items;
    while (!omni_is_null(rest)) {
        int64_t head = omni_int_value(omni_pair_car(rest));
        find_even_lambda_with_escape_guarded_lambda_lambda(head, tag);
        rest = omni_pair_cdr(rest);
    }
}
