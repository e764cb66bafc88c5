/* cond_arrow.omni, translated by omnic */
#include "omni.h"

static Obj *price_text_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *assq(Obj *key, Obj *entries);

OMNI_STATIC_SYMBOL(sym_apple, "apple");
OMNI_STATIC_SYMBOL(sym_pear, "pear");
OMNI_STATIC_SYMBOL(sym_plum, "plum");

OMNI_STATIC_STRING(text_space, " ", 1);
OMNI_STATIC_STRING(text_unknown, "unknown", 7);

static const Pair list_in_price_text[4] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(list_in_price_text[2]),
                                        OMNI_REF(list_in_price_text[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(list_in_price_text[3]), OMNI_NIL},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_apple), OMNI_FIX(30)},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_pear), OMNI_FIX(45)},
};

OMNI_STATIC_CLOSURE(price_text_lambda_closure, price_text_lambda_entry, 1, 1);

/* price_text_lambda
 *   entry   borrowed  only read here; the caller keeps it
 *   string  dest      returned, so it is built in the caller's region: no copy
 *   tail    stack     at most 16 bytes and one object for each call
 */
static Obj *price_text_lambda(Region *dest, Obj *entry)
{
    IntBox tail_box;  /* at most 16 bytes and one object for each call */
    Obj *tail = mk_int_stack(&tail_box,
                             omni_int_value(omni_cdr(entry, "price-text-lambda+0: (cdr entry)")));
    return omni_number_to_string(dest, tail, "price-text-lambda+0: (number->string (cdr entry))");
}

static Obj *price_text_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return price_text_lambda(dest, args[0]);
}

/* price_text
 *   function_result  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *price_text(Region *dest, Obj *fruit)
{
    Obj *found = assq(fruit, OMNI_REF(list_in_price_text[0]));
    if (omni_is_true(found)) {
        return omni_call(OMNI_REF(price_text_lambda_closure), dest, 1, (Obj *[]){ found },
                         "price-text+2: ((assq fruit '((apple . 30) (pear . 4...");
    }
    return OMNI_REF(text_unknown);
}

/* main
 *   price_text  price_text_region    not reachable from outside; last use: (println (price-text
 *                                    'apple) " " (pri...; not on the stack: size unknown: built by
 *                                    price-text
 *   price_text  price_text_region_2  not reachable from outside; last use: (println (price-text
 *                                    'apple) " " (pri...; not on the stack: size unknown: built by
 *                                    price-text
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for price-text: last used in (println (price-text 'apple) " " (pri... */
    Region *price_text_region = region_create();
    Obj *price_text_result = price_text(price_text_region, OMNI_REF(sym_apple));
    /* for price-text: last used in (println (price-text 'apple) " " (pri... */
    Region *price_text_region_2 = region_create();
    Obj *price_text_result_2 = price_text(price_text_region_2, OMNI_REF(sym_plum));
    omni_display(price_text_result);
    /* last use of price-text: (println (price-text 'apple) " " (pri... */
    region_exit(price_text_region);
    omni_display(OMNI_REF(text_space));
    omni_display(price_text_result_2);
    /* last use of price-text: (println (price-text 'apple) " " (pri... */
    region_exit(price_text_region_2);
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
