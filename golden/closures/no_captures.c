/* no_captures.omni, translated by omnic */
#include "omni.h"

static Obj *increment_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_CLOSURE(increment_closure, increment_entry, 1, 1);
OMNI_STATIC_CLOSURE(main_lambda_closure, main_lambda_entry, 1, 1);

/* A function that captures nothing is a constant closure. */
/* twice
 *   f         borrowed  only read here; the caller keeps it
 *   f_result  dest      part of the result, which is returned: built in the caller's region
 */
static int64_t twice(Region *dest, Obj *f, int64_t x)
{
    Obj *f_result = omni_call(f, dest, 1, (Obj *[]){ mk_int_region(dest, x) }, "twice+1: (f x)");
    Obj *f_result_2 = omni_call(f, dest, 1, (Obj *[]){ f_result }, "twice+1: (f (f x))");
    return omni_int_value(f_result_2);
}

static int64_t increment(int64_t n)
{
    return omni_int_add(n, 1, "increment+1: (+ n 1)");
}

static Obj *increment_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return mk_int_region(dest, increment(omni_as_int(args[0], "increment: n")));
}

static int64_t main_lambda(int64_t n)
{
    return omni_int_mul(n, n, "main-lambda+0: (* n n)");
}

static Obj *main_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return mk_int_region(dest, main_lambda(omni_as_int(args[0], "main-lambda: n")));
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Region *twice_region = region_create();  /* for twice: last used in (twice increment 5) */
    int64_t twice_result = twice(twice_region, OMNI_REF(increment_closure), 5);
    region_exit(twice_region);  /* twice: never used after this */
    omni_display_int(twice_result);
    omni_newline();
    /* for twice: last used in (twice (lambda (n) (* n n)) 3) */
    Region *twice_region_2 = region_create();
    int64_t twice_result_2 = twice(twice_region_2, OMNI_REF(main_lambda_closure), 3);
    region_exit(twice_region_2);  /* twice: never used after this */
    omni_display_int(twice_result_2);
    omni_newline();
    return omni_shutdown(0);
}
