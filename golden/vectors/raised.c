/* raised.omni, translated by omnic */
#include "omni.h"

static Obj *f_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_STRING(text_a, "a", 1);

/* f_guarded
 *   v  borrowed  only read here; the caller keeps it
 */
static Obj *f_guarded(Obj *self)
{
    Obj *v = omni_captured(self, 0);
    omni_raise(v, "f-guarded+1: (raise v)");
}

static Obj *f_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)dest;
    (void)argc;
    (void)args;
    return f_guarded(self);
}

/* What is raised may be met by any handler, which knows nothing of its elements: it holds
 * values. */
/* f
 *   v     borrowed  only read here; the caller keeps it
 *   body  stack     at most 40 bytes and one object for each call
 *   e     dest      returned, so it is built in the caller's region: no copy
 */
static Obj *f(Region *dest, Obj *v)
{
    OMNI_CLOSURE_STORAGE(1) body_closure;  /* at most 40 bytes and one object for each call */
    Obj *body = mk_closure_stack(&body_closure, f_guarded_entry, 0, 0, 1, (Obj *[]){ v });
    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(body, omni_global, "f+1: (guard (e ((vector? e) (vector-ref e ...");
    if (omni_is_raised(outcome)) {
        Obj *e = omni_caught(dest);
        if (omni_is_vector(e)) {
            return omni_vector_ref(e, 0, "f+1: (vector-ref e 0)");
        }
        omni_raise(e, "f+1: (guard (e ((vector? e) (vector-ref e ...");
    }
    return outcome;
}

/* main
 *   f       f_region         not reachable from outside; last use: (println (f (vector 1 2)) (f
 *                            (vector ...; not on the stack: size unknown: built by f
 *   vector  vector_region    few objects for each call, so the first 512 bytes of their region lie
 *                            in the C frame; not on the stack: what it holds lies in a buffer of
 *                            its own, which can grow
 *   f       f_region_2       not reachable from outside; last use: (println (f (vector 1 2)) (f
 *                            (vector ...; not on the stack: size unknown: built by f
 *   vector  vector_region_2  few objects for each call, so the first 512 bytes of their region lie
 *                            in the C frame; not on the stack: what it holds lies in a buffer of
 *                            its own, which can grow
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    OMNI_SCRATCH_STORAGE(512) vector_scratch;
    /* for vector: last used in (f (vector 1 2)) */
    Region *vector_region = stack_alloc_region(&vector_scratch, sizeof vector_scratch);
    Obj *vector = mk_vector_region(vector_region, 2, (Obj *[]){ OMNI_FIX(1), OMNI_FIX(2) });
    /* for f: last used in (println (f (vector 1 2)) (f (vector ... */
    Region *f_region = region_create();
    Obj *f_result = f(f_region, vector);
    region_exit(vector_region);  /* last use of vector: (f (vector 1 2)) */
    OMNI_SCRATCH_STORAGE(512) vector_scratch_2;
    /* for vector: last used in (f (vector "a")) */
    Region *vector_region_2 = stack_alloc_region(&vector_scratch_2, sizeof vector_scratch_2);
    Obj *vector_2 = mk_vector_region(vector_region_2, 1, (Obj *[]){ OMNI_REF(text_a) });
    /* for f: last used in (println (f (vector 1 2)) (f (vector ... */
    Region *f_region_2 = region_create();
    Obj *f_result_2 = f(f_region_2, vector_2);
    region_exit(vector_region_2);  /* last use of vector: (f (vector "a")) */
    omni_display(f_result);
    region_exit(f_region);  /* last use of f: (println (f (vector 1 2)) (f (vector ... */
    omni_display(f_result_2);
    region_exit(f_region_2);  /* last use of f: (println (f (vector 1 2)) (f (vector ... */
    omni_newline();
    return omni_shutdown(0);
}
