/* reset_at_last_use.omni, translated by omnic */
#include "omni.h"

/* The text of an iteration is given back before the list is made: its region is emptied right
 * behind the last use. */
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

/* total
 *   numbers_to  numbers_to_region    used only within one iteration, last in (length (numbers-to
 *                                    n)); not on the stack: size unknown: built by numbers-to
 *   numbers_to  numbers_to_region_2  used only within one iteration, last in (length (numbers-to
 *                                    3)); not on the stack: size unknown: built by numbers-to
 */
static int64_t total(int64_t rounds)
{
    /* for numbers-to: emptied in each iteration, so that it is made only once */
    Region *numbers_to_region = region_create();
    /* for numbers-to: emptied in each iteration, so that it is made only once */
    Region *numbers_to_region_2 = region_create();
    int64_t n = 1;
    int64_t sum = 0;
    while (n <= rounds) {
        Obj *numbers_to_result = numbers_to(numbers_to_region, n);
        int64_t size = omni_length(numbers_to_result, "total+4: (length (numbers-to n))");
        /* last use of numbers-to: (length (numbers-to n)); the next iteration fills it again */
        region_reset(numbers_to_region);
        int64_t sum_2 = omni_int_add(n, 1, "total+5: (+ n 1)");
        /* numbers-to: what the last iteration made is not used any more */
        region_reset(numbers_to_region_2);
        Obj *numbers_to_result_2 = numbers_to(numbers_to_region_2, 3);
        int64_t length = omni_length(numbers_to_result_2, "total+5: (length (numbers-to 3))");
        int64_t product = omni_int_mul(size, length, "total+5: (* size (length (numbers-to 3)))");
        n = sum_2;
        sum = omni_int_add(sum, product, "total+5: (+ sum (* size (length (numbers-to 3))))");
    }
    region_exit(numbers_to_region_2);  /* numbers-to: the loop ends here */
    region_exit(numbers_to_region);  /* numbers-to: the loop ends here */
    return sum;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(total(10));
    omni_newline();
    return omni_shutdown(0);
}
