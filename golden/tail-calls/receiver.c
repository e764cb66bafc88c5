/* receiver.omni, translated by omnic */
#include "omni.h"

static Obj *assv(int64_t key, Obj *entries);

OMNI_STATIC_SYMBOL(sym_a, "a");
OMNI_STATIC_SYMBOL(sym_b, "b");
OMNI_STATIC_SYMBOL(sym_c, "c");
OMNI_STATIC_SYMBOL(sym_end, "end");

OMNI_STATIC_STRING(text_space, " ", 1);

static const Pair list_in_main[6] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(list_in_main[3]), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(list_in_main[4]), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(list_in_main[5]), OMNI_NIL},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(sym_a)},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(sym_b)},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_REF(sym_c)},
};

/* `=> name` is a tail call of the name: of the function itself it is a loop, also from a `case`. */
static Obj *countdown(int64_t n)
{
    Region *n_region = region_create();  /* for n: carried from one iteration to the next */
    Obj *n_2 = mk_int_region(n_region, n);
    for (;;) {
        Obj *found;
        if (omni_as_int(n_2, "countdown+1: (> n 0)") > 0) {
            found = mk_int_region(n_region,
                                  omni_int_sub(omni_int_value(n_2), 1, "countdown+1: (- n 1)"));
        } else {
            found = OMNI_FALSE;
        }
        if (omni_is_true(found)) {
            n_2 = found;
        } else {
            region_exit(n_region);  /* n: not used on this path */
            return OMNI_REF(sym_end);
        }
    }
}

static int64_t halve(int64_t n)
{
    Region *n_region = region_create();  /* for n: carried from one iteration to the next */
    Obj *n_2 = mk_int_region(n_region, n);
    for (;;) {
        Obj *key;
        if (omni_as_int(n_2, "halve+1: (> n 1)") > 1) {
            key = mk_int_region(n_region, omni_int_value(n_2) / 2);
        } else {
            key = OMNI_FALSE;
        }
        if (omni_is_eqv(key, OMNI_FALSE)) {
            int64_t n_3 = omni_int_value(n_2);
            region_exit(n_region);  /* last use of n: n */
            return n_3;
        }
        n_2 = key;
    }
}

/* total
 *   items  borrowed  only read here; the caller keeps it
 *   sum    dest      returned, so it is built in the caller's region: no copy
 */
static Obj *total(Region *dest, Obj *items)
{
    int64_t sum = 0;
    for (;;) {
        Obj *found = assv(sum, items);
        if (omni_is_true(found)) {
            return omni_cdr(found, "total+2: ((assv sum items) => cdr)");
        } else if (omni_is_null(items)) {
            return mk_int_region(dest, sum);
        }
        int64_t head = omni_int_value(omni_pair_car(omni_pair_car(items)));
        items = omni_pair_cdr(items);
        sum = omni_int_add(sum, head, "total+4: (+ sum (caar items))");
    }
}

/* main
 *   total  total_region  not reachable from outside; last use: (println (countdown 3000000) " "
 *                        (hal...; not on the stack: size unknown: built by total
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Obj *countdown_result = countdown(3000000);
    int64_t halve_result = halve(1000);
    /* for total: last used in (println (countdown 3000000) " " (hal... */
    Region *total_region = region_create();
    Obj *total_result = total(total_region, OMNI_REF(list_in_main[0]));
    omni_display(countdown_result);
    omni_display(OMNI_REF(text_space));
    omni_display_int(halve_result);
    omni_display(OMNI_REF(text_space));
    omni_display(total_result);
    region_exit(total_region);  /* last use of total: (println (countdown 3000000) " " (hal... */
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* assv
 *   entries  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *assv(int64_t key, Obj *entries)
{
    while (!omni_is_null(entries)) {
        if (key == omni_int_value(omni_pair_car(omni_pair_car(entries)))) {
            return omni_pair_car(entries);
        }
        entries = omni_pair_cdr(entries);
    }
    return OMNI_FALSE;
}
