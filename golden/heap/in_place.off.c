/* in_place.omni, translated by omnic */
#include "omni.h"

/* A list that a loop maps over and over: `map` links each new pair in the memory of the one that
 * it has read. */
/* step
 *   step   loop      what a call of itself returns only ends its list: each pair is linked behind
 *                    the last
 *   items  borrowed  only read here; the caller keeps it
 *   pair   dest      returned, so it is built in the caller's region: no copy
 */
static Obj *step(Region *dest, Obj *items)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(items)) {
        int64_t head = omni_int_value(omni_pair_car(items));
        int64_t product = omni_int_mul(5, head, "step+3: (* 5 (car items))");
        int64_t remainder = omni_int_modulo(product, 17, "step+3: (modulo (* 5 (car items)) 17)");
        Obj *pair = mk_pair_region(dest, mk_int_region(dest, remainder), OMNI_NIL);
        Obj *tail = omni_pair_cdr(items);
        if (omni_is_null(last)) {
            first = pair;
        } else {
            omni_pair_set_cdr(last, pair);
        }
        items = tail;
        last = pair;
    }
    return first;
}

/* repeat
 *   items  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *repeat(Region *dest, Obj *items, int64_t n)
{
    while (n != 0) {
        items = step(dest, items);
        n = omni_int_sub(n, 1, "repeat+1: (- n 1)");
    }
    return items;
}

/* main
 *   repeat  list_region  not reachable from outside; last use: (println (repeat (list 1 2 3) 4));
 *                        not on the stack: size unknown: built by repeat
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for list: last used in (println (repeat (list 1 2 3) 4)) */
    Region *list_region = region_create();
    Obj *list = mk_pair_region(list_region, OMNI_FIX(2),
                               mk_pair_region(list_region, OMNI_FIX(3), OMNI_NIL));
    Obj *repeat_result = repeat(list_region, mk_pair_region(list_region, OMNI_FIX(1), list), 4);
    omni_display(repeat_result);
    region_exit(list_region);  /* last use of list: (println (repeat (list 1 2 3) 4)) */
    omni_newline();
    return omni_shutdown(0);
}
