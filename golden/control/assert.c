/* assert.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_an_average_of_nothing, "an average of nothing", 21);

/* A broken promise ends the program with the place and the expression. */
/* average
 *   quotient  dest   returned, so it is built in the caller's region: no copy
 *   sum       stack  at most 16 bytes and one object for each call
 *   n         stack  at most 16 bytes and one object for each call
 */
static Obj *average(Region *dest, int64_t sum, int64_t n)
{
    if (n <= 0) {
        omni_error(OMNI_REF(text_an_average_of_nothing), OMNI_NIL,
                   "average+1: (assert (> n 0) \"an average of nothing\")");
    }
    IntBox sum_box;  /* at most 16 bytes and one object for each call */
    IntBox n_box;  /* at most 16 bytes and one object for each call */
    Obj *sum_2 = mk_int_stack(&sum_box, sum);
    return omni_div(dest, sum_2, mk_int_stack(&n_box, n), "average+2: (/ sum n)");
}

/* main
 *   average  average_region    not reachable from outside; last use: (println (average 10 4)); not
 *                              on the stack: size unknown: built by average
 *   average  average_region_2  not reachable from outside; last use: (println (average 10 0)); not
 *                              on the stack: size unknown: built by average
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for average: last used in (println (average 10 4)) */
    Region *average_region = region_create();
    omni_display(average(average_region, 10, 4));
    region_exit(average_region);  /* last use of average: (println (average 10 4)) */
    omni_newline();
    /* for average: last used in (println (average 10 0)) */
    Region *average_region_2 = region_create();
    omni_display(average(average_region_2, 10, 0));
    region_exit(average_region_2);  /* last use of average: (println (average 10 0)) */
    omni_newline();
    return omni_shutdown(0);
}
