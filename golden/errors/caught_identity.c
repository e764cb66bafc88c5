/* caught_identity.omni, translated by omnic */
#include "omni.h"

static Obj *with_escape_guarded_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *with_escape_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *find_even_lambda_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *find_even_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static void for_each(Region *dest, Obj *f, Obj *items);

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

/* with_escape_guarded_lambda
 *   tag    borrowed  only read here; the caller keeps it
 *   pair   stack     at most 24 bytes and one object for each call
 *   value  stack     at most 16 bytes and one object for each call
 */
static Obj *with_escape_guarded_lambda(Obj *self, int64_t value)
{
    Obj *tag = omni_captured(self, 0);
    IntBox value_box;  /* at most 16 bytes and one object for each call */
    Pair stack_pair;  /* at most 24 bytes and one object for each call */
    Obj *pair = mk_pair_stack(&stack_pair, tag, mk_int_stack(&value_box, value));
    omni_raise(pair, "with-escape-guarded-lambda+0: (raise (cons tag value))");
}

static Obj *with_escape_guarded_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)dest;
    (void)argc;
    return with_escape_guarded_lambda(self,
                                      omni_as_int(args[0], "with-escape-guarded-lambda: value"));
}

/* with_escape_guarded
 *   f         borrowed  only read here; the caller keeps it
 *   tag       borrowed  only read here; the caller keeps it
 *   function  dest      part of the result, which is returned: built in the caller's region
 */
static bool with_escape_guarded(Obj *self, Region *dest)
{
    OMNI_STACK_CHECK("with-escape-guarded");
    Obj *f = omni_captured(self, 0);
    Obj *tag = omni_captured(self, 1);
    Obj *function = mk_closure_region(dest, with_escape_guarded_lambda_entry, 1, 1, 1,
                                      (Obj *[]){ tag });
    Obj *f_result = omni_call(f, omni_global, 1, (Obj *[]){ function },
                              "with-escape-guarded+1: (f (lambda (value) (raise (cons tag v...");
    return omni_bool_value(f_result);
}

static Obj *with_escape_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    return omni_bool(with_escape_guarded(self, dest));
}

/* What is caught is a copy, and eq? to what was raised, as are its parts. */
/* with_escape
 *   f     borrowed  only read here; the caller keeps it
 *   tag   dest      part of the result, which is returned: built in the caller's region
 *   body  stack     at most 48 bytes and one object for each call
 *   e     dest      returned, so it is built in the caller's region: no copy
 */
static Obj *with_escape(Region *dest, Obj *f)
{
    Obj *tag = mk_pair_region(dest, OMNI_REF(sym_escape), OMNI_NIL);
    OMNI_CLOSURE_STORAGE(2) body_closure;  /* at most 48 bytes and one object for each call */
    Obj *body = mk_closure_stack(&body_closure, with_escape_guarded_entry, 0, 0, 2,
                                 (Obj *[]){ f, tag });
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

/* find_even_lambda_lambda
 *   return  borrowed  only read here; the caller keeps it
 *   n       dest      part of the result, which is returned: built in the caller's region
 */
static void find_even_lambda_lambda(Obj *self, Region *dest, int64_t n)
{
    OMNI_STACK_CHECK("find-even-lambda-lambda");
    Obj *return_ = omni_captured(self, 0);
    if (omni_int_is_even(n)) {
        omni_call(return_, dest, 1, (Obj *[]){ mk_int_region(dest, n) },
                  "find-even-lambda-lambda+0: (return n)");
    }
}

static Obj *find_even_lambda_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    find_even_lambda_lambda(self, dest, omni_as_int(args[0], "find-even-lambda-lambda: n"));
    return OMNI_NOTHING;
}

/* find_even_lambda
 *   return    borrowed  only read here; the caller keeps it
 *   numbers   borrowed  only read here; the caller keeps it
 *   function  stack     at most 40 bytes and one object for each call
 */
static bool find_even_lambda(Obj *self, Region *dest, Obj *return_)
{
    OMNI_STACK_CHECK("find-even-lambda");
    Obj *numbers = omni_captured(self, 0);
    OMNI_CLOSURE_STORAGE(1) function_closure;  /* at most 40 bytes and one object for each call */
    Obj *function = mk_closure_stack(&function_closure, find_even_lambda_lambda_entry, 1, 1, 1,
                                     (Obj *[]){ return_ });
    for_each(dest, function, numbers);
    return false;
}

static Obj *find_even_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    return omni_bool(find_even_lambda(self, dest, args[0]));
}

/* find_even
 *   numbers      borrowed  only read here; the caller keeps it
 *   with_escape  dest      returned, so it is built in the caller's region: no copy
 *   function     stack     at most 40 bytes and one object for each call
 */
static Obj *find_even(Region *dest, Obj *numbers)
{
    OMNI_CLOSURE_STORAGE(1) function_closure;  /* at most 40 bytes and one object for each call */
    /* for find-even: last used in (lambda (return) (for-each (lambda (n... */
    Region *find_even_region = region_create();
    Obj *function = mk_closure_stack(&function_closure, find_even_lambda_entry, 1, 1, 1,
                                     (Obj *[]){ numbers });
    /* last use of find-even: (lambda (return) (for-each (lambda (n... */
    region_exit(find_even_region);
    return with_escape(dest, function);
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

/* for_each
 *   f      borrowed  only read here; the caller keeps it
 *   items  borrowed  only read here; the caller keeps it
 */
static void for_each(Region *dest, Obj *f, Obj *items)
{
    Obj *rest = items;
    while (!omni_is_null(rest)) {
        omni_call(f, dest, 1, (Obj *[]){ omni_pair_car(rest) }, "for-each+3: (f (car rest))");
        rest = omni_pair_cdr(rest);
    }
}
