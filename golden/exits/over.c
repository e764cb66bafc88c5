/* over.omni, translated by omnic */
#include "omni.h"

static Obj *keep_body_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *keep_k_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_SYMBOL(sym_again, "again");
OMNI_STATIC_SYMBOL(sym_first, "first");

OMNI_STATIC_CLOSURE(main_guarded_closure, main_guarded_entry, 0, 0);

/* Continuations go outwards only. One that is kept until its call/cc has returned may be called,
 * and that is an error. */
static Obj *kept = OMNI_NOTHING;

/* keep_body
 *   k     borrowed  reachable from the top-level variable kept: lives until the program ends
 *   list  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *keep_body(Obj *self, Region *dest)
{
    Obj *k = omni_captured(self, 0);
    kept = k;
    return mk_pair_region(dest, OMNI_REF(sym_first), OMNI_NIL);
}

static Obj *keep_body_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    return keep_body(self, dest);
}

/* keep_k
 *   exit  borrowed  changed here; the caller keeps it
 */
static Obj *keep_k(Obj *self, Obj *value)
{
    Obj *exit = omni_captured(self, 0);
    omni_exit_to(exit, omni_is_absent(value) ? OMNI_NOTHING : value, "keep-k+0: k");
}

static Obj *keep_k_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)dest;
    return keep_k(self, argc > 0 ? args[0] : OMNI_ABSENT);
}

/* keep
 *   result    global  reachable from the top-level variable kept: lives until the program ends
 *   exit      global  reachable from the top-level variable kept: lives until the program ends
 *   function  stack   at most 40 bytes and one object for each call
 *   k         global  reachable from the top-level variable kept: lives until the program ends
 */
static Obj *keep(void)
{
    Obj *exit = mk_cell_region(omni_global, OMNI_NOTHING);
    Obj *k = mk_closure_region(omni_global, keep_k_entry, 0, 1, 1, (Obj *[]){ exit });
    OMNI_CLOSURE_STORAGE(1) function_closure;  /* at most 40 bytes and one object for each call */
    Obj *function = mk_closure_stack(&function_closure, keep_body_entry, 0, 0, 1, (Obj *[]){ k });
    return omni_call_with_exit(function, exit, omni_global,
                               "keep+0: (call/cc (lambda (k) (set! kept k) (l...");
}

/* main_guarded
 *   kept_result  global  reachable from the top-level variable kept: lives until the program ends
 */
static Obj *main_guarded(void)
{
    OMNI_STACK_CHECK("main-guarded");
    return omni_call(kept, omni_global, 1, (Obj *[]){ OMNI_REF(sym_again) },
                     "main-guarded+0: (kept 'again)");
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
 *   e  e_region  few objects for each call, so the first 512 bytes of their region lie in the C
 *                frame; not on the stack: size unknown: built by raise
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    kept = OMNI_FALSE;
    omni_display(keep());
    omni_newline();
    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(OMNI_REF(main_guarded_closure), omni_global,
                            "main: (guard (e ((error-object? e) (error-o...");
    bool raised = omni_is_raised(outcome);
    OMNI_SCRATCH_STORAGE(512) e_scratch;
    /* for e: last used in (println (guard (e ((error-object? e)... */
    Region *e_region = stack_alloc_region(&e_scratch, sizeof e_scratch);
    Obj *result;
    if (raised) {
        Obj *e = omni_caught(e_region);
        if (omni_is_error_object(e)) {
            result = omni_error_message(e, "main: (error-object-message e)");
        } else {
            omni_raise(e, "main: (guard (e ((error-object? e) (error-o...");
        }
    } else {
        result = outcome;
    }
    omni_display(result);
    region_exit(e_region);  /* last use of e: (println (guard (e ((error-object? e)... */
    omni_newline();
    omni_call(kept, omni_global, 1, (Obj *[]){ OMNI_REF(sym_again) }, "main: (kept 'again)");
    return omni_shutdown(0);
}
