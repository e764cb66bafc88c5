/* definitions.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_space, " ", 1);

static int64_t first = 0;
static int64_t second = 0;
static Obj *others = OMNI_NOTHING;

/* area_and_perimeter_ratio
 *   quotient   dest   returned, so it is built in the caller's region: no copy
 *   area       stack  at most 16 bytes and one object for each call
 *   perimeter  stack  at most 16 bytes and one object for each call
 */
static Obj *area_and_perimeter_ratio(Region *dest, int64_t area, int64_t perimeter)
{
    IntBox area_box;  /* at most 16 bytes and one object for each call */
    IntBox perimeter_box;  /* at most 16 bytes and one object for each call */
    Obj *area_2 = mk_int_stack(&area_box, area);
    Obj *perimeter_2 = mk_int_stack(&perimeter_box, perimeter);
    return omni_div(dest, area_2, perimeter_2, "area-and-perimeter-ratio+0: (/ area perimeter)");
}

/* area_and_perimeter
 *   list  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *area_and_perimeter(Region *dest, int64_t w, int64_t h)
{
    int64_t product = omni_int_mul(w, h, "area-and-perimeter+1: (* w h)");
    int64_t sum = omni_int_add(w, h, "area-and-perimeter+1: (+ w h)");
    int64_t area = product;
    int64_t perimeter = omni_int_mul(2, sum, "area-and-perimeter+1: (* 2 (+ w h))");
    Obj *list = mk_pair_region(dest, area_and_perimeter_ratio(dest, area, perimeter), OMNI_NIL);
    Obj *list_2 = mk_pair_region(dest, mk_int_region(dest, perimeter), list);
    return mk_pair_region(dest, mk_int_region(dest, area), list_2);
}

/* main
 *   list                global                     reachable from the top-level variable others:
 *                                                  lives until the program ends
 *   area_and_perimeter  area_and_perimeter_region  not reachable from outside; last use: (println
 *                                                  (area-and-perimeter 6 3)); not on the stack:
 *                                                  size unknown: built by area-and-perimeter
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    first = 1;
    second = 2;
    others = mk_pair_region(omni_global, OMNI_FIX(3),
                            mk_pair_region(omni_global, OMNI_FIX(4), OMNI_NIL));

    int64_t second_value = second;
    Obj *others_value = others;
    omni_display_int(first);
    omni_display(OMNI_REF(text_space));
    omni_display_int(second_value);
    omni_display(OMNI_REF(text_space));
    omni_display(others_value);
    omni_newline();
    /* for area-and-perimeter: last used in (println (area-and-perimeter 6 3)) */
    Region *area_and_perimeter_region = region_create();
    omni_display(area_and_perimeter(area_and_perimeter_region, 6, 3));
    /* last use of area-and-perimeter: (println (area-and-perimeter 6 3)) */
    region_exit(area_and_perimeter_region);
    omni_newline();
    return omni_shutdown(0);
}
