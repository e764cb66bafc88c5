/* error_object.omni, translated by omnic */
#include "omni.h"

static Obj *describe_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_lambda_3_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_lambda_4_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_SYMBOL(sym_blob, "blob");
OMNI_STATIC_SYMBOL(sym_fine, "fine");
OMNI_STATIC_SYMBOL(sym_not_an_error, "not-an-error");
OMNI_STATIC_SYMBOL(sym_plain, "plain");

OMNI_STATIC_STRING(text_no_irritants, "no irritants", 12);
OMNI_STATIC_STRING(text_not_a_shape, "not a shape:", 12);
OMNI_STATIC_STRING(text_text, "text", 4);

static const Pair list_in_main_lambda[4] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main_lambda[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(list_in_main_lambda[2]), OMNI_NIL},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main_lambda[3])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_NIL},
};

OMNI_STATIC_CLOSURE(main_lambda_closure, main_lambda_entry, 0, 0);
OMNI_STATIC_CLOSURE(main_lambda_2_closure, main_lambda_2_entry, 0, 0);
OMNI_STATIC_CLOSURE(main_lambda_3_closure, main_lambda_3_entry, 0, 0);
OMNI_STATIC_CLOSURE(main_lambda_4_closure, main_lambda_4_entry, 0, 0);

/* describe_guarded
 *   thunk  borrowed  only read here; the caller keeps it
 */
static Obj *describe_guarded(Obj *self)
{
    OMNI_STACK_CHECK("describe-guarded");
    Obj *thunk = omni_captured(self, 0);
    return omni_call(thunk, omni_global, 0, NULL, "describe-guarded+2: (thunk)");
}

static Obj *describe_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)dest;
    (void)argc;
    (void)args;
    return describe_guarded(self);
}

/* `error` raises an error object: its message and a list of the irritants, which keep their
 * structure. */
/* describe
 *   thunk  borrowed  only read here; the caller keeps it
 *   body   stack     at most 40 bytes and one object for each call
 *   e      dest      part of the result, which is returned: built in the caller's region
 */
static Obj *describe(Region *dest, Obj *thunk)
{
    OMNI_CLOSURE_STORAGE(1) body_closure;  /* at most 40 bytes and one object for each call */
    Obj *body = mk_closure_stack(&body_closure, describe_guarded_entry, 0, 0, 1,
                                 (Obj *[]){ thunk });
    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(body, omni_global,
                            "describe+1: (guard (e ((error-object? e) (list (e...");
    if (omni_is_raised(outcome)) {
        Obj *e = omni_caught(dest);
        if (omni_is_error_object(e)) {
            Obj *message = omni_error_message(e, "describe+1: (error-object-message e)");
            Obj *irritants = omni_error_irritants(e, "describe+1: (error-object-irritants e)");
            return mk_pair_region(dest, message, mk_pair_region(dest, irritants, OMNI_NIL));
        }
        return mk_pair_region(dest, OMNI_REF(sym_not_an_error), mk_pair_region(dest, e, OMNI_NIL));
    }
    return outcome;
}

/* main_lambda
 *   list  stack  at most 72 bytes and one object for each call
 */
static Obj *main_lambda(void)
{
    Pair list_pair;  /* at most 72 bytes and one object for each call */
    Pair list_pair_2;  /* at most 72 bytes and one object for each call */
    Pair list_pair_3;  /* at most 72 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair, OMNI_REF(text_text), OMNI_NIL);
    Obj *list_2 = mk_pair_stack(&list_pair_2, OMNI_REF(list_in_main_lambda[0]), list);
    Obj *list_3 = mk_pair_stack(&list_pair_3, OMNI_REF(sym_blob), list_2);
    omni_error(OMNI_REF(text_not_a_shape), list_3,
               "main-lambda+0: (error \"not a shape:\" 'blob '(1 (2 3)...");
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
    omni_error(OMNI_REF(text_no_irritants), OMNI_NIL, "main-lambda-2+0: (error \"no irritants\")");
}

static Obj *main_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    (void)args;
    return main_lambda_2();
}

static Obj *main_lambda_3(void)
{
    omni_raise(OMNI_REF(sym_plain), "main-lambda-3+0: (raise 'plain)");
}

static Obj *main_lambda_3_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    (void)args;
    return main_lambda_3();
}

static Obj *main_lambda_4(void)
{
    return OMNI_REF(sym_fine);
}

static Obj *main_lambda_4_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    (void)args;
    return main_lambda_4();
}

/* main
 *   describe  describe_region    not reachable from outside; last use: (println (describe (lambda
 *                                () (error ...; not on the stack: size unknown: built by describe
 *   describe  describe_region_2  not reachable from outside; last use: (println (describe (lambda
 *                                () (error ...; not on the stack: size unknown: built by describe
 *   describe  describe_region_3  not reachable from outside; last use: (println (describe (lambda
 *                                () (raise ...; not on the stack: size unknown: built by describe
 *   describe  describe_region_4  not reachable from outside; last use: (println (describe (lambda
 *                                () 'fine))); not on the stack: size unknown: built by describe
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    /* for describe: last used in (println (describe (lambda () (error ... */
    Region *describe_region = region_create();
    omni_display(describe(describe_region, OMNI_REF(main_lambda_closure)));
    /* last use of describe: (println (describe (lambda () (error ... */
    region_exit(describe_region);
    omni_newline();
    /* for describe: last used in (println (describe (lambda () (error ... */
    Region *describe_region_2 = region_create();
    omni_display(describe(describe_region_2, OMNI_REF(main_lambda_2_closure)));
    /* last use of describe: (println (describe (lambda () (error ... */
    region_exit(describe_region_2);
    omni_newline();
    /* for describe: last used in (println (describe (lambda () (raise ... */
    Region *describe_region_3 = region_create();
    omni_display(describe(describe_region_3, OMNI_REF(main_lambda_3_closure)));
    /* last use of describe: (println (describe (lambda () (raise ... */
    region_exit(describe_region_3);
    omni_newline();
    /* for describe: last used in (println (describe (lambda () 'fine))) */
    Region *describe_region_4 = region_create();
    omni_display(describe(describe_region_4, OMNI_REF(main_lambda_4_closure)));
    /* last use of describe: (println (describe (lambda () 'fine))) */
    region_exit(describe_region_4);
    omni_newline();
    return omni_shutdown(0);
}
