/* wrong_count.omni, translated by omnic */
#include "omni.h"

static Obj *size_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_CLOSURE(size_closure, size_entry, 1, 2);

/* measure
 *   f         borrowed  only read here; the caller keeps it
 *   sides     borrowed  only read here; the caller keeps it
 *   f_result  dest      part of the result, which is returned: built in the caller's region
 */
static int64_t measure(Region *dest, Obj *f, Obj *sides)
{
    Obj *f_result = omni_apply(f, dest, 0, NULL, sides, "measure+1: (apply f sides)");
    return omni_int_value(f_result);
}

static int64_t size_1(int64_t w)
{
    return w;
}

static int64_t size_2(int64_t w, int64_t h)
{
    return omni_int_mul(w, h, "size-2+0: (* w h)");
}

/* size
 *   b  borrowed  only read here; the caller keeps it
 */
static int64_t size(int64_t a, Obj *b)
{
    if (omni_is_absent(b)) {
        return size_1(a);
    }
    return size_2(a, omni_int_value(b));
}

static Obj *size_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    return mk_int_region(dest,
                         size(omni_as_int(args[0], "size: a"), argc > 1 ? args[1] : OMNI_ABSENT));
}

/* main
 *   list  stack  at most 48 bytes and one object for each call
 *   list  stack  at most 72 bytes and one object for each call
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Pair list_pair;  /* at most 48 bytes and one object for each call */
    Pair list_pair_2;  /* at most 48 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair_2, OMNI_FIX(2),
                              mk_pair_stack(&list_pair, OMNI_FIX(3), OMNI_NIL));
    Region *measure_region = region_create();  /* for measure: last used in (measure size 2 3) */
    int64_t measure_result = measure(measure_region, OMNI_REF(size_closure), list);
    region_exit(measure_region);  /* measure: never used after this */
    omni_display_int(measure_result);
    omni_newline();
    Pair list_pair_3;  /* at most 72 bytes and one object for each call */
    Pair list_pair_4;  /* at most 72 bytes and one object for each call */
    Pair list_pair_5;  /* at most 72 bytes and one object for each call */
    Obj *list_2 = mk_pair_stack(&list_pair_4, OMNI_FIX(3),
                                mk_pair_stack(&list_pair_3, OMNI_FIX(4), OMNI_NIL));
    Obj *list_3 = mk_pair_stack(&list_pair_5, OMNI_FIX(2), list_2);
    /* for measure: last used in (measure size 2 3 4) */
    Region *measure_region_2 = region_create();
    int64_t measure_result_2 = measure(measure_region_2, OMNI_REF(size_closure), list_3);
    region_exit(measure_region_2);  /* measure: never used after this */
    omni_display_int(measure_result_2);
    omni_newline();
    return omni_shutdown(0);
}
