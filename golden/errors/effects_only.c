/* effects_only.omni, translated by omnic */
#include "omni.h"

static Obj *try_print_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_SYMBOL(sym_negative, "negative");

OMNI_STATIC_STRING(text_no, "no", 2);

/* try_print_guarded
 *   x  borrowed  only read here; the caller keeps it
 */
static void try_print_guarded(Obj *self)
{
    Obj *x = omni_captured(self, 0);
    if (omni_int_value(x) < 0) {
        omni_raise(OMNI_REF(sym_negative), "try-print-guarded+1: (raise 'negative)");
    }
    omni_display(x);
    omni_newline();
}

static Obj *try_print_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)dest;
    (void)argc;
    (void)args;
    try_print_guarded(self);
    return OMNI_NOTHING;
}

/* Nobody wants a value of the guard, and the handler does not look at what was raised. */
/* try_print
 *   body  stack  at most 40 bytes and one object for each call
 *   x     stack  at most 16 bytes and one object for each call
 */
static void try_print(int64_t x)
{
    IntBox x_box;  /* at most 16 bytes and one object for each call */
    OMNI_CLOSURE_STORAGE(1) body_closure;  /* at most 40 bytes and one object for each call */
    Obj *body = mk_closure_stack(&body_closure, try_print_guarded_entry, 0, 0, 1,
                                 (Obj *[]){ mk_int_stack(&x_box, x) });
    Obj *outcome = omni_try(body, omni_global,
                            "try-print+1: (guard (e (else (println \"no\"))) (if ...");
    if (omni_is_raised(outcome)) {
        omni_drop_raised();
        omni_display(OMNI_REF(text_no));
        omni_newline();
    }
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    try_print(1);
    try_print(-1);
    return omni_shutdown(0);
}
