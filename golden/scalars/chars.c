/* chars.omni, translated by omnic */
#include "omni.h"

/* A Char is a code point in C. */
static uint32_t rot13(uint32_t c)
{
    if (omni_char_is_lower(c)) {
        int64_t difference = omni_int_sub((int64_t)c, 97, "rot13+3: (- (char->integer c) 97)");
        int64_t sum = omni_int_add(difference, 13, "rot13+3: (+ (- (char->integer c) 97) 13)");
        int64_t remainder = omni_int_modulo(sum, 26,
                                            "rot13+3: (modulo (+ (- (char->integer c) 97) 1...");
        int64_t sum_2 = omni_int_add(97, remainder,
                                     "rot13+3: (+ 97 (modulo (+ (- (char->integer c)...");
        return omni_integer_to_char(sum_2, "rot13+3: (integer->char (+ 97 (modulo (+ (- (c...");
    }
    return c;
}

static void show(uint32_t c)
{
    omni_display_char(rot13(c));
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    show('h');
    show('i');
    show('!');
    omni_newline();
    return omni_shutdown(0);
}
