/* local.omni, translated by omnic */
#include "omni.h"

static Obj *weighted_weigh_entry(Obj *self, Region *dest, int argc, Obj *const *args);

/* A closure that nobody keeps lies in the frame of the function. */
/* apply_to_both
 *   f         borrowed  only read here; the caller keeps it
 *   f_result  dest      part of the result, which is returned: built in the caller's region
 */
static int64_t apply_to_both(Region *dest, Obj *f, int64_t a, int64_t b)
{
    Obj *f_result = omni_call(f, dest, 1, (Obj *[]){ mk_int_region(dest, a) },
                              "apply-to-both+1: (f a)");
    int64_t f_result_2 = omni_int_value(f_result);
    Obj *f_result_3 = omni_call(f, dest, 1, (Obj *[]){ mk_int_region(dest, b) },
                                "apply-to-both+1: (f b)");
    int64_t f_result_4 = omni_int_value(f_result_3);
    return omni_int_add(f_result_2, f_result_4, "apply-to-both+1: (+ (f a) (f b))");
}

/* weighted_weigh
 *   weight  borrowed  only read here; the caller keeps it
 */
static int64_t weighted_weigh(Obj *self, int64_t x)
{
    Obj *weight = omni_captured(self, 0);
    return omni_int_mul(x, omni_int_value(weight), "weighted-weigh+0: (* x weight)");
}

static Obj *weighted_weigh_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    return mk_int_region(dest, weighted_weigh(self, omni_as_int(args[0], "weighted-weigh: x")));
}

/* weighted
 *   weigh  weigh_region  not reachable from outside; last use: (apply-to-both weigh a b); not on
 *                        the stack: switched off by --no-stack
 */
static int64_t weighted(int64_t weight, int64_t a, int64_t b)
{
    Region *weigh_region = region_create();  /* for weigh: last used in (apply-to-both weigh a b) */
    Obj *weight_2 = mk_int_region(weigh_region, weight);
    Obj *weigh = mk_closure_region(weigh_region, weighted_weigh_entry, 1, 1, 1,
                                   (Obj *[]){ weight_2 });
    int64_t apply_to_both_result = apply_to_both(weigh_region, weigh, a, b);
    region_exit(weigh_region);  /* last use of weigh: (apply-to-both weigh a b) */
    return apply_to_both_result;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(weighted(3, 4, 5));
    omni_newline();
    return omni_shutdown(0);
}
