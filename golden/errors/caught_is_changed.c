/* caught_is_changed.omni, translated by omnic */
#include "omni.h"

static Obj *change_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_SYMBOL(sym_new, "new");

static Obj *numbers = OMNI_NOTHING;

/* change_guarded
 *   xs  borrowed  only read here; the caller keeps it
 */
static Obj *change_guarded(Obj *self)
{
    Obj *xs = omni_captured(self, 0);
    omni_raise(xs, "change-guarded+1: (raise xs)");
}

static Obj *change_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)dest;
    (void)argc;
    (void)args;
    return change_guarded(self);
}

/* The original stays as it is when the caught copy is changed. What the copy gets lives in the
 * copy's region. */
/* change
 *   xs    borrowed  only read here; the caller keeps it
 *   body  stack     at most 40 bytes and one object for each call
 *   e     dest      returned, so it is built in the caller's region: no copy
 */
static Obj *change(Region *dest, Obj *xs)
{
    OMNI_CLOSURE_STORAGE(1) body_closure;  /* at most 40 bytes and one object for each call */
    Obj *body = mk_closure_stack(&body_closure, change_guarded_entry, 0, 0, 1, (Obj *[]){ xs });
    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(body, omni_global,
                            "change+1: (guard (e ((pair? e) (set-car! e (lis...");
    if (omni_is_raised(outcome)) {
        Obj *e = omni_caught(dest);
        if (omni_is_pair(e)) {
            Obj *list = mk_pair_region(dest, omni_pair_car(e), OMNI_NIL);
            Obj *list_2 = mk_pair_region(dest, OMNI_REF(sym_new), list);
            omni_set_car(e, list_2, "change+1: (set-car! e (list 'new (car e)))");
            return e;
        }
        omni_raise(e, "change+1: (guard (e ((pair? e) (set-car! e (lis...");
    }
    return outcome;
}

/* main
 *   list    global         reachable from the top-level variable numbers: lives until the program
 *                          ends
 *   change  change_region  not reachable from outside; last use: (println (change numbers)); not on
 *                          the stack: size unknown: built by change
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    Obj *list = mk_pair_region(omni_global, OMNI_FIX(2),
                               mk_pair_region(omni_global, OMNI_FIX(3), OMNI_NIL));
    numbers = mk_pair_region(omni_global, OMNI_FIX(1), list);
    Obj *numbers_value = numbers;
    /* for change: last used in (println (change numbers)) */
    Region *change_region = region_create();
    omni_display(change(change_region, numbers_value));
    region_exit(change_region);  /* last use of change: (println (change numbers)) */
    omni_newline();
    omni_display(numbers);
    omni_newline();
    return omni_shutdown(0);
}
