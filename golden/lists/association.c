/* association.omni, translated by omnic */
#include "omni.h"

static Obj *assq(Obj *key, Obj *entries);

OMNI_STATIC_SYMBOL(sym_apple, "apple");
OMNI_STATIC_SYMBOL(sym_pear, "pear");
OMNI_STATIC_SYMBOL(sym_plum, "plum");

OMNI_STATIC_STRING(text_space, " ", 1);

static const Pair list_in_price_of[4] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(list_in_price_of[2]),
                                        OMNI_REF(list_in_price_of[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(list_in_price_of[3]), OMNI_NIL},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_apple), OMNI_FIX(30)},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_pear), OMNI_FIX(45)},
};

/* Entries found in a constant table are constants. */
static int64_t price_of(Obj *fruit)
{
    Obj *entry = assq(fruit, OMNI_REF(list_in_price_of[0]));
    if (omni_is_true(entry)) {
        return omni_int_value(omni_cdr(entry, "price-of+2: (cdr entry)"));
    }
    return 0;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    int64_t price_of_result = price_of(OMNI_REF(sym_pear));
    int64_t price_of_result_2 = price_of(OMNI_REF(sym_plum));
    omni_display_int(price_of_result);
    omni_display(OMNI_REF(text_space));
    omni_display_int(price_of_result_2);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* assq
 *   entries  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *assq(Obj *key, Obj *entries)
{
    while (!omni_is_null(entries)) {
        if (key == omni_pair_car(omni_pair_car(entries))) {
            return omni_pair_car(entries);
        }
        entries = omni_pair_cdr(entries);
    }
    return OMNI_FALSE;
}
