/* dies_together.omni, translated by omnic */
#include "omni.h"

static Obj *numbers_to(Region *dest, int64_t n);
static Obj *assq(Obj *key, Obj *entries);

OMNI_STATIC_SYMBOL(sym_a, "a");
OMNI_STATIC_SYMBOL(sym_b, "b");

/* A structure and its parts share a region: they die together. */
/* entry
 *   pair  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *entry(Region *dest, Obj *key, int64_t n)
{
    return mk_pair_region(dest, key, numbers_to(dest, n));
}

/* numbers_to
 *   numbers_to  loop  what a call of itself returns only ends its list: each pair is linked behind
 *                     the last
 *   pair        dest  returned, so it is built in the caller's region: no copy
 */
static Obj *numbers_to(Region *dest, int64_t n)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (n != 0) {
        Obj *pair = mk_pair_region(dest, mk_int_region(dest, n), OMNI_NIL);
        int64_t difference = omni_int_sub(n, 1, "numbers-to+3: (- n 1)");
        if (omni_is_null(last)) {
            first = pair;
        } else {
            omni_pair_set_cdr(last, pair);
        }
        n = difference;
        last = pair;
    }
    return first;
}

/* report
 *   table  stack         at most 48 bytes and one object for each call
 *   entry  entry_region  not reachable from outside; last use: (println (assq 'b table)); not on
 *                        the stack: size unknown: built by entry
 */
static void report(void)
{
    Region *entry_region = region_create();  /* for entry: last used in (println (assq 'b table)) */
    Pair list_pair;  /* at most 48 bytes and one object for each call */
    Pair table_pair;  /* at most 48 bytes and one object for each call */
    Obj *entry_result = entry(entry_region, OMNI_REF(sym_a), 2);
    Obj *list = mk_pair_stack(&list_pair, entry(entry_region, OMNI_REF(sym_b), 3), OMNI_NIL);
    Obj *table = mk_pair_stack(&table_pair, entry_result, list);
    omni_display(assq(OMNI_REF(sym_b), table));
    region_exit(entry_region);  /* last use of entry: (println (assq 'b table)) */
    omni_newline();
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    report();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* assq
 *   entries  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *assq(Obj *key, Obj *entries)
{
    while (!omni_is_null(entries)) {
        if (key == omni_pair_car(omni_pair_car(entries))) {
            return omni_pair_car(entries);
        }
        entries = omni_pair_cdr(entries);
    }
    return OMNI_FALSE;
}
