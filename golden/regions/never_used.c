/* never_used.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_nothing_kept, "nothing kept", 12);

/* A result that nobody reads dies at once. */
static void numbers_to(int64_t n)
{
    OMNI_STACK_CHECK("numbers-to");
    if (n != 0) {
        numbers_to(omni_int_sub(n, 1, "numbers-to+3: (- n 1)"));
    }
}

static void waste(void)
{
    numbers_to(5);
    omni_display(OMNI_REF(text_nothing_kept));
    omni_newline();
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    waste();
    return omni_shutdown(0);
}
