/* only_one_allocates.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_space, " ", 1);

/* The region begins on the path that allocates; the other path has none. */
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

/* measure
 *   numbers  numbers_region  used only in this branch, last in (car numbers); not on the stack:
 *                            size unknown: built by numbers-to
 */
static int64_t measure(int64_t n)
{
    if (n < 1) {
        return 0;
    }
    Region *numbers_region = region_create();  /* for numbers: used only in this branch */
    Obj *numbers = numbers_to(numbers_region, n);
    int64_t length = omni_length(numbers, "measure+4: (length numbers)");
    int64_t head = omni_int_value(omni_car(numbers, "measure+4: (car numbers)"));
    region_exit(numbers_region);  /* last use of numbers: (car numbers) */
    return omni_int_add(length, head, "measure+4: (+ (length numbers) (car numbers))");
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    int64_t measure_result = measure(0);
    int64_t measure_result_2 = measure(6);
    omni_display_int(measure_result);
    omni_display(OMNI_REF(text_space));
    omni_display_int(measure_result_2);
    omni_newline();
    return omni_shutdown(0);
}
