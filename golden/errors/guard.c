/* guard.omni, translated by omnic */
#include "omni.h"

static Obj *safe_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_SYMBOL(sym_too_big, "too-big");

/* What `raise` gives arrives in the handler as a copy, in a region of the function that catches
 * it. The body of the guard is a function of its own. The value has no other way out, so risky
 * makes the list on the stack. */
/* risky
 *   list  stack  at most 48 bytes and one object for each call
 *   n     stack  at most 16 bytes and one object for each call
 */
static int64_t risky(int64_t n)
{
    if (n > 3) {
        IntBox n_box;  /* at most 16 bytes and one object for each call */
        Pair list_pair;  /* at most 48 bytes and one object for each call */
        Pair list_pair_2;  /* at most 48 bytes and one object for each call */
        Obj *list = mk_pair_stack(&list_pair, mk_int_stack(&n_box, n), OMNI_NIL);
        Obj *list_2 = mk_pair_stack(&list_pair_2, OMNI_REF(sym_too_big), list);
        omni_raise(list_2, "risky+2: (raise (list 'too-big n))");
    }
    return omni_int_mul(n, 10, "risky+3: (* n 10)");
}

/* safe_guarded
 *   n  borrowed  only read here; the caller keeps it
 */
static int64_t safe_guarded(Obj *self)
{
    Obj *n = omni_captured(self, 0);
    return omni_int_add(1, risky(omni_int_value(n)), "safe-guarded+1: (+ 1 (risky n))");
}

static Obj *safe_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    return mk_int_region(dest, safe_guarded(self));
}

/* safe
 *   outcome  dest      returned, so it is built in the caller's region: no copy
 *   body     stack     at most 40 bytes and one object for each call
 *   n        stack     at most 16 bytes and one object for each call
 *   e        e_region  few objects for each call, so the first 512 bytes of their region lie in the
 *                      C frame; not on the stack: size unknown: built by raise
 */
static Obj *safe(Region *dest, int64_t n)
{
    IntBox n_box;  /* at most 16 bytes and one object for each call */
    OMNI_CLOSURE_STORAGE(1) body_closure;  /* at most 40 bytes and one object for each call */
    Obj *body = mk_closure_stack(&body_closure, safe_guarded_entry, 0, 0, 1,
                                 (Obj *[]){ mk_int_stack(&n_box, n) });
    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(body, dest, "safe+1: (guard (e ((pair? e) (- 0 (cadr e))))...");
    if (omni_is_raised(outcome)) {
        OMNI_SCRATCH_STORAGE(512) e_scratch;
        /* for e: used only in this branch */
        Region *e_region = stack_alloc_region(&e_scratch, sizeof e_scratch);
        Obj *e = omni_caught(e_region);
        if (omni_is_pair(e)) {
            Obj *head = omni_car(omni_pair_cdr(e), "safe+1: (cadr e)");
            Obj *difference = omni_sub(dest, OMNI_FIX(0), head, "safe+1: (- 0 (cadr e))");
            region_exit(e_region);  /* last use of e: (- 0 (cadr e)) */
            return difference;
        }
        /* leaves the function: e ends with it */
        omni_raise(e, "safe+1: (guard (e ((pair? e) (- 0 (cadr e))))...");
    }
    return outcome;
}

/* main
 *   safe  safe_region    not reachable from outside; last use: (println (safe 2)); not on the
 *                        stack: size unknown: built by safe
 *   safe  safe_region_2  not reachable from outside; last use: (println (safe 5)); not on the
 *                        stack: size unknown: built by safe
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Region *safe_region = region_create();  /* for safe: last used in (println (safe 2)) */
    omni_display(safe(safe_region, 2));
    region_exit(safe_region);  /* last use of safe: (println (safe 2)) */
    omni_newline();
    Region *safe_region_2 = region_create();  /* for safe: last used in (println (safe 5)) */
    omni_display(safe(safe_region_2, 5));
    region_exit(safe_region_2);  /* last use of safe: (println (safe 5)) */
    omni_newline();
    return omni_shutdown(0);
}
