/* number.c: arithmetic on numbers whose kind is known only at run time. */
#include "internal.h"

/* A number out of its box. */
typedef struct Number {
    bool is_float;
    int64_t integer;  /* unless is_float */
    double real;      /* if is_float */
} Number;

static Number read_number(const Obj *value, const char *where)
{
    Number number = {false, 0, 0.0};
    if (omni_is_int(value)) {
        number.integer = omni_int_value(value);
    } else if (omni_is_float(value)) {
        number.is_float = true;
        number.real = omni_float_value(value);
    } else {
        omni_panic_type("a number", value, where);
    }
    return number;
}

static double as_real(Number number)
{
    return number.is_float ? number.real : (double)number.integer;
}

/* --- two operands ------------------------------------------------------------------------------------------------------- */

Obj *omni__add_slow(Region *dest, const Obj *a, const Obj *b, const char *where)
{
    Number x = read_number(a, where);
    Number y = read_number(b, where);
    if (x.is_float || y.is_float) {
        return mk_float_region(dest, as_real(x) + as_real(y));
    }
    return mk_int_region(dest, omni_int_add(x.integer, y.integer, where));
}

Obj *omni__sub_slow(Region *dest, const Obj *a, const Obj *b, const char *where)
{
    Number x = read_number(a, where);
    Number y = read_number(b, where);
    if (x.is_float || y.is_float) {
        return mk_float_region(dest, as_real(x) - as_real(y));
    }
    return mk_int_region(dest, omni_int_sub(x.integer, y.integer, where));
}

Obj *omni__mul_slow(Region *dest, const Obj *a, const Obj *b, const char *where)
{
    Number x = read_number(a, where);
    Number y = read_number(b, where);
    if (x.is_float || y.is_float) {
        return mk_float_region(dest, as_real(x) * as_real(y));
    }
    return mk_int_region(dest, omni_int_mul(x.integer, y.integer, where));
}

Obj *omni_div(Region *dest, const Obj *a, const Obj *b, const char *where)
{
    Number x = read_number(a, where);
    Number y = read_number(b, where);
    if (!x.is_float && !y.is_float) {
        if (y.integer == 0) {
            omni__panic_zero_division("/", x.integer, where);
        }
        if (omni_int_remainder(x.integer, y.integer, where) == 0) {
            return mk_int_region(dest, omni_int_quotient(x.integer, y.integer, where));
        }
    }
    return mk_float_region(dest, as_real(x) / as_real(y));
}

Obj *omni_quotient(Region *dest, const Obj *a, const Obj *b, const char *where)
{
    Number x = read_number(a, where);
    Number y = read_number(b, where);
    if (x.is_float || y.is_float) {
        return mk_float_region(dest, omni_float_quotient(as_real(x), as_real(y), where));
    }
    return mk_int_region(dest, omni_int_quotient(x.integer, y.integer, where));
}

Obj *omni_remainder(Region *dest, const Obj *a, const Obj *b, const char *where)
{
    Number x = read_number(a, where);
    Number y = read_number(b, where);
    if (x.is_float || y.is_float) {
        return mk_float_region(dest, omni_float_remainder(as_real(x), as_real(y), where));
    }
    return mk_int_region(dest, omni_int_remainder(x.integer, y.integer, where));
}

Obj *omni_modulo(Region *dest, const Obj *a, const Obj *b, const char *where)
{
    Number x = read_number(a, where);
    Number y = read_number(b, where);
    if (x.is_float || y.is_float) {
        return mk_float_region(dest, omni_float_modulo(as_real(x), as_real(y), where));
    }
    return mk_int_region(dest, omni_int_modulo(x.integer, y.integer, where));
}

Obj *omni_min(Region *dest, const Obj *a, const Obj *b, const char *where)
{
    Number x = read_number(a, where);
    Number y = read_number(b, where);
    if (x.is_float || y.is_float) {
        return mk_float_region(dest, omni_float_min(as_real(x), as_real(y)));
    }
    return mk_int_region(dest, omni_int_min(x.integer, y.integer));
}

Obj *omni_max(Region *dest, const Obj *a, const Obj *b, const char *where)
{
    Number x = read_number(a, where);
    Number y = read_number(b, where);
    if (x.is_float || y.is_float) {
        return mk_float_region(dest, omni_float_max(as_real(x), as_real(y)));
    }
    return mk_int_region(dest, omni_int_max(x.integer, y.integer));
}

Obj *omni_expt(Region *dest, const Obj *base, const Obj *exponent, const char *where)
{
    Number x = read_number(base, where);
    Number y = read_number(exponent, where);
    if (!x.is_float && !y.is_float) {
        if (y.integer >= 0) {
            return mk_int_region(dest, omni_int_expt(x.integer, y.integer, where));
        }
        if (x.integer == 0) {
            omni__panic_zero_division("/", 1, where);
        }
    }
    return mk_float_region(dest, pow(as_real(x), as_real(y)));
}

/* --- one operand --------------------------------------------------------------------------------------------------------- */

Obj *omni_neg(Region *dest, const Obj *a, const char *where)
{
    Number x = read_number(a, where);
    return x.is_float ? mk_float_region(dest, -x.real) : mk_int_region(dest, omni_int_neg(x.integer, where));
}

Obj *omni_abs(Region *dest, const Obj *a, const char *where)
{
    Number x = read_number(a, where);
    return x.is_float ? mk_float_region(dest, fabs(x.real)) : mk_int_region(dest, omni_int_abs(x.integer, where));
}

/* Is a = root^2 for an integer root? The Float root is off by one at most. */
static bool find_exact_root(int64_t a, int64_t *root)
{
    uint64_t square = (uint64_t)a;
    uint64_t candidate = (uint64_t)sqrt((double)a);
    if (candidate * candidate > square) {
        candidate--;
    } else if ((candidate + 1) * (candidate + 1) <= square) {
        candidate++;
    }
    *root = (int64_t)candidate;
    return candidate * candidate == square;
}

Obj *omni_sqrt(Region *dest, const Obj *a, const char *where)
{
    Number x = read_number(a, where);
    int64_t root;
    if (!x.is_float && x.integer >= 0 && find_exact_root(x.integer, &root)) {
        return mk_int_region(dest, root);
    }
    return mk_float_region(dest, sqrt(as_real(x)));
}

Obj *omni_floor(Region *dest, const Obj *a, const char *where)
{
    Number x = read_number(a, where);
    return x.is_float ? mk_float_region(dest, floor(x.real)) : mk_int_region(dest, x.integer);
}

Obj *omni_ceiling(Region *dest, const Obj *a, const char *where)
{
    Number x = read_number(a, where);
    return x.is_float ? mk_float_region(dest, ceil(x.real)) : mk_int_region(dest, x.integer);
}

Obj *omni_round(Region *dest, const Obj *a, const char *where)
{
    Number x = read_number(a, where);
    return x.is_float ? mk_float_region(dest, omni_float_round(x.real)) : mk_int_region(dest, x.integer);
}

Obj *omni_truncate(Region *dest, const Obj *a, const char *where)
{
    Number x = read_number(a, where);
    return x.is_float ? mk_float_region(dest, trunc(x.real)) : mk_int_region(dest, x.integer);
}

int64_t omni_exact(const Obj *a, const char *where)
{
    Number x = read_number(a, where);
    return x.is_float ? omni_float_to_int(x.real, where) : x.integer;
}

double omni_inexact(const Obj *a, const char *where)
{
    return as_real(read_number(a, where));
}

/* --- comparison ----------------------------------------------------------------------------------------------------------- */

int omni__compare_slow(const Obj *a, const Obj *b, const char *where)
{
    Number x;
    Number y;
    if (omni_is_float(a) && omni_is_float(b)) {
        double left = omni_float_value(a);
        double right = omni_float_value(b);
        return left < right ? -1 : left > right ? 1 : left == right ? 0 : 2;
    }
    x = read_number(a, where);
    y = read_number(b, where);
    if (y.is_float) {
        return omni__int_float_order(x.integer, y.real);
    }
    if (x.is_float) {
        int reversed = omni__int_float_order(y.integer, x.real);
        return reversed == 2 ? 2 : -reversed;
    }
    return (x.integer > y.integer) - (x.integer < y.integer);
}

bool omni_is_even(const Obj *a, const char *where)
{
    Number x = read_number(a, where);
    return x.is_float ? omni_float_is_even(x.real, where) : omni_int_is_even(x.integer);
}

bool omni_is_odd(const Obj *a, const char *where)
{
    return !omni_is_even(a, where);
}

bool omni_is_zero(const Obj *a, const char *where)
{
    Number x = read_number(a, where);
    return x.is_float ? x.real == 0.0 : x.integer == 0;
}

bool omni_is_positive(const Obj *a, const char *where)
{
    Number x = read_number(a, where);
    return x.is_float ? x.real > 0.0 : x.integer > 0;
}

bool omni_is_negative(const Obj *a, const char *where)
{
    Number x = read_number(a, where);
    return x.is_float ? x.real < 0.0 : x.integer < 0;
}

bool omni_is_integer(const Obj *a)
{
    if (omni_is_float(a)) {
        double value = omni_float_value(a);
        return isfinite(value) && value == trunc(value);
    }
    return omni_is_int(a);
}
