/* sequence.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_space, " ", 1);

/* A `for` that may walk over a list as well reads values: its vectors hold values. Others are
 * not concerned. */
/* total
 *   items  borrowed  only read here; the caller keeps it
 */
static int64_t total(Obj *items)
{
    int64_t sum = 0;
    Obj *rest = items;
    int64_t index = omni_sequence_next(items, -1);
    while (!omni_sequence_done(rest, index, "total+2: items")) {
        int64_t x = omni_int_value(omni_sequence_item(rest, index, "total+2: items"));
        sum = omni_int_add(sum, x, "total+2: (+ sum x)");
        index = omni_sequence_next(rest, index);
        rest = omni_sequence_rest(rest);
    }
    return sum;
}

/* total_of_vector
 *   v  borrowed  only read here; the caller keeps it
 */
static int64_t total_of_vector(Obj *v)
{
    int64_t sum = 0;
    int64_t index = 0;
    while (index < omni_vector_length(v, "total-of-vector+2: v")) {
        int64_t x = omni_int_item(v, index, "total-of-vector+2: v");
        sum = omni_int_add(sum, x, "total-of-vector+2: (+ sum x)");
        index = index + 1;
    }
    return sum;
}

/* main
 *   list    stack            at most 48 bytes and one object for each call
 *   vector  vector_region    few objects for each call, so the first 512 bytes of their region lie
 *                            in the C frame; not on the stack: what it holds lies in a buffer of
 *                            its own, which can grow
 *   vector  vector_region_2  few objects for each call, so the first 512 bytes of their region lie
 *                            in the C frame; not on the stack: what it holds lies in a buffer of
 *                            its own, which can grow
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    Pair list_pair;  /* at most 48 bytes and one object for each call */
    Pair list_pair_2;  /* at most 48 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair_2, OMNI_FIX(1),
                              mk_pair_stack(&list_pair, OMNI_FIX(2), OMNI_NIL));
    int64_t total_result = total(list);
    OMNI_SCRATCH_STORAGE(512) vector_scratch;
    /* for vector: last used in (total (vector 3 4)) */
    Region *vector_region = stack_alloc_region(&vector_scratch, sizeof vector_scratch);
    int64_t total_result_2 = total(mk_vector_region(vector_region, 2,
                                                    (Obj *[]){ OMNI_FIX(3), OMNI_FIX(4) }));
    region_exit(vector_region);  /* last use of vector: (total (vector 3 4)) */
    OMNI_SCRATCH_STORAGE(512) vector_scratch_2;
    /* for vector: last used in (total-of-vector (vector 5 6)) */
    Region *vector_region_2 = stack_alloc_region(&vector_scratch_2, sizeof vector_scratch_2);
    int64_t total_of_vector_result = total_of_vector(
            mk_int_vector_region(vector_region_2, 2, (int64_t[]){ 5, 6 }));
    region_exit(vector_region_2);  /* last use of vector: (total-of-vector (vector 5 6)) */
    omni_display_int(total_result);
    omni_display(OMNI_REF(text_space));
    omni_display_int(total_result_2);
    omni_display(OMNI_REF(text_space));
    omni_display_int(total_of_vector_result);
    omni_newline();
    return omni_shutdown(0);
}
