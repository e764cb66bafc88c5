/* case_lambda.omni, translated by omnic */
#include "omni.h"

static Obj *sum_2(Region *dest, Obj *items, Obj *start);
static Obj *sum_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *map(Region *dest, Obj *f, Obj *items);

OMNI_STATIC_STRING(text_space, " ", 1);

static const Pair list_in_main[3] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_NIL},
};

static const Pair list_in_main_2[5] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(list_in_main_2[2]), OMNI_REF(list_in_main_2[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(list_in_main_2[4]), OMNI_NIL},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main_2[3])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_NIL},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_NIL},
};

static const Pair list_in_main_3[4] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(list_in_main_3[2]), OMNI_REF(list_in_main_3[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(5), OMNI_NIL},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main_3[3])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_NIL},
};

OMNI_STATIC_CLOSURE(sum_closure, sum_entry, 1, 2);

/* sum_1
 *   items  borrowed      only read here; the caller keeps it
 *   sum_2  sum_2_region  not reachable from outside; last use: (sum items 0); not on the stack:
 *                        size unknown: built by sum-2
 */
static int64_t sum_1(Obj *items)
{
    Region *sum_2_region = region_create();  /* for sum-2: last used in (sum items 0) */
    int64_t sum_2_result = omni_int_value(sum_2(sum_2_region, items, OMNI_FIX(0)));
    region_exit(sum_2_region);  /* last use of sum-2: (sum items 0) */
    return sum_2_result;
}

/* sum_2
 *   items  borrowed  only read here; the caller keeps it
 *   start  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *sum_2(Region *dest, Obj *items, Obj *start)
{
    while (!omni_is_null(items)) {
        Obj *tail = omni_cdr(items, "sum-2+3: (cdr items)");
        int64_t head = omni_int_value(omni_pair_car(items));
        int64_t start_2 = omni_as_int(start, "sum-2+3: (+ start (car items))");
        items = tail;
        start = mk_int_region(dest, omni_int_add(start_2, head, "sum-2+3: (+ start (car items))"));
    }
    return start;
}

/* sum
 *   a      borrowed  only read here; the caller keeps it
 *   b      borrowed  part of the result; the caller keeps it alive as long as the result
 *   sum_2  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *sum(Region *dest, Obj *a, Obj *b)
{
    if (omni_is_absent(b)) {
        return mk_int_region(dest, sum_1(a));
    }
    return sum_2(dest, a, b);
}

static Obj *sum_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    return sum(dest, args[0], argc > 1 ? args[1] : OMNI_ABSENT);
}

/* main
 *   sum_2       sum_2_region       not reachable from outside; last use: (sum '(1 2 3) 10); not on
 *                                  the stack: size unknown: built by sum-2
 *   map         map_region         not reachable from outside; last use: (println (map sum '((1 2)
 *                                  (3))) (appl...; not on the stack: size unknown: built by sum
 *   sum_result  sum_result_region  not reachable from outside; last use: (println (map sum '((1 2)
 *                                  (3))) (appl...; not on the stack: size unknown: built by sum
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    int64_t sum_1_result = sum_1(OMNI_REF(list_in_main[0]));
    Region *sum_2_region = region_create();  /* for sum-2: last used in (sum '(1 2 3) 10) */
    int64_t sum_2_result = omni_int_value(sum_2(sum_2_region, OMNI_REF(list_in_main[0]),
                                                OMNI_FIX(10)));
    region_exit(sum_2_region);  /* last use of sum-2: (sum '(1 2 3) 10) */
    omni_display_int(sum_1_result);
    omni_display(OMNI_REF(text_space));
    omni_display_int(sum_2_result);
    omni_newline();
    /* for map: last used in (println (map sum '((1 2) (3))) (appl... */
    Region *map_region = region_create();
    Obj *map_result = map(map_region, OMNI_REF(sum_closure), OMNI_REF(list_in_main_2[0]));
    /* for sum-result: last used in (println (map sum '((1 2) (3))) (appl... */
    Region *sum_result_region = region_create();
    Obj *sum_result = omni_apply(OMNI_REF(sum_closure), sum_result_region, 0, NULL,
                                 OMNI_REF(list_in_main_3[0]), "main: (apply sum '((1 2) 5))");
    omni_display(map_result);
    region_exit(map_region);  /* last use of map: (println (map sum '((1 2) (3))) (appl... */
    omni_display(sum_result);
    /* last use of sum-result: (println (map sum '((1 2) (3))) (appl... */
    region_exit(sum_result_region);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* map
 *   map    loop      what a call of itself returns only ends its list: each pair is linked behind
 *                    the last
 *   f      borrowed  only read here; the caller keeps it
 *   items  borrowed  only read here; the caller keeps it
 *   pair   dest      returned, so it is built in the caller's region: no copy
 */
static Obj *map(Region *dest, Obj *f, Obj *items)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(items)) {
        Obj *f_result = omni_call(f, dest, 1, (Obj *[]){ omni_pair_car(items) },
                                  "map+3: (f (car items))");
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
