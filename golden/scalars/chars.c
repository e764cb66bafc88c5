/* chars.omni, translated by omnic */
#include "omni.h"

/* A Char is a code point in C. */
static uint32_t rot13(uint32_t c)
{
    if (omni_char_is_lower(c)) {
        int64_t remainder = omni_int_modulo((int64_t)c - 97 + 13, 26,
                                            "rot13+3: (modulo (+ (- (char->integer c) 97) 1...");
        return omni_integer_to_char(97 + remainder,
                                    "rot13+3: (integer->char (+ 97 (modulo (+ (- (c...");
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
