/* moved.omni, translated by omnic */
#include "omni.h"

static Obj *append(Region *dest, Obj *front, Obj *back);

OMNI_STATIC_SYMBOL(sym_a, "a");
OMNI_STATIC_SYMBOL(sym_b, "b");
OMNI_STATIC_SYMBOL(sym_c, "c");

static const Pair list_in_main[3] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_NIL},
};

static Obj *v = OMNI_NOTHING;

/* Items that are only moved stay the values they are. */
/* rotate
 *   xs      borrowed  part of the result; the caller keeps it alive as long as the result
 *   append  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *rotate(Region *dest, Obj *xs)
{
    return append(dest, omni_pair_cdr(xs), mk_pair_region(dest, omni_pair_car(xs), OMNI_NIL));
}

/* swap_ends
 *   v  borrowed  changed here; the caller keeps it
 */
static inline void swap_ends(Obj *v_value)
{
    Obj *first = omni_vector_ref(v_value, 0, "swap-ends!+1: (vector-ref v 0)");
    int64_t difference = omni_vector_length(v_value, "swap-ends!+2: (vector-length v)") - 1;
    Obj *item = omni_vector_ref(v_value, difference,
                                "swap-ends!+2: (vector-ref v (- (vector-length v) 1))");
    omni_vector_set(v_value, 0, item, "swap-ends!+2: (vector-set! v 0 (vector-ref v (- (ve...");
    int64_t difference_2 = omni_vector_length(v_value, "swap-ends!+3: (vector-length v)") - 1;
    omni_vector_set(v_value, difference_2, first,
                    "swap-ends!+3: (vector-set! v (- (vector-length v) 1...");
}

/* main
 *   v       global         reachable from the top-level variable v: lives until the program ends
 *   rotate  rotate_region  not reachable from outside; last use: (println (rotate '(1 2 3)) v); not
 *                          on the stack: size unknown: built by rotate
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    v = mk_vector_region(omni_global, 3,
                         (Obj *[]){ OMNI_REF(sym_a), OMNI_REF(sym_b), OMNI_REF(sym_c) });
    swap_ends(v);
    /* for rotate: last used in (println (rotate '(1 2 3)) v) */
    Region *rotate_region = region_create();
    Obj *rotate_result = rotate(rotate_region, OMNI_REF(list_in_main[0]));
    Obj *v_value = v;
    omni_display(rotate_result);
    region_exit(rotate_region);  /* last use of rotate: (println (rotate '(1 2 3)) v) */
    omni_display(v_value);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* append
 *   append  loop      what a call of itself returns only ends its list: each pair is linked behind
 *                     the last
 *   front   borrowed  part of the result; the caller keeps it alive as long as the result
 *   back    borrowed  part of the result; the caller keeps it alive as long as the result
 *   pair    dest      returned, so it is built in the caller's region: no copy
 */
static Obj *append(Region *dest, Obj *front, Obj *back)
{
    Obj *first = OMNI_NOTHING;
    Obj *last = OMNI_NIL;
    for (;;) {
        if (omni_is_null(front)) {
            if (omni_is_null(last)) {
                return back;
            }
            omni_pair_set_cdr(last, back);
            return first;
        }
        Obj *pair = mk_pair_region(dest, omni_pair_car(front), OMNI_NIL);
        Obj *tail = omni_pair_cdr(front);
        if (omni_is_null(last)) {
            first = pair;
        } else {
            omni_pair_set_cdr(last, pair);
        }
        front = tail;
        last = pair;
    }
}
