/* real.c: integer division of Floats, conversion to Int, and the text of a Float. */
#include "internal.h"

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

/* "1e+09" becomes "1e9", "1e-07" becomes "1e-7". */
static void tidy_exponent(char *exponent)
{
    char *from = exponent + 1;
    char *to = exponent + 1;
    if (*from == '-') {
        to++;
    }
    from++; /* C prints a sign always */
    while (*from == '0' && from[1] != '\0') {
        from++;
    }
    memmove(to, from, strlen(from) + 1);
}

size_t omni_float_text(double a, char buffer[OMNI_FLOAT_TEXT_BYTES])
{
    int digits;
    char *exponent;
    if (isnan(a)) {
        strcpy(buffer, "+nan.0");
        return strlen(buffer);
    }
    if (isinf(a)) {
        strcpy(buffer, a > 0 ? "+inf.0" : "-inf.0");
        return strlen(buffer);
    }
    for (digits = 15; digits <= 17; digits++) {
        (void)snprintf(buffer, OMNI_FLOAT_TEXT_BYTES, "%.*g", digits, a);
        if (strtod(buffer, NULL) == a) {
            break;
        }
    }
    exponent = strchr(buffer, 'e');
    if (exponent != NULL) {
        tidy_exponent(exponent);
    } else if (strchr(buffer, '.') == NULL) {
        strcat(buffer, ".0");
    }
    return strlen(buffer);
}
