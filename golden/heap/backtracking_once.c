/* backtracking_once.omni, translated by omnic */
#include "omni.h"

/* `deepest` calls itself once on each way, so all that it puts on top of `path` is needed until
 * the innermost call returns:
 * one region holds no more than counts would. */
/* sum
 *   path  borrowed  only read here; the caller keeps it
 */
static inline int64_t sum(Obj *path)
{
    OMNI_STACK_CHECK("sum");
    if (omni_is_null(path)) {
        return 0;
    }
    int64_t head = omni_int_value(omni_pair_car(path));
    return omni_int_add(head, sum(omni_pair_cdr(path)), "sum+1: (+ (car path) (sum (cdr path)))");
}

/* deepest
 *   path  borrowed     changed here; the caller keeps it
 *   pair  path_region  becomes part of path, so it is built in the region that holds path
 */
static inline int64_t deepest(int64_t n, Obj *path)
{
    OMNI_STACK_CHECK("deepest");
    if (n == 0) {
        return sum(path);
    }
    /* becomes part of path, so it is built in the region that holds path */
    Region *path_region = region_of(path);
    int64_t difference = omni_int_sub(n, 1, "deepest+3: (- n 1)");
    int64_t deepest_result = deepest(difference,
                                     mk_pair_region(path_region, mk_int_region(path_region, n),
                                                    path));
    return omni_int_add(1, deepest_result, "deepest+3: (+ 1 (deepest (- n 1) (cons n path)))");
}

/* main
 *   list  list_region  few objects for each call, so the first 512 bytes of their region lie in the
 *                      C frame; not on the stack: a callee allocates into it
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    OMNI_SCRATCH_STORAGE(512) list_scratch;
    /* for list: last used in (deepest 5 (list 100)) */
    Region *list_region = stack_alloc_region(&list_scratch, sizeof list_scratch);
    int64_t deepest_result = deepest(5, mk_pair_region(list_region, OMNI_FIX(100), OMNI_NIL));
    region_exit(list_region);  /* last use of list: (deepest 5 (list 100)) */
    omni_display_int(deepest_result);
    omni_newline();
    return omni_shutdown(0);
}
