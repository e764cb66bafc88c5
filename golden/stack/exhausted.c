/* exhausted.omni, translated by omnic */
#include "omni.h"

static Obj *descend_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_CLOSURE(descend_closure, descend_entry, 2, 2);

/* A recursion through a value that does not end: the check stands in the function that is the
 * value. */
/* descend
 *   next         borrowed  only read here; the caller keeps it
 *   next_result  dest      part of the result, which is returned: built in the caller's region
 */
static int64_t descend(Region *dest, Obj *next, int64_t n)
{
    OMNI_STACK_CHECK("descend");
    if (n == 0) {
        return 0;
    }
    Obj *difference = mk_int_region(dest, omni_int_sub(n, 1, "descend+3: (- n 1)"));
    Obj *next_result = omni_call(next, dest, 2, (Obj *[]){ next, difference },
                                 "descend+3: (next next (- n 1))");
    int64_t next_result_2 = omni_int_value(next_result);
    return omni_int_add(1, next_result_2, "descend+3: (+ 1 (next next (- n 1)))");
}

static Obj *descend_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return mk_int_region(dest, descend(dest, args[0], omni_as_int(args[1], "descend: n")));
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Region *descend_region = region_create();  /* for descend: last used in (descend descend 100) */
    int64_t descend_result = descend(descend_region, OMNI_REF(descend_closure), 100);
    region_exit(descend_region);  /* descend: never used after this */
    omni_display_int(descend_result);
    omni_newline();
    /* for descend: last used in (descend descend 1000000000) */
    Region *descend_region_2 = region_create();
    int64_t descend_result_2 = descend(descend_region_2, OMNI_REF(descend_closure), 1000000000);
    region_exit(descend_region_2);  /* descend: never used after this */
    omni_display_int(descend_result_2);
    omni_newline();
    return omni_shutdown(0);
}
