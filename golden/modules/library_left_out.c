/* library_left_out.omni, translated by omnic */
#include "omni.h"

static Obj *append(Region *dest, Obj *front, Obj *back);

static Obj *const vector_1_2_items[2] = {
    OMNI_FIX(1), OMNI_FIX(2),
};
OMNI_STATIC_VECTOR(vector_1_2, vector_1_2_items, 2);

static const Pair list_in_main[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_NIL},
};

/* f
 *   r  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *f(Obj *r)
{
    return r;
}

/* map_main_lambda
 *   map_main_lambda  version  specialised for main-lambda: what it gets to call is known
 */
static int64_t map_main_lambda(int64_t x)
{
    return omni_int_mul(x, 2, "map+0: (f x)");
}

/* main
 *   vector  vector_region  few objects for each call, so the first 512 bytes of their region lie in
 *                          the C frame; not on the stack: what it holds lies in a buffer of its
 *                          own, which can grow
 *   pair    pair_region    not reachable from outside; last use: (display `(1 ,@'(2 3) 4)); not on
 *                          the stack: size unknown: built by append
 *   list    stack          at most 48 bytes and one object for each call
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    omni_display_int(map_main_lambda(21));
    OMNI_SCRATCH_STORAGE(512) vector_scratch;
    /* for vector: last used in (for [x (vector 1 2)] (display x)) */
    Region *vector_region = stack_alloc_region(&vector_scratch, sizeof vector_scratch);
    Obj *vector = mk_int_vector_region(vector_region, 2, (int64_t[]){ 1, 2 });
    int64_t index = 0;
    while (index < omni_vector_length(vector, "main: (vector 1 2)")) {
        int64_t x = omni_int_item(vector, index, "main: (vector 1 2)");
        omni_display_int(x);
        index = index + 1;
    }
    region_exit(vector_region);  /* last use of vector: (for [x (vector 1 2)] (display x)) */
    Region *pair_region = region_create();  /* for pair: last used in (display `(1 ,@'(2 3) 4)) */
    Obj *pair = mk_pair_region(pair_region, OMNI_FIX(4), OMNI_NIL);
    Obj *pair_2 = mk_pair_region(pair_region, OMNI_FIX(1),
                                 append(pair_region, OMNI_REF(list_in_main[0]), pair));
    omni_display(pair_2);
    region_exit(pair_region);  /* last use of pair: (display `(1 ,@'(2 3) 4)) */
    omni_display(OMNI_REF(vector_1_2));
    Pair list_pair;  /* at most 48 bytes and one object for each call */
    Pair list_pair_2;  /* at most 48 bytes and one object for each call */
    Obj *r = mk_pair_stack(&list_pair_2, OMNI_FIX(2),
                           mk_pair_stack(&list_pair, OMNI_FIX(3), OMNI_NIL));
    omni_display(r);
    Pair list_pair_3;  /* at most 48 bytes and one object for each call */
    Pair list_pair_4;  /* at most 48 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair_4, OMNI_FIX(1),
                              mk_pair_stack(&list_pair_3, OMNI_FIX(2), OMNI_NIL));
    omni_write(f(list));
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
