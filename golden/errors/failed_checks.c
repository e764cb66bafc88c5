/* failed_checks.omni, translated by omnic */
#include "omni.h"

static Obj *message_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_lambda_3_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_lambda_4_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_lambda_5_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_lambda_6_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_lambda_6_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_SYMBOL(sym_no_pair, "no-pair");
OMNI_STATIC_SYMBOL(sym_surely_wrong, "surely-wrong");

OMNI_STATIC_STRING(text_abc, "abc", 3);

static const Pair list_in_main_lambda[1] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_NIL},
};

static const Pair list_in_main_lambda_6[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main_lambda_6[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_NIL},
};

OMNI_STATIC_CLOSURE(main_lambda_closure, main_lambda_entry, 0, 0);
OMNI_STATIC_CLOSURE(main_lambda_2_closure, main_lambda_2_entry, 0, 0);
OMNI_STATIC_CLOSURE(main_lambda_3_closure, main_lambda_3_entry, 0, 0);
OMNI_STATIC_CLOSURE(main_lambda_4_closure, main_lambda_4_entry, 0, 0);
OMNI_STATIC_CLOSURE(main_lambda_5_closure, main_lambda_5_entry, 0, 0);
OMNI_STATIC_CLOSURE(main_lambda_6_lambda_closure, main_lambda_6_lambda_entry, 1, 1);
OMNI_STATIC_CLOSURE(main_lambda_6_closure, main_lambda_6_entry, 0, 0);
OMNI_STATIC_CLOSURE(main_guarded_closure, main_guarded_entry, 0, 0);

/* message_guarded
 *   thunk         borrowed  only read here; the caller keeps it
 *   thunk_result  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *message_guarded(Obj *self, Region *dest)
{
    OMNI_STACK_CHECK("message-guarded");
    Obj *thunk = omni_captured(self, 0);
    return omni_call(thunk, dest, 0, NULL, "message-guarded+1: (thunk)");
}

static Obj *message_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    return message_guarded(self, dest);
}

/* A check that fails at run time raises an error object. Its message is that of the panic. */
/* message
 *   thunk  borrowed  only read here; the caller keeps it
 *   body   stack     at most 40 bytes and one object for each call
 *   e      dest      returned, so it is built in the caller's region: no copy
 */
static Obj *message(Region *dest, Obj *thunk)
{
    OMNI_CLOSURE_STORAGE(1) body_closure;  /* at most 40 bytes and one object for each call */
    Obj *body = mk_closure_stack(&body_closure, message_guarded_entry, 0, 0, 1, (Obj *[]){ thunk });
    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(body, dest, "message+1: (guard (e ((error-object? e) (error-o...");
    if (omni_is_raised(outcome)) {
        Obj *e = omni_caught(dest);
        if (omni_is_error_object(e)) {
            return omni_error_message(e, "message+1: (error-object-message e)");
        }
        omni_raise(e, "message+1: (guard (e ((error-object? e) (error-o...");
    }
    return outcome;
}

/* first
 *   x  borrowed  only read here; the caller keeps it
 */
static int64_t first(Obj *x)
{
    return omni_int_value(omni_car(x, "first+0: (car x)"));
}

/* main_lambda
 *   arguments  arguments_region  few objects for each call, so the first 512 bytes of their region
 *                                lie in the C frame; not on the stack: size unknown: built by
 *                                command-line
 */
static int64_t main_lambda(void)
{
    OMNI_SCRATCH_STORAGE(512) arguments_scratch;
    /* for arguments: last used in (null? (command-line)) */
    Region *arguments_region = stack_alloc_region(&arguments_scratch, sizeof arguments_scratch);
    bool empty = omni_is_null(omni_command_line(arguments_region));
    region_exit(arguments_region);  /* last use of arguments: (null? (command-line)) */
    Obj *result;
    if (empty) {
        result = OMNI_REF(list_in_main_lambda[0]);
    } else {
        result = OMNI_REF(sym_no_pair);
    }
    return first(result);
}

static Obj *main_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    (void)args;
    return mk_int_region(dest, main_lambda());
}

static int64_t main_lambda_2(void)
{
    int64_t length = omni_length(OMNI_NIL, "main-lambda-2+0: (length '())");
    return omni_int_quotient(1, length, "main-lambda-2+0: (quotient 1 (length '()))");
}

static Obj *main_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    (void)args;
    return mk_int_region(dest, main_lambda_2());
}

static uint32_t main_lambda_3(void)
{
    return omni_string_ref(OMNI_REF(text_abc), 1 + 2,
                           "main-lambda-3+0: (string-ref \"abc\" (+ 1 2))");
}

static Obj *main_lambda_3_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    (void)args;
    return omni_char(main_lambda_3());
}

static int64_t main_lambda_4(void)
{
    return omni_int_mul(INT64_C(4611686018427387904), 1 + 1,
                        "main-lambda-4+0: (* 4611686018427387904 (+ 1 1))");
}

static Obj *main_lambda_4_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    (void)args;
    return mk_int_region(dest, main_lambda_4());
}

static void main_lambda_5(void)
{
    if (1 != 2) {
        omni_assert_failed("main-lambda-5+0: (assert (= 1 2))");
    }
}

static Obj *main_lambda_5_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    (void)args;
    main_lambda_5();
    return OMNI_NOTHING;
}

static int64_t main_lambda_6_lambda(int64_t x)
{
    return x;
}

static Obj *main_lambda_6_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return mk_int_region(dest,
                         main_lambda_6_lambda(omni_as_int(args[0], "main-lambda-6-lambda: x")));
}

/* main_lambda_6
 *   function_result  function_result_region  not reachable from outside; last use: (apply (lambda
 *                                            (x) x) '(1 2)); not on the stack: size unknown: built
 *                                            by function
 */
static int64_t main_lambda_6(void)
{
    OMNI_STACK_CHECK("main-lambda-6");
    /* for function-result: last used in (apply (lambda (x) x) '(1 2)) */
    Region *function_result_region = region_create();
    Obj *function_result = omni_apply(OMNI_REF(main_lambda_6_lambda_closure),
                                      function_result_region, 0, NULL,
                                      OMNI_REF(list_in_main_lambda_6[0]),
                                      "main-lambda-6+0: (apply (lambda (x) x) '(1 2))");
    int64_t function_result_2 = omni_int_value(function_result);
    /* last use of function-result: (apply (lambda (x) x) '(1 2)) */
    region_exit(function_result_region);
    return function_result_2;
}

static Obj *main_lambda_6_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    (void)args;
    return mk_int_region(dest, main_lambda_6());
}

static Obj *main_guarded(void)
{
    return omni_car(OMNI_FIX(5), "main-guarded+0: (car 5)");
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
 *   message  message_region    not reachable from outside; last use: (println (message (lambda ()
 *                              (first (...; not on the stack: size unknown: built by message
 *   message  message_region_2  not reachable from outside; last use: (println (message (lambda ()
 *                              (quotien...; not on the stack: size unknown: built by message
 *   message  message_region_3  not reachable from outside; last use: (println (message (lambda ()
 *                              (string-...; not on the stack: size unknown: built by message
 *   message  message_region_4  not reachable from outside; last use: (println (message (lambda ()
 *                              (* 46116...; not on the stack: size unknown: built by message
 *   message  message_region_5  not reachable from outside; last use: (println (message (lambda ()
 *                              (assert ...; not on the stack: size unknown: built by message
 *   message  message_region_6  not reachable from outside; last use: (println (message (lambda ()
 *                              (apply (...; not on the stack: size unknown: built by message
 *   e        e_region          few objects for each call, so the first 512 bytes of their region
 *                              lie in the C frame; not on the stack: size unknown: built by raise
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    /* for message: last used in (println (message (lambda () (first (... */
    Region *message_region = region_create();
    omni_display(message(message_region, OMNI_REF(main_lambda_closure)));
    /* last use of message: (println (message (lambda () (first (... */
    region_exit(message_region);
    omni_newline();
    /* for message: last used in (println (message (lambda () (quotien... */
    Region *message_region_2 = region_create();
    omni_display(message(message_region_2, OMNI_REF(main_lambda_2_closure)));
    /* last use of message: (println (message (lambda () (quotien... */
    region_exit(message_region_2);
    omni_newline();
    /* for message: last used in (println (message (lambda () (string-... */
    Region *message_region_3 = region_create();
    omni_display(message(message_region_3, OMNI_REF(main_lambda_3_closure)));
    /* last use of message: (println (message (lambda () (string-... */
    region_exit(message_region_3);
    omni_newline();
    /* for message: last used in (println (message (lambda () (* 46116... */
    Region *message_region_4 = region_create();
    omni_display(message(message_region_4, OMNI_REF(main_lambda_4_closure)));
    /* last use of message: (println (message (lambda () (* 46116... */
    region_exit(message_region_4);
    omni_newline();
    /* for message: last used in (println (message (lambda () (assert ... */
    Region *message_region_5 = region_create();
    omni_display(message(message_region_5, OMNI_REF(main_lambda_5_closure)));
    /* last use of message: (println (message (lambda () (assert ... */
    region_exit(message_region_5);
    omni_newline();
    /* for message: last used in (println (message (lambda () (apply (... */
    Region *message_region_6 = region_create();
    omni_display(message(message_region_6, OMNI_REF(main_lambda_6_closure)));
    /* last use of message: (println (message (lambda () (apply (... */
    region_exit(message_region_6);
    omni_newline();
    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(OMNI_REF(main_guarded_closure), omni_global,
                            "main: (guard (e ((error-object? e) 'surely-...");
    Obj *result;
    if (omni_is_raised(outcome)) {
        OMNI_SCRATCH_STORAGE(512) e_scratch;
        /* for e: used only in this branch */
        Region *e_region = stack_alloc_region(&e_scratch, sizeof e_scratch);
        Obj *e = omni_caught(e_region);
        if (omni_is_error_object(e)) {
            region_exit(e_region);  /* e: not used on this path */
            result = OMNI_REF(sym_surely_wrong);
        } else {
            /* leaves the function: e ends with it */
            omni_raise(e, "main: (guard (e ((error-object? e) 'surely-...");
        }
    } else {
        result = outcome;
    }
    omni_display(result);
    omni_newline();
    return omni_shutdown(0);
}
