/* no_clause.omni, translated by omnic */
#include "omni.h"

static Obj *inner_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *outer_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_lambda_3_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *assq(Obj *key, Obj *entries);

OMNI_STATIC_SYMBOL(sym_key, "key");
OMNI_STATIC_SYMBOL(sym_string, "string");
OMNI_STATIC_SYMBOL(sym_symbol, "symbol");
OMNI_STATIC_SYMBOL(sym_word, "word");

OMNI_STATIC_STRING(text_text, "text", 4);

OMNI_STATIC_CLOSURE(main_lambda_closure, main_lambda_entry, 0, 0);
OMNI_STATIC_CLOSURE(main_lambda_2_closure, main_lambda_2_entry, 0, 0);
OMNI_STATIC_CLOSURE(main_lambda_3_closure, main_lambda_3_entry, 0, 0);

/* inner_guarded
 *   thunk         borrowed  only read here; the caller keeps it
 *   thunk_result  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *inner_guarded(Obj *self, Region *dest)
{
    OMNI_STACK_CHECK("inner-guarded");
    Obj *thunk = omni_captured(self, 0);
    return omni_call(thunk, dest, 0, NULL, "inner-guarded+1: (thunk)");
}

static Obj *inner_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    return inner_guarded(self, dest);
}

/* No clause applies, so the guard raises the value again and the outer one gets it: a copy of
 * the
 * copy. */
/* inner
 *   thunk  borrowed  only read here; the caller keeps it
 *   body   stack     at most 40 bytes and one object for each call
 *   e      dest      part of the result, which is returned: built in the caller's region
 */
static Obj *inner(Region *dest, Obj *thunk)
{
    OMNI_CLOSURE_STORAGE(1) body_closure;  /* at most 40 bytes and one object for each call */
    Obj *body = mk_closure_stack(&body_closure, inner_guarded_entry, 0, 0, 1, (Obj *[]){ thunk });
    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(body, omni_global, "inner+1: (guard (e ((string? e) (list 'string ...");
    if (omni_is_raised(outcome)) {
        Obj *e = omni_caught(dest);
        if (omni_is_string(e)) {
            return mk_pair_region(dest, OMNI_REF(sym_string), mk_pair_region(dest, e, OMNI_NIL));
        }
        omni_raise(e, "inner+1: (guard (e ((string? e) (list 'string ...");
    }
    return outcome;
}

/* outer_guarded
 *   thunk  borrowed  only read here; the caller keeps it
 *   inner  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *outer_guarded(Obj *self, Region *dest)
{
    OMNI_STACK_CHECK("outer-guarded");
    Obj *thunk = omni_captured(self, 0);
    return inner(dest, thunk);
}

static Obj *outer_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    return outer_guarded(self, dest);
}

/* outer
 *   thunk  borrowed  only read here; the caller keeps it
 *   body   stack     at most 40 bytes and one object for each call
 *   e      dest      returned, so it is built in the caller's region: no copy
 */
static Obj *outer(Region *dest, Obj *thunk)
{
    OMNI_CLOSURE_STORAGE(1) body_closure;  /* at most 40 bytes and one object for each call */
    Obj *body = mk_closure_stack(&body_closure, outer_guarded_entry, 0, 0, 1, (Obj *[]){ thunk });
    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(body, dest, "outer+1: (guard (e ((symbol? e) (list 'symbol ...");
    if (omni_is_raised(outcome)) {
        Obj *e = omni_caught(dest);
        if (omni_is_symbol(e)) {
            return mk_pair_region(dest, OMNI_REF(sym_symbol), mk_pair_region(dest, e, OMNI_NIL));
        }
        Obj *found = assq(OMNI_REF(sym_key), e);
        if (omni_is_true(found)) {
            return omni_cdr(found, "outer+2: ((assq 'key e) => cdr)");
        }
        omni_raise(e, "outer+1: (guard (e ((symbol? e) (list 'symbol ...");
    }
    return outcome;
}

static Obj *main_lambda(void)
{
    omni_raise(OMNI_REF(text_text), "main-lambda+0: (raise \"text\")");
}

static Obj *main_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    (void)args;
    return main_lambda();
}

static Obj *main_lambda_2(void)
{
    omni_raise(OMNI_REF(sym_word), "main-lambda-2+0: (raise 'word)");
}

static Obj *main_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    (void)args;
    return main_lambda_2();
}

/* main_lambda_3
 *   list  stack  at most 24 bytes and one object for each call
 *   pair  stack  at most 24 bytes and one object for each call
 */
static Obj *main_lambda_3(void)
{
    Pair stack_pair;  /* at most 24 bytes and one object for each call */
    Pair list_pair;  /* at most 24 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair,
                              mk_pair_stack(&stack_pair, OMNI_REF(sym_key), OMNI_FIX(42)),
                              OMNI_NIL);
    omni_raise(list, "main-lambda-3+0: (raise (list (cons 'key 42)))");
}

static Obj *main_lambda_3_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    (void)args;
    return main_lambda_3();
}

/* main
 *   outer  outer_region    not reachable from outside; last use: (println (outer (lambda () (raise
 *                          "te...; not on the stack: size unknown: built by outer
 *   outer  outer_region_2  not reachable from outside; last use: (println (outer (lambda () (raise
 *                          'wo...; not on the stack: size unknown: built by outer
 *   outer  outer_region_3  not reachable from outside; last use: (println (outer (lambda () (raise
 *                          (li...; not on the stack: size unknown: built by outer
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    /* for outer: last used in (println (outer (lambda () (raise "te... */
    Region *outer_region = region_create();
    omni_display(outer(outer_region, OMNI_REF(main_lambda_closure)));
    region_exit(outer_region);  /* last use of outer: (println (outer (lambda () (raise "te... */
    omni_newline();
    /* for outer: last used in (println (outer (lambda () (raise 'wo... */
    Region *outer_region_2 = region_create();
    omni_display(outer(outer_region_2, OMNI_REF(main_lambda_2_closure)));
    region_exit(outer_region_2);  /* last use of outer: (println (outer (lambda () (raise 'wo... */
    omni_newline();
    /* for outer: last used in (println (outer (lambda () (raise (li... */
    Region *outer_region_3 = region_create();
    omni_display(outer(outer_region_3, OMNI_REF(main_lambda_3_closure)));
    region_exit(outer_region_3);  /* last use of outer: (println (outer (lambda () (raise (li... */
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* assq
 *   entries  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *assq(Obj *key, Obj *entries)
{
    while (!omni_is_null(entries)) {
        Obj *head = omni_car(entries, "assq+3: (car entries)");
        if (key == omni_car(head, "assq+3: (car (car entries))")) {
            return omni_pair_car(entries);
        }
        entries = omni_pair_cdr(entries);
    }
    return OMNI_FALSE;
}
