/* positions.omni, translated by omnic */
#include "omni.h"

static Obj *down_back_int_2(int64_t state, int64_t n);

OMNI_STATIC_SYMBOL(sym_end, "end");

OMNI_STATIC_STRING(text_space, " ", 1);

/* down_back
 *   n  borrowed  changed here; the caller keeps it
 */
static Obj *down_back(int64_t state, Obj *n)
{
    if (omni_is_int(n)) {
        return down_back_int_2(state, omni_int_value(n));
    }
    Obj *n_2 = n;
    for (;;) {
        if (state == 0) {
            double n_3 = omni_inexact(n_2, "down-back+1: (remainder n 4)");
            omni_float_remainder(n_3, 4.0, "down-back+1: (remainder n 4)");
            double a = omni_float_value(n_2);
            int64_t b = 1;
            state = 1;
            n_2 = mk_float_region(region_of(n), a - (double)b);
        } else if (omni_inexact(n_2, "down-back+8: (= n 0)") == 0.0) {
            return OMNI_REF(sym_end);
        } else if (omni_int_is_even(omni_as_int(n_2, "down-back+8: (even? n)"))) {
            state = 0;
        } else {
            int64_t next_state = 0;
            Obj *next_n = OMNI_NOTHING;
            int64_t i = 0;
            while (i < 1) {
                i = i + 1;
            }
            next_state = 0;
            next_n = n_2;
            state = next_state;
            n_2 = next_n;
        }
    }
}

/* down_back_int
 *   down_back_int  version  specialised for Int: called 2 times with Int only
 */
static Obj *down_back_int(int64_t state, int64_t n)
{
    for (;;) {
        if (state == 0) {
            int64_t key = n % 4;
            if (key == 0) {
                if (0 < n) {
                    state = 1;
                    n = n - 1;
                } else {
                    return OMNI_NOTHING;
                }
            } else if (key == 1) {
                if (n == 0) {
                    return OMNI_NOTHING;
                }
                state = 1;
                n = omni_int_sub(n, 1, "down-back+3: (- n 1)");
            } else if (key == 2) {
                state = 1;
                n = omni_int_sub(n, 1, "down-back+4: (- n 1)");
            } else {
                int64_t a = n;
                int64_t b = 1;
                state = 1;
                n = omni_int_sub(a, b, "down-back+5: (- a b)");
            }
        } else if (n == 0) {
            return OMNI_REF(sym_end);
        } else if (omni_int_is_even(n)) {
            state = 0;
        } else {
            int64_t next_state = 0;
            int64_t next_n = 0;
            int64_t i = 0;
            while (i < 1) {
                i = i + 1;
            }
            next_state = 0;
            next_n = n;
            state = next_state;
            n = next_n;
        }
    }
}

/* down_back_int_2
 *   down_back_int  version  specialised for Int: called once, with Int
 */
static Obj *down_back_int_2(int64_t state, int64_t n)
{
    for (;;) {
        if (state == 0) {
            int64_t key = n % 4;
            if (key == 0) {
                if (0 < n) {
                    state = 1;
                    n = n - 1;
                } else {
                    return OMNI_NOTHING;
                }
            } else if (key == 1) {
                if (n == 0) {
                    return OMNI_NOTHING;
                }
                state = 1;
                n = omni_int_sub(n, 1, "down-back+3: (- n 1)");
            } else if (key == 2) {
                state = 1;
                n = omni_int_sub(n, 1, "down-back+4: (- n 1)");
            } else {
                int64_t a = n;
                int64_t b = 1;
                state = 1;
                n = omni_int_sub(a, b, "down-back+5: (- a b)");
            }
        } else if (n == 0) {
            return OMNI_REF(sym_end);
        } else if (omni_int_is_even(n)) {
            state = 0;
        } else {
            int64_t next_state = 0;
            int64_t next_n = 0;
            int64_t i = 0;
            while (i < 1) {
                i = i + 1;
            }
            next_state = 0;
            next_n = n;
            state = next_state;
            n = next_n;
        }
    }
}

/* down
 *   n  borrowed  changed here; the caller keeps it
 */
Obj *down(Obj *n)
{
    return down_back(0, n);
}

/* back
 *   n  borrowed  changed here; the caller keeps it
 */
Obj *back(Obj *n)
{
    return down_back(1, n);
}

/* back_int
 *   back_int  version  specialised for Int: called once, with Int
 */
static Obj *back_int(int64_t n)
{
    return down_back_int(1, n);
}

/* down_int
 *   down_int  version  specialised for Int: called 2 times with Int only
 */
static Obj *down_int(int64_t n)
{
    return down_back_int(0, n);
}

void positions_init(void)
{
    omni_init(0, NULL);

    Obj *down = down_int(1000000);
    Obj *back = back_int(1000000);
    Obj *down_2 = down_int(1000003);
    omni_display(down);
    omni_display(OMNI_REF(text_space));
    omni_display(back);
    omni_display(OMNI_REF(text_space));
    omni_display(down_2);
    omni_newline();
}

int positions_shutdown(void)
{
    return omni_shutdown(0);
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    positions_init();
    (void)positions_shutdown();
    return omni_shutdown(0);
}
