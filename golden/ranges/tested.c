/* tested.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_space, " ", 1);

/* Behind (< n 2) the differences fit an Int, and so does (+ i 1) where i is smaller than
 * something: C's own operators do. */
static inline int64_t fib(int64_t n)
{
    OMNI_STACK_CHECK("fib");
    if (n < 2) {
        return n;
    }
    int64_t fib_result = fib(n - 1);
    return omni_int_add(fib_result, fib(n - 2), "fib+3: (+ (fib (- n 1)) (fib (- n 2)))");
}

static int64_t count_to(int64_t n)
{
    int64_t i = 0;
    while (i < n) {
        i = i + 1;
    }
    return i;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    int64_t fib_result = fib(20);
    int64_t count_to_result = count_to(5);
    omni_display_int(fib_result);
    omni_display(OMNI_REF(text_space));
    omni_display_int(count_to_result);
    omni_newline();
    return omni_shutdown(0);
}
