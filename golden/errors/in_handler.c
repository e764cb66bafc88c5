/* in_handler.omni, translated by omnic */
#include "omni.h"

static Obj *twice_guarded_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *twice_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_SYMBOL(sym_from_handler, "from-handler");
OMNI_STATIC_SYMBOL(sym_second, "second");

OMNI_STATIC_STRING(text_bang, "!", 1);
OMNI_STATIC_STRING(text_text, "text", 4);

/* twice_guarded_guarded
 *   x  borrowed  only read here; the caller keeps it
 */
static Obj *twice_guarded_guarded(Obj *self)
{
    Obj *x = omni_captured(self, 0);
    omni_raise(x, "twice-guarded-guarded+2: (raise x)");
}

static Obj *twice_guarded_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)dest;
    (void)argc;
    (void)args;
    return twice_guarded_guarded(self);
}

/* twice_guarded
 *   x     borrowed  only read here; the caller keeps it
 *   body  stack     at most 40 bytes and one object for each call
 *   e     e_region  used only in this branch, last in ((number? e) (raise 'from-handler)); not on
 *                   the stack: size unknown: built by raise
 *   text  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *twice_guarded(Obj *self, Region *dest)
{
    OMNI_STACK_CHECK("twice-guarded");
    Obj *x = omni_captured(self, 0);
    OMNI_CLOSURE_STORAGE(1) body_closure;  /* at most 40 bytes and one object for each call */
    Obj *body = mk_closure_stack(&body_closure, twice_guarded_guarded_entry, 0, 0, 1,
                                 (Obj *[]){ x });
    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(body, omni_global,
                            "twice-guarded+1: (guard (e ((number? e) (raise 'from-h...");
    if (omni_is_raised(outcome)) {
        Region *e_region = region_create();  /* for e: used only in this branch */
        Obj *e = omni_caught(e_region);
        if (omni_is_number(e)) {
            region_exit(e_region);  /* e: not used on this path */
            omni_raise(OMNI_REF(sym_from_handler), "twice-guarded+1: (raise 'from-handler)");
        } else if (omni_is_string(e)) {
            Obj *text = omni_string_append(dest, e, OMNI_REF(text_bang),
                                           "twice-guarded+2: (string-append e \"!\")");
            region_exit(e_region);  /* last use of e: (string-append e "!") */
            return text;
        }
        /* leaves the function: e ends with it */
        omni_raise(e, "twice-guarded+1: (guard (e ((number? e) (raise 'from-h...");
    }
    return outcome;
}

static Obj *twice_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    return twice_guarded(self, dest);
}

/* A raise in the handler goes to the next guard around: the inner one is not there any more. */
/* twice
 *   x     borrowed  only read here; the caller keeps it
 *   body  stack     at most 40 bytes and one object for each call
 *   e     dest      part of the result, which is returned: built in the caller's region
 */
static Obj *twice(Region *dest, Obj *x)
{
    OMNI_CLOSURE_STORAGE(1) body_closure;  /* at most 40 bytes and one object for each call */
    Obj *body = mk_closure_stack(&body_closure, twice_guarded_entry, 0, 0, 1, (Obj *[]){ x });
    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(body, dest, "twice+1: (guard (e ((symbol? e) (list 'second ...");
    if (omni_is_raised(outcome)) {
        Obj *e = omni_caught(dest);
        if (omni_is_symbol(e)) {
            return mk_pair_region(dest, OMNI_REF(sym_second), mk_pair_region(dest, e, OMNI_NIL));
        }
        omni_raise(e, "twice+1: (guard (e ((symbol? e) (list 'second ...");
    }
    return outcome;
}

/* main
 *   twice  twice_region    not reachable from outside; last use: (println (twice 1)); not on the
 *                          stack: size unknown: built by twice
 *   twice  twice_region_2  not reachable from outside; last use: (println (twice "text")); not on
 *                          the stack: size unknown: built by twice
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    Region *twice_region = region_create();  /* for twice: last used in (println (twice 1)) */
    omni_display(twice(twice_region, OMNI_FIX(1)));
    region_exit(twice_region);  /* last use of twice: (println (twice 1)) */
    omni_newline();
    /* for twice: last used in (println (twice "text")) */
    Region *twice_region_2 = region_create();
    omni_display(twice(twice_region_2, OMNI_REF(text_text)));
    region_exit(twice_region_2);  /* last use of twice: (println (twice "text")) */
    omni_newline();
    return omni_shutdown(0);
}
