/* remainders.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_space, " ", 1);

/* A remainder is smaller than its divisor, so the next state fits; a divisor that may be 0 is
 * still tested. */
static int64_t hash(int64_t n, int64_t divisor)
{
    int64_t i = 0;
    int64_t state = 42;
    while (i != n) {
        i = omni_int_add(i, 1, "hash+4: (+ i 1)");
        state = (state * 1022 + 7) % 1048573;
    }
    return omni_int_quotient(state, divisor, "hash+3: (quotient state divisor)");
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    int64_t hash_result = hash(10, 7);
    int64_t remainder = omni_int_modulo(-7, 5, "main: (modulo -7 5)");
    omni_display_int(hash_result);
    omni_display(OMNI_REF(text_space));
    omni_display_int(remainder);
    omni_display(OMNI_REF(text_space));
    omni_display_int(-7 % 5);
    omni_newline();
    return omni_shutdown(0);
}
