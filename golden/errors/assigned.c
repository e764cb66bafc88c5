/* assigned.omni, translated by omnic */
#include "omni.h"

static Obj *steps_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_SYMBOL(sym_first, "first");
OMNI_STATIC_SYMBOL(sym_second, "second");

OMNI_STATIC_STRING(text_after, " after ", 7);
OMNI_STATIC_STRING(text_stopped, "stopped", 7);

/* steps_guarded
 *   done  borrowed     changed here; the caller keeps it
 *   pair  done_region  becomes part of done, so it is built in the region that holds done
 */
static Obj *steps_guarded(Obj *self)
{
    Obj *done = omni_captured(self, 0);
    /* becomes part of done, so it is built in the region that holds done */
    Region *done_region = region_of(done);
    Obj *pair = mk_pair_region(done_region, OMNI_REF(sym_first), omni_cell_get(done));
    omni_cell_set(done, pair);
    Obj *pair_2 = mk_pair_region(done_region, OMNI_REF(sym_second), omni_cell_get(done));
    omni_cell_set(done, pair_2);
    omni_raise(OMNI_REF(text_stopped), "steps-guarded+3: (raise \"stopped\")");
}

static Obj *steps_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)dest;
    (void)argc;
    (void)args;
    return steps_guarded(self);
}

/* A variable that the body assigns is shared through a cell, so what was done before the raise
 * is
 * seen after it. */
/* steps
 *   done  dest      built together with what is returned, so in the caller's region
 *   body  stack     at most 40 bytes and one object for each call
 *   e     e_region  few objects for each call, so the first 512 bytes of their region lie in the C
 *                   frame; not on the stack: size unknown: built by raise
 */
static Obj *steps(Region *dest)
{
    Obj *done = mk_cell_region(dest, OMNI_NIL);
    OMNI_CLOSURE_STORAGE(1) body_closure;  /* at most 40 bytes and one object for each call */
    Obj *body = mk_closure_stack(&body_closure, steps_guarded_entry, 0, 0, 1, (Obj *[]){ done });
    Obj *outcome = omni_try(body, omni_global,
                            "steps+2: (guard (e (else (println e \" after \" ...");
    if (omni_is_raised(outcome)) {
        OMNI_SCRATCH_STORAGE(512) e_scratch;
        /* for e: used only in this branch */
        Region *e_region = stack_alloc_region(&e_scratch, sizeof e_scratch);
        Obj *e = omni_caught(e_region);
        Obj *done_2 = omni_cell_get(done);
        omni_display(e);
        region_exit(e_region);  /* last use of e: (println e " after " done) */
        omni_display(OMNI_REF(text_after));
        omni_display(done_2);
        omni_newline();
    }
    return omni_cell_get(done);
}

/* main
 *   steps  steps_region  not reachable from outside; last use: (println (steps)); not on the stack:
 *                        size unknown: built by steps
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    Region *steps_region = region_create();  /* for steps: last used in (println (steps)) */
    omni_display(steps(steps_region));
    region_exit(steps_region);  /* last use of steps: (println (steps)) */
    omni_newline();
    return omni_shutdown(0);
}
