/* values.c: the number of values that a function returned. */
#include "internal.h"

static int64_t count_values(const Obj *values)
{
    int64_t count = 1;
    if (omni_is_no_values(values)) {
        return 0;
    }
    while (omni_is_values(values)) {
        values = omni_values_rest(values);
        count++;
    }
    return count;
}

static void panic_count(int64_t count, int64_t wanted, const char *at_least, const char *where)
{
    char message[96];
    char digits[OMNI_INT_TEXT_BYTES];
    Sink sink = {message, sizeof message - 1, 0, false};
    omni__put_cstr(&sink, "wanted ");
    omni__put_cstr(&sink, at_least);
    omni__put(&sink, digits, omni__int_text(wanted, 10, digits));
    omni__put_cstr(&sink, wanted == 1 ? " value, got " : " values, got ");
    omni__put(&sink, digits, omni__int_text(count, 10, digits));
    message[sink.used] = '\0';
    omni_panic(OMNI_ERROR_ARITY, message, where);
}

void omni_check_values(const Obj *values, int64_t wanted, const char *where)
{
    int64_t count = count_values(values);
    if (count != wanted) {
        panic_count(count, wanted, "", where);
    }
}

void omni_check_values_min(const Obj *values, int64_t wanted, const char *where)
{
    int64_t count = count_values(values);
    if (count < wanted) {
        panic_count(count, wanted, "at least ", where);
    }
}
