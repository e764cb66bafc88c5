/* backtracking.omni, translated by omnic */
#include "omni.h"

/* Each call puts its queen on top of `placed` for the calls that it makes, and its result holds
 * nothing of it: dead when they
 * return. Heap; in a region (off) the queens of all attempts would stay until the first call
 * returns. */
/* is_safe
 *   placed  borrowed  only read here; the caller keeps it
 */
static bool is_safe(int64_t row, int64_t distance, Obj *placed)
{
    for (;;) {
        bool empty = omni_is_null(placed);
        if (empty) {
            return empty;
        }
        int64_t head = omni_int_value(omni_pair_car(placed));
        int64_t difference = omni_int_sub(row, head, "safe?+2: (- row (car placed))");
        int64_t magnitude = omni_int_abs(difference, "safe?+2: (abs (- row (car placed)))");
        if (magnitude != distance && row != omni_int_value(omni_pair_car(placed))) {
            distance = omni_int_add(distance, 1, "safe?+4: (+ distance 1)");
            placed = omni_pair_cdr(placed);
        } else {
            return false;
        }
    }
}

/* count_from
 *   placed  borrowed       changed here; the caller keeps it
 *   pair    placed_region  becomes part of placed, so it is built in the region that holds placed
 */
static inline int64_t count_from(int64_t row, int64_t left, int64_t size, Obj *placed)
{
    OMNI_STACK_CHECK("count-from");
    if (left == 0) {
        return 1;
    } else if (row > size) {
        return 0;
    }
    int64_t result;
    if (is_safe(row, 1, placed)) {
        /* becomes part of placed, so it is built in the region that holds placed */
        Region *placed_region = region_of(placed);
        Obj *pair = mk_pair_region(placed_region, mk_int_region(placed_region, row), placed);
        result = count_from(1, omni_int_sub(left, 1, "count-from+4: (- left 1)"), size, pair);
    } else {
        result = 0;
    }
    int64_t count_from_result = count_from(omni_int_add(row, 1, "count-from+6: (+ row 1)"), left,
                                           size, placed);
    return omni_int_add(result, count_from_result,
                        "count-from+3: (+ (if (safe? row 1 placed) (count-fr...");
}

static int64_t queens(int64_t size)
{
    return count_from(1, size, size, OMNI_NIL);
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    omni_display_int(queens(6));
    omni_newline();
    return omni_shutdown(0);
}
