/* asked.omni, translated by omnic */
#include "omni.h"

static int64_t value_of_main_lambda(int64_t i);

OMNI_STATIC_STRING(text_space, " ", 1);

/* A parameter that is a procedure or another value: the version for a known procedure has one
 * way only. */
static int64_t value_of(int64_t source, int64_t i)
{
    (void)i;
    return source;
}

static int64_t total(int64_t source, int64_t n)
{
    int64_t i = 0;
    int64_t sum = 0;
    while (i != n) {
        int64_t next_i = omni_int_add(i, 1, "total+2: (+ i 1)");
        sum = omni_int_add(sum, value_of(source, i), "total+2: (+ sum (value-of source i))");
        i = next_i;
    }
    return sum;
}

/* total_main_lambda
 *   total_main_lambda  version  specialised for main-lambda: what it gets to call is known
 */
static int64_t total_main_lambda(int64_t n)
{
    int64_t i = 0;
    int64_t sum = 0;
    while (i != n) {
        int64_t next_i = omni_int_add(i, 1, "total+2: (+ i 1)");
        sum = omni_int_add(sum, value_of_main_lambda(i), "total+2: (+ sum (value-of source i))");
        i = next_i;
    }
    return sum;
}

/* value_of_main_lambda
 *   value_of_main_lambda  version  specialised for main-lambda: what it gets to call is known
 */
static int64_t value_of_main_lambda(int64_t i)
{
    return omni_int_mul(i, i, "value-of+0: (source i)");
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    int64_t total_result = total_main_lambda(4);
    int64_t total_result_2 = total(3, 4);
    omni_display_int(total_result);
    omni_display(OMNI_REF(text_space));
    omni_display_int(total_result_2);
    omni_newline();
    return omni_shutdown(0);
}
