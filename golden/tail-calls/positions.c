/* positions.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_SYMBOL(sym_end, "end");

OMNI_STATIC_STRING(text_space, " ", 1);

/* down_back
 *   n    borrowed    changed here; the caller keeps it
 *   key  key_region  few objects for each call, so the first 512 bytes of their region lie in the C
 *                    frame; not on the stack: size unknown: built by remainder
 *   b    stack       at most 16 bytes and one object for each call
 */
static Obj *down_back(int64_t state, Obj *n)
{
    Obj *n_2 = n;
    for (;;) {
        if (state == 0) {
            OMNI_SCRATCH_STORAGE(512) key_scratch;
            /* for key: used only in this branch */
            Region *key_region = stack_alloc_region(&key_scratch, sizeof key_scratch);
            Obj *key = omni_remainder(key_region, n_2, OMNI_FIX(4), "down-back+1: (remainder n 4)");
            /* becomes part of n, so it is built in the region that holds n */
            Region *n_region = region_of(n);
            if (omni_is_eqv(key, OMNI_FIX(0))) {
                region_exit(key_region);  /* key: not used on this path */
                if (omni_num_lt(OMNI_FIX(0), n_2, "down-back+2: (< 0 n)")) {
                    state = 1;
                    n_2 = omni_sub(n_region, n_2, OMNI_FIX(1), "down-back+2: (- n 1)");
                } else {
                    return OMNI_NOTHING;
                }
            } else if (omni_is_eqv(key, OMNI_FIX(1))) {
                region_exit(key_region);  /* key: not used on this path */
                if (omni_num_eq(n_2, OMNI_FIX(0), "down-back+3: (= n 0)")) {
                    return OMNI_NOTHING;
                }
                state = 1;
                n_2 = omni_sub(n_region, n_2, OMNI_FIX(1), "down-back+3: (- n 1)");
            } else {
                bool same = omni_is_eqv(key, OMNI_FIX(2));
                region_exit(key_region);  /* last use of key: 2 */
                if (same) {
                    state = 1;
                    n_2 = omni_sub(n_region, n_2, OMNI_FIX(1), "down-back+4: (- n 1)");
                } else {
                    Obj *a = n_2;
                    int64_t b = 1;
                    IntBox b_box;  /* at most 16 bytes and one object for each call */
                    state = 1;
                    n_2 = omni_sub(n_region, a, mk_int_stack(&b_box, b), "down-back+5: (- a b)");
                }
            }
        } else if (omni_num_eq(n_2, OMNI_FIX(0), "down-back+8: (= n 0)")) {
            return OMNI_REF(sym_end);
        } else if (omni_is_even(n_2, "down-back+8: (even? n)")) {
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
