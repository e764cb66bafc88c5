/* let_pattern.omni, translated by omnic */
#include "omni.h"

static const Pair list_in_main[9] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(list_in_main[3]), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(list_in_main[5]), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(list_in_main[7]), OMNI_NIL},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[4])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_NIL},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_REF(list_in_main[6])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(4), OMNI_NIL},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(5), OMNI_REF(list_in_main[8])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(6), OMNI_NIL},
};

/* A named let and a loop take patterns: each round takes its argument apart anew. */
/* sum_pairs
 *   pairs  borrowed  only read here; the caller keeps it
 */
static int64_t sum_pairs(Obj *pairs)
{
    Obj *parts = pairs;
    int64_t sum = 0;
    for (;;) {
        Obj *items = parts;
        Obj *first = omni_pair_car(items);
        Obj *rest = omni_pair_cdr(items);
        int64_t a = omni_int_value(omni_pair_car(first));
        int64_t b = omni_int_value(omni_car(omni_pair_cdr(first), "sum-pairs+2: b"));
        if (omni_is_null(rest)) {
            int64_t product = omni_int_mul(a, b, "sum-pairs+3: (* a b)");
            return omni_int_add(sum, product, "sum-pairs+3: (+ sum (* a b))");
        }
        int64_t product_2 = omni_int_mul(a, b, "sum-pairs+3: (* a b)");
        parts = rest;
        sum = omni_int_add(sum, product_2, "sum-pairs+3: (+ sum (* a b))");
    }
}

/* main
 *   list  heap  given up in (loop [[a b] (list 1 1) n 10] (if (= ... while the new one is built, so
 *               each object is freed on its own; (sum-pairs '((1 2) (3 4) (5 6))) may make a
 *               constant part of it, so it is counted
 *   sum   heap  given up in (loop [[a b] (list 1 1) n 10] (if (= ... while the new one is built, so
 *               each object is freed on its own; (sum-pairs '((1 2) (3 4) (5 6))) may make a
 *               constant part of it, so it is counted
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    omni_display_int(sum_pairs(OMNI_REF(list_in_main[0])));
    omni_newline();
    Obj *parts = mk_pair_heap(OMNI_FIX(1), mk_pair_heap(OMNI_FIX(1), OMNI_NIL));
    int64_t n = 10;
    int64_t result;
    for (;;) {
        Obj *items = parts;
        int64_t a = omni_int_value(omni_pair_car(items));
        int64_t head = omni_int_value(omni_car(omni_pair_cdr(items), "main: b"));
        dec_ref(items);  /* last use of items: b */
        int64_t b = head;
        if (n == 0) {
            result = a;
            break;
        }
        Obj *list = mk_pair_heap(mk_int_heap(omni_int_add(a, b, "main: (+ a b)")), OMNI_NIL);
        parts = mk_pair_heap(mk_int_heap(b), list);
        n = omni_int_sub(n, 1, "main: (- n 1)");
    }
    omni_display_int(result);
    omni_newline();
    return omni_shutdown(0);
}
