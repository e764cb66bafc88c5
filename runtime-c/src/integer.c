/* integer.c: the slow paths of Int. */
#include "internal.h"

Obj *omni__box_int(Region *region, int64_t value)
{
    IntBox *box = (IntBox *)omni_region_object(region, sizeof(IntBox), OMNI_TAG_INT);
    box->value = value;
    return &box->header;
}

/* "(OPERATION A" and " B" when there is a second operand, then ")" and `rest`. */
static OMNI_NORETURN void panic_operation(OmniErrorCode code, const char *operation, int64_t a, const int64_t *b,
                                          const char *rest, const char *where)
{
    char message[128];
    char digits[OMNI_INT_TEXT_BYTES];
    Sink sink = {message, sizeof message - 1, 0, false};
    omni__put_cstr(&sink, "(");
    omni__put_cstr(&sink, operation);
    omni__put_cstr(&sink, " ");
    omni__put(&sink, digits, omni__int_text(a, 10, digits));
    if (b != NULL) {
        omni__put_cstr(&sink, " ");
        omni__put(&sink, digits, omni__int_text(*b, 10, digits));
    }
    omni__put_cstr(&sink, ")");
    omni__put_cstr(&sink, rest);
    message[sink.used] = '\0';
    omni_panic(code, message, where);
}

void omni__panic_overflow(const char *operation, int64_t a, int64_t b, const char *where)
{
    panic_operation(OMNI_ERROR_OVERFLOW, operation, a, &b, " does not fit in an Int", where);
}

void omni__panic_overflow_one(const char *operation, int64_t a, const char *where)
{
    panic_operation(OMNI_ERROR_OVERFLOW, operation, a, NULL, " does not fit in an Int", where);
}

void omni__panic_zero_division(const char *operation, int64_t a, const char *where)
{
    int64_t zero = 0;
    panic_operation(OMNI_ERROR_DIVIDE_BY_ZERO, operation, a, &zero, "", where);
}

/* `count` is not negative. */
static int64_t shift_left(int64_t a, int64_t count, const char *where)
{
    int64_t result;
    if (a == 0 || count == 0) {
        return a;
    }
    if (count < 64) {
        result = (int64_t)((uint64_t)a << count);
        if (OMNI_OVERFLOW_WRAP || omni_int_shift_right(result, count, where) == a) {
            return result;
        }
    } else if (OMNI_OVERFLOW_WRAP) {
        return 0;
    }
    omni__panic_overflow("shift-left", a, count, where);
}

/* `count` is not negative. The shift itself is of a positive number, where C leaves nothing open. */
static int64_t shift_right(int64_t a, int64_t count)
{
    if (count > 63) {
        return a < 0 ? -1 : 0;
    }
    return a < 0 ? ~(~a >> count) : a >> count;
}

int64_t omni_int_shift_left(int64_t a, int64_t count, const char *where)
{
    if (count >= 0) {
        return shift_left(a, count, where);
    }
    return shift_right(a, count == INT64_MIN ? INT64_MAX : -count);
}

int64_t omni_int_shift_right(int64_t a, int64_t count, const char *where)
{
    if (count >= 0) {
        return shift_right(a, count);
    }
    return shift_left(a, count == INT64_MIN ? INT64_MAX : -count, where);
}

/* Square and multiply. The square behind the last bit is not computed, so that it cannot overflow in vain. */
int64_t omni_int_expt(int64_t a, int64_t exponent, const char *where)
{
    int64_t result = 1;
    int64_t power = a;
    int64_t left = exponent;
    if (exponent < 0) {
        panic_operation(OMNI_ERROR_VALUE, "expt", a, &exponent, " is not an Int", where);
    }
    while (left > 0) {
        if ((left & 1) != 0 && OMNI_MUL_OVERFLOWS(result, power, &result) && !OMNI_OVERFLOW_WRAP) {
            omni__panic_overflow("expt", a, exponent, where);
        }
        left /= 2;
        if (left > 0 && OMNI_MUL_OVERFLOWS(power, power, &power) && !OMNI_OVERFLOW_WRAP) {
            omni__panic_overflow("expt", a, exponent, where);
        }
    }
    return result;
}
