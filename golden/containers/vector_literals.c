/* vector_literals.omni, translated by omnic */
#include "omni.h"

static Obj *list_to_vector(Region *dest, Obj *items);

OMNI_STATIC_SYMBOL(sym_three, "three");

OMNI_STATIC_STRING(text_two, "two", 3);

static Obj *const vector_1_two_items[2] = {
    OMNI_FIX(1), OMNI_REF(text_two),
};
OMNI_STATIC_VECTOR(vector_1_two, vector_1_two_items, 2);

static const Pair list_in_vector_4_5_6[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(5), OMNI_REF(list_in_vector_4_5_6[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(6), OMNI_NIL},
};

static Obj *const vector_4_5_6_items[2] = {
    OMNI_FIX(4), OMNI_REF(list_in_vector_4_5_6[0]),
};
OMNI_STATIC_VECTOR(vector_4_5_6, vector_4_5_6_items, 2);

static Obj *const vector_three_4_5_6_items[2] = {
    OMNI_REF(sym_three), OMNI_REF(vector_4_5_6),
};
OMNI_STATIC_VECTOR(vector_three_4_5_6, vector_three_4_5_6_items, 2);

static const Pair list_in_main[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(vector_1_two), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(vector_three_4_5_6), OMNI_NIL},
};

static Obj *first = OMNI_NOTHING;

/* `#(...)` and quoted vectors are constants; `[...]` makes a vector each time. */
/* tally
 *   vector  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *tally(Region *dest)
{
    return mk_int_vector_region(dest, 2, (int64_t[]){ 0, 0 });
}

/* main
 *   first           global                 reachable from the top-level variable first: lives until
 *                                          the program ends
 *   tally           tally_region           not reachable from outside; last use: (println first
 *                                          (tally)); not on the stack: size unknown: built by tally
 *   pair            stack                  at most 96 bytes and one object for each call
 *   sum             stack                  at most 16 bytes and one object for each call
 *   list_to_vector  list_to_vector_region  not reachable from outside; last use: (write `#(1 ,(+ 1
 *                                          1) ,@(list 3 4))); not on the stack: size unknown: built
 *                                          by list->vector
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    first = tally(omni_global);
    omni_set_int_item(first, 0, 7, "main: (vector-set! first 0 7)");
    Obj *first_value = first;
    Region *tally_region = region_create();  /* for tally: last used in (println first (tally)) */
    Obj *tally_result = tally(tally_region);
    omni_display(first_value);
    omni_display(tally_result);
    region_exit(tally_region);  /* last use of tally: (println first (tally)) */
    omni_newline();
    omni_write(OMNI_REF(list_in_main[0]));
    omni_newline();
    Pair list_pair;  /* at most 96 bytes and one object for each call */
    Pair list_pair_2;  /* at most 96 bytes and one object for each call */
    Pair stack_pair;  /* at most 96 bytes and one object for each call */
    Pair stack_pair_2;  /* at most 96 bytes and one object for each call */
    IntBox sum_box;  /* at most 16 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair_2, OMNI_FIX(3),
                              mk_pair_stack(&list_pair, OMNI_FIX(4), OMNI_NIL));
    Obj *pair = mk_pair_stack(&stack_pair, mk_int_stack(&sum_box, 1 + 1), list);
    Obj *pair_2 = mk_pair_stack(&stack_pair_2, OMNI_FIX(1), pair);
    /* for list->vector: last used in (write `#(1 ,(+ 1 1) ,@(list 3 4))) */
    Region *list_to_vector_region = region_create();
    omni_write(list_to_vector(list_to_vector_region, pair_2));
    /* last use of list->vector: (write `#(1 ,(+ 1 1) ,@(list 3 4))) */
    region_exit(list_to_vector_region);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* list_to_vector
 *   items   borrowed  only read here; the caller keeps it
 *   result  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *list_to_vector(Region *dest, Obj *items)
{
    int64_t length = omni_length(items, "list->vector+1: (length items)");
    Obj *result = omni_new_int_vector(dest, length, "list->vector+2: (%new-vector length)");
    int64_t index = 0;
    Obj *rest = items;
    while (index < length) {
        int64_t head = omni_int_value(omni_car(rest, "list->vector+5: (car rest)"));
        omni_set_int_item(result, index, head,
                          "list->vector+5: (vector-set! result index (car rest))");
        index = index + 1;
        rest = omni_pair_cdr(rest);
    }
    return result;
}
