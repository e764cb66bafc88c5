/* split.omni, translated by omnic */
#include "omni.h"

static Obj *iota(Region *dest, int64_t count);
static Obj *iota_3(Region *dest, int64_t count, int64_t start, int64_t step);
static Obj *map_report_lambda(Region *dest, Obj *items);

OMNI_STATIC_STRING(text_both_are_gone, "both are gone", 13);

/* The split (seed: splittable regions): early ends where its last use is, while late lives on.
 * What `(region-exit region)` ends
 * is what nobody uses behind it; everything else belongs to rest, whose exit is a promise that
 * is checked. */
/* report
 *   early  early_region  not reachable from outside; last use: (println early); not on the stack:
 *                        size unknown: built by iota
 *   late   late_region   not reachable from outside; last use: (println late); not on the stack:
 *                        size unknown: built by map-report-lambda
 *   iota   iota_region   not reachable from outside; last use: (map (lambda (x) (* x x)) (iota n));
 *                        not on the stack: size unknown: built by iota
 */
static void report(int64_t n)
{
    Region *early_region = region_create();  /* for early: last used in (println early) */
    Obj *early = iota(early_region, n);
    /* for iota: last used in (map (lambda (x) (* x x)) (iota n)) */
    Region *iota_region = region_create();
    Obj *iota_result = iota(iota_region, n);
    Region *late_region = region_create();  /* for late: last used in (println late) */
    Obj *late = map_report_lambda(late_region, iota_result);
    region_exit(iota_region);  /* last use of iota: (map (lambda (x) (* x x)) (iota n)) */
    omni_display(early);
    region_exit(early_region);  /* last use of early: (println early) */
    omni_newline();
    omni_display(late);
    region_exit(late_region);  /* last use of late: (println late) */
    omni_newline();
    omni_display(OMNI_REF(text_both_are_gone));
    omni_newline();
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    report(4);
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* iota
 *   iota  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *iota(Region *dest, int64_t count)
{
    return iota_3(dest, count, 0, 1);
}

static Obj *iota_3(Region *dest, int64_t count, int64_t start, int64_t step)
{
    int64_t index = omni_int_sub(count, 1, "iota-3+1: (- count 1)");
    Obj *result = OMNI_NIL;
    while (index >= 0) {
        int64_t product = omni_int_mul(index, step, "iota-3+4: (* index step)");
        Obj *sum = mk_int_region(dest,
                                 omni_int_add(start, product,
                                              "iota-3+4: (+ start (* index step))"));
        index = index - 1;
        result = mk_pair_region(dest, sum, result);
    }
    return result;
}

/* map_report_lambda
 *   map_report_lambda  version   specialised for report-lambda: what it gets to call is known
 *   map_report_lambda  loop      what a call of itself returns only ends its list: each pair is
 *                                linked behind the last
 *   items              borrowed  only read here; the caller keeps it
 *   pair               dest      returned, so it is built in the caller's region: no copy
 */
static Obj *map_report_lambda(Region *dest, Obj *items)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(items)) {
        int64_t head = omni_int_value(omni_pair_car(items));
        Obj *f_result = mk_int_region(dest, omni_int_mul(head, head, "map+3: (f (car items))"));
        Obj *pair = mk_pair_region(dest, f_result, OMNI_NIL);
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
