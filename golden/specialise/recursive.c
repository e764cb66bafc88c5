/* recursive.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_FLOAT(float_0_5, 0.5);
OMNI_STATIC_FLOAT(float_1_5, 1.5);
OMNI_STATIC_FLOAT(float_2_5, 2.5);

OMNI_STATIC_STRING(text_space, " ", 1);

static const Pair list_in_main[3] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(9), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_NIL},
};

static const Pair list_in_main_2[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(float_1_5), OMNI_REF(list_in_main_2[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(float_0_5), OMNI_NIL},
};

static const Pair list_in_main_3[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main_3[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(float_2_5), OMNI_NIL},
};

/* A recursion is copied whole; who passes something else keeps the generic version. */
/* largest
 *   largest  version   specialised for Int: called once, with Int
 *   items    borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *largest(Region *dest, Obj *items, int64_t best)
{
    Obj *best_2 = mk_int_region(dest, best);
    while (!omni_is_null(items)) {
        Obj *tail = omni_pair_cdr(items);
        if (omni_num_lt(best_2, omni_pair_car(items), "largest+3: (< best (car items))")) {
            best_2 = omni_pair_car(items);
        }
        items = tail;
    }
    return best_2;
}

/* largest_int
 *   largest_int  version   specialised for Int: called once, with Int
 *   items        borrowed  only read here; the caller keeps it
 */
static int64_t largest_int(Obj *items, int64_t best)
{
    while (!omni_is_null(items)) {
        Obj *tail = omni_pair_cdr(items);
        if (best < omni_int_value(omni_pair_car(items))) {
            best = omni_int_value(omni_pair_car(items));
        }
        items = tail;
    }
    return best;
}

/* largest_float
 *   largest_float  version   specialised for Float: called once, with Float
 *   items          borrowed  only read here; the caller keeps it
 */
static double largest_float(Obj *items, double best)
{
    while (!omni_is_null(items)) {
        Obj *tail = omni_pair_cdr(items);
        if (best < omni_float_value(omni_pair_car(items))) {
            best = omni_float_value(omni_pair_car(items));
        }
        items = tail;
    }
    return best;
}

/* main
 *   largest  largest_region  at most 16 bytes, built by largest: its region lies in the C frame,
 *                            and needs no chunk; not on the stack: size unknown: built by largest
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    int64_t largest_result = largest_int(OMNI_REF(list_in_main[0]), 0);
    double largest_result_2 = largest_float(OMNI_REF(list_in_main_2[0]), 0.0);
    OMNI_SCRATCH_STORAGE(256) largest_scratch;
    /* for largest: last used in (println (largest '(3 9 2) 0) " " (la... */
    Region *largest_region = stack_alloc_region(&largest_scratch, sizeof largest_scratch);
    Obj *largest_result_3 = largest(largest_region, OMNI_REF(list_in_main_3[0]), 0);
    omni_display_int(largest_result);
    omni_display(OMNI_REF(text_space));
    omni_display_float(largest_result_2);
    omni_display(OMNI_REF(text_space));
    omni_display(largest_result_3);
    /* last use of largest: (println (largest '(3 9 2) 0) " " (la... */
    region_exit(largest_region);
    omni_newline();
    return omni_shutdown(0);
}
