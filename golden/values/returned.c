/* returned.omni, translated by omnic */
#include "omni.h"

/* A function returns two values: they come in one object, which dies when it has been taken
 * apart. */
/* divide
 *   values  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *divide(Region *dest, int64_t a, int64_t b)
{
    int64_t quotient = omni_int_quotient(a, b, "divide+1: (quotient a b)");
    Obj *remainder = mk_int_region(dest, omni_int_remainder(a, b, "divide+1: (remainder a b)"));
    return mk_values_region(dest, mk_int_region(dest, quotient), remainder);
}

static Obj *digits(Region *dest, int64_t number)
{
    int64_t rest = number;
    Obj *found = OMNI_NIL;
    for (;;) {
        Obj *divide_result = divide(dest, rest, 10);
        omni_check_values(divide_result, 2, "digits+2: (divide rest 10)");
        int64_t high = omni_int_value(omni_values_first(divide_result));
        Obj *low = omni_values_rest(divide_result);
        if (high == 0) {
            return mk_pair_region(dest, low, found);
        }
        rest = high;
        found = mk_pair_region(dest, low, found);
    }
}

/* main
 *   digits  digits_region  not reachable from outside; last use: (println (digits 2026)); not on
 *                          the stack: size unknown: built by digits
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Region *digits_region = region_create();  /* for digits: last used in (println (digits 2026)) */
    omni_display(digits(digits_region, 2026));
    region_exit(digits_region);  /* last use of digits: (println (digits 2026)) */
    omni_newline();
    return omni_shutdown(0);
}
