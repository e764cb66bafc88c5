/* visible.omni, translated by omnic */
#include "omni.h"

static int64_t floor_quotient(int64_t a, int64_t b);

OMNI_STATIC_STRING(text_space, " ", 1);

/* Producer and consumer stand together: the values are variables and no object is made,
 * whichever way they come. */
static int64_t shares(int64_t total, int64_t people)
{
    int64_t each = floor_quotient(total, people);
    int64_t left = omni_int_modulo(total, people, "shares+1: (floor/ total people)");
    int64_t product = omni_int_mul(each, people, "shares+2: (* each people)");
    return omni_int_add(product, left, "shares+2: (+ (* each people) left)");
}

static int64_t extremes(int64_t a, int64_t b)
{
    int64_t low = 0;
    int64_t high = 0;
    if (a < b) {
        low = a;
        high = b;
    } else {
        low = b;
        high = a;
    }
    return omni_int_sub(high, low, "extremes+2: (- high low)");
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    int64_t shares_result = shares(17, 5);
    int64_t extremes_result = extremes(3, 9);
    omni_display_int(shares_result);
    omni_display(OMNI_REF(text_space));
    omni_display_int(extremes_result);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

static int64_t floor_quotient(int64_t a, int64_t b)
{
    int64_t remainder = omni_int_modulo(a, b, "floor-quotient+1: (modulo a b)");
    int64_t difference = omni_int_sub(a, remainder, "floor-quotient+1: (- a (modulo a b))");
    return omni_int_quotient(difference, b, "floor-quotient+1: (quotient (- a (modulo a b)) b)");
}
