/* real.c: integer division of Floats, conversion to Int, and the text of a Float. */
#include "internal.h"

#include <float.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* 2^63, the first Float beyond Int; -2^63 is the least Int. */
#define INT_LIMIT 9223372036854775808.0

static OMNI_NORETURN void panic_float(OmniErrorCode code, const char *text, double a, const char *where)
{
    FloatBox box;
    omni_panic_value(code, text, mk_float_stack(&box, a), where);
}

int64_t omni_float_to_int(double a, const char *where)
{
    if (!(a >= -INT_LIMIT && a < INT_LIMIT) || a != trunc(a)) {
        panic_float(OMNI_ERROR_VALUE, "no Int has this value", a, where);
    }
    return (int64_t)a;
}

int omni__int_float_order(int64_t a, double b)
{
    int64_t whole;
    if (isnan(b)) {
        return 2;
    }
    if (b >= INT_LIMIT) {
        return -1;
    }
    if (b < -INT_LIMIT) {
        return 1;
    }
    whole = (int64_t)b;
    if (a != whole) {
        return a < whole ? -1 : 1;
    }
    return ((double)whole > b) - ((double)whole < b);
}

static void check_division(double a, double b, const char *where)
{
    if (!isfinite(a) || a != trunc(a)) {
        panic_float(OMNI_ERROR_VALUE, "wanted an integer", a, where);
    }
    if (!isfinite(b) || b != trunc(b)) {
        panic_float(OMNI_ERROR_VALUE, "wanted an integer", b, where);
    }
    if (b == 0.0) {
        panic_float(OMNI_ERROR_DIVIDE_BY_ZERO, "integer division by zero of", a, where);
    }
}

bool omni_float_is_even(double a, const char *where)
{
    if (!isfinite(a) || a != trunc(a)) {
        panic_float(OMNI_ERROR_VALUE, "neither even nor odd", a, where);
    }
    return fmod(a, 2.0) == 0.0;
}

bool omni_float_is_odd(double a, const char *where)
{
    return !omni_float_is_even(a, where);
}

double omni_float_quotient(double a, double b, const char *where)
{
    check_division(a, b, where);
    return trunc((a - fmod(a, b)) / b);
}

double omni_float_remainder(double a, double b, const char *where)
{
    check_division(a, b, where);
    return fmod(a, b);
}

double omni_float_modulo(double a, double b, const char *where)
{
    double rest;
    check_division(a, b, where);
    rest = fmod(a, b);
    return (rest != 0.0 && (rest < 0.0) != (b < 0.0)) ? rest + b : rest;
}

/* The digits of a > 0 without their point, and the power of ten of the first one: 0.012 is "12" and -2. */
static int shortest_digits(double a, char *digits)
{
    int precision = a < DBL_MIN ? 1 : 15; /* any number of at most 15 digits is told from its neighbours, above the least */
    size_t length;
    for (; precision <= 17; precision++) {
        (void)snprintf(digits, OMNI_FLOAT_TEXT_BYTES, "%.*e", precision - 1, a);
        if (strtod(digits, NULL) == a) {
            break;
        }
    }
    length = strcspn(digits, "e");
    precision = (int)strtol(digits + length + 1, NULL, 10);
    if (length > 1) {
        memmove(digits + 1, digits + 2, length - 2);
        length--;
    }
    while (length > 1 && digits[length - 1] == '0') {
        length--;
    }
    digits[length] = '\0';
    return precision;
}

/* Digits from `first` on up to `last`, zeros where there are none. */
static char *put_digits(char *to, const char *digits, int first, int last)
{
    int count = (int)strlen(digits);
    for (; first < last; first++) {
        *to++ = '0';
        if (first >= 0 && first < count) {
            to[-1] = digits[first];
        }
    }
    return to;
}

size_t omni_float_text(double a, char buffer[OMNI_FLOAT_TEXT_BYTES])
{
    char digits[OMNI_FLOAT_TEXT_BYTES] = "0";
    char *to = buffer;
    int power = 0;
    int count;
    if (isnan(a) || isinf(a)) {
        strcpy(buffer, isnan(a) ? "+nan.0" : a > 0 ? "+inf.0" : "-inf.0");
        return strlen(buffer);
    }
    if (signbit(a)) {
        *to++ = '-';
    }
    if (a != 0.0) {
        power = shortest_digits(fabs(a), digits);
    }
    count = (int)strlen(digits);
    if (power >= -3 && power <= (count > 4 ? count + 2 : 6)) {
        to = put_digits(to, digits, power < 0 ? power : 0, power + 1);
        *to++ = '.';
        to = put_digits(to, digits, power + 1, count > power + 1 ? count : power + 2);
        *to = '\0';
    } else {
        *to++ = digits[0];
        *to++ = '.';
        to = put_digits(to, digits, 1, count > 1 ? count : 2);
        (void)snprintf(to, 6, "e%d", power);
    }
    return strlen(buffer);
}
