/* fib.omni, translated by omnic */
#include "omni.h"

/* Used on Ints only: no boxes, no checks of types. */
static inline int64_t fib(int64_t n)
{
    OMNI_STACK_CHECK("fib");
    if (n < 2) {
        return n;
    }
    int64_t fib_result = fib(n - 1);
    return omni_int_add(fib_result, fib(n - 2), "fib+3: (+ (fib (- n 1)) (fib (- n 2)))");
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(fib(20));
    omni_newline();
    return omni_shutdown(0);
}
