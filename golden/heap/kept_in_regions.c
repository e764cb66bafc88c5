/* kept_in_regions.omni, translated by omnic */
#include "omni.h"

static Obj *main_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_CLOSURE(main_lambda_closure, main_lambda_entry, 1, 1);

/* What cannot be counted stays in a region, and the plan says why: a list that could become a
 * cycle, one that a closure gets,
 * and one that only grows. */
/* changed
 *   items  borrowed  changed here; the caller keeps it
 */
static Obj *changed(Region *dest, Obj *items, int64_t i)
{
    while (i != 0) {
        Obj *list = mk_pair_region(dest, mk_int_region(dest, i), OMNI_NIL);
        omni_set_cdr(items, list, "changed+1: (set-cdr! items (list i))");
        items = mk_pair_region(dest, mk_int_region(dest, i), omni_pair_cdr(items));
        i = omni_int_sub(i, 1, "changed+1: (- i 1)");
    }
    return items;
}

/* mapped
 *   items  borrowed  part of the result; the caller keeps it alive as long as the result
 *   f      borrowed  only read here; the caller keeps it
 */
static Obj *mapped(Region *dest, Obj *items, int64_t i, Obj *f)
{
    while (i != 0) {
        Obj *f_result = omni_call(f, dest, 1, (Obj *[]){ omni_pair_car(items) },
                                  "mapped+1: (f (car items))");
        items = mk_pair_region(dest, f_result, omni_pair_cdr(items));
        i = omni_int_sub(i, 1, "mapped+1: (- i 1)");
    }
    return items;
}

/* grown
 *   items  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *grown(Region *dest, Obj *items, int64_t i)
{
    while (i != 0) {
        int64_t head = omni_int_value(omni_pair_car(items));
        Obj *sum = mk_int_region(dest, omni_int_add(i, head, "grown+1: (+ i (car items))"));
        items = mk_pair_region(dest, sum, items);
        i = omni_int_sub(i, 1, "grown+1: (- i 1)");
    }
    return items;
}

static int64_t main_lambda(int64_t x)
{
    return omni_int_add(x, 1, "main-lambda+0: (+ x 1)");
}

static Obj *main_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return mk_int_region(dest, main_lambda(omni_as_int(args[0], "main-lambda: x")));
}

/* main
 *   changed  list_region    not reachable from outside; last use: (println (changed (list 1 2) 3)
 *                           (mapp...; not on the stack: size unknown: built by changed
 *   mapped   list_region_2  not reachable from outside; last use: (println (changed (list 1 2) 3)
 *                           (mapp...; not on the stack: size unknown: built by mapped
 *   grown    list_region_3  not reachable from outside; last use: (println (changed (list 1 2) 3)
 *                           (mapp...; not on the stack: size unknown: built by grown
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for list: last used in (println (changed (list 1 2) 3) (mapp... */
    Region *list_region = region_create();
    Obj *list = mk_pair_region(list_region, OMNI_FIX(1),
                               mk_pair_region(list_region, OMNI_FIX(2), OMNI_NIL));
    Obj *changed_result = changed(list_region, list, 3);
    /* for list: last used in (println (changed (list 1 2) 3) (mapp... */
    Region *list_region_2 = region_create();
    Obj *list_2 = mk_pair_region(list_region_2, OMNI_FIX(1),
                                 mk_pair_region(list_region_2, OMNI_FIX(2), OMNI_NIL));
    Obj *mapped_result = mapped(list_region_2, list_2, 3, OMNI_REF(main_lambda_closure));
    /* for list: last used in (println (changed (list 1 2) 3) (mapp... */
    Region *list_region_3 = region_create();
    Obj *grown_result = grown(list_region_3, mk_pair_region(list_region_3, OMNI_FIX(1), OMNI_NIL),
                              3);
    omni_display(changed_result);
    region_exit(list_region);  /* last use of list: (println (changed (list 1 2) 3) (mapp... */
    omni_display(mapped_result);
    region_exit(list_region_2);  /* last use of list: (println (changed (list 1 2) 3) (mapp... */
    omni_display(grown_result);
    region_exit(list_region_3);  /* last use of list: (println (changed (list 1 2) 3) (mapp... */
    omni_newline();
    return omni_shutdown(0);
}
