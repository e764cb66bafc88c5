/* iteration_region.omni, translated by omnic */
#include "omni.h"

/* What an iteration builds dies with the iteration. */
/* numbers_to
 *   numbers_to  loop  what a call of itself returns only ends its list: each pair is linked behind
 *                     the last
 *   pair        dest  returned, so it is built in the caller's region: no copy
 */
static Obj *numbers_to(Region *dest, int64_t n)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (n != 0) {
        Obj *pair = mk_pair_region(dest, mk_int_region(dest, n), OMNI_NIL);
        int64_t difference = omni_int_sub(n, 1, "numbers-to+3: (- n 1)");
        if (omni_is_null(last)) {
            first = pair;
        } else {
            omni_pair_set_cdr(last, pair);
        }
        n = difference;
        last = pair;
    }
    return first;
}

/* triangle_sums
 *   numbers  numbers_region  used only within one iteration, last in (length numbers); not on the
 *                            stack: size unknown: built by numbers-to
 */
static int64_t triangle_sums(int64_t limit)
{
    int64_t n = 1;
    int64_t sum = 0;
    while (n <= limit) {
        Region *numbers_region = region_create();  /* for numbers: used only within one iteration */
        Obj *numbers = numbers_to(numbers_region, n);
        int64_t sum_2 = omni_int_add(n, 1, "triangle-sums+5: (+ n 1)");
        int64_t length = omni_length(numbers, "triangle-sums+5: (length numbers)");
        region_exit(numbers_region);  /* last use of numbers: (length numbers) */
        n = sum_2;
        sum = omni_int_add(sum, length, "triangle-sums+5: (+ sum (length numbers))");
    }
    return sum;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(triangle_sums(100));
    omni_newline();
    return omni_shutdown(0);
}
