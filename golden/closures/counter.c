/* counter.omni, translated by omnic */
#include "omni.h"

static Obj *make_counter_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);

/* make_counter_lambda
 *   count  borrowed      changed here; the caller keeps it
 *   sum    count_region  becomes part of count, so it is built in the region that holds count
 */
static int64_t make_counter_lambda(Obj *self)
{
    Obj *count = omni_captured(self, 0);
    int64_t count_2 = omni_int_value(omni_cell_get(count));
    Obj *sum = mk_int_region(region_of(count),
                             omni_int_add(count_2, 1, "make-counter-lambda+1: (+ count 1)"));
    omni_cell_set(count, sum);
    return omni_int_value(omni_cell_get(count));
}

static Obj *make_counter_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    return mk_int_region(dest, make_counter_lambda(self));
}

/* A variable that is captured and assigned lives in a cell. */
/* make_counter
 *   count  dest  part of the result, which is returned: built in the caller's region
 */
static Obj *make_counter(Region *dest)
{
    Obj *count = mk_cell_region(dest, OMNI_FIX(0));
    return mk_closure_region(dest, make_counter_lambda_entry, 0, 0, 1, (Obj *[]){ count });
}

/* main
 *   next         next_region         not reachable from outside; last use: (next); not on the
 *                                    stack: size unknown: built by make-counter
 *   next_result  next_result_region  not reachable from outside; last use: (next); not on the
 *                                    stack: size unknown: built by next
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Region *next_region = region_create();  /* for next: last used in (next) */
    Obj *next = make_counter(next_region);
    Region *next_result_region = region_create();  /* for next-result: last used in (next) */
    omni_call(next, next_result_region, 0, NULL, "main: (next)");
    omni_call(next, next_result_region, 0, NULL, "main: (next)");
    Obj *next_result = omni_call(next, next_result_region, 0, NULL, "main: (next)");
    region_exit(next_region);  /* last use of next: (next) */
    int64_t next_result_2 = omni_int_value(next_result);
    region_exit(next_result_region);  /* last use of next-result: (next) */
    omni_display_int(next_result_2);
    omni_newline();
    return omni_shutdown(0);
}
