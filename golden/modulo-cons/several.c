/* several.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_SYMBOL(sym_end, "end");
OMNI_STATIC_SYMBOL(sym_odd, "odd");

static const Pair list_in_main[3] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_NIL},
};

static const Pair list_in_spell[1] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_end), OMNI_NIL},
};

/* Two pairs for each number, or one: the choice stands inside of the cons. */
/* spell
 *   spell    loop      what a call of itself returns only ends its list: each pair is linked behind
 *                      the last
 *   numbers  borrowed  part of the result; the caller keeps it alive as long as the result
 *   pair     dest      returned, so it is built in the caller's region: no copy
 */
static Obj *spell(Region *dest, Obj *numbers)
{
    Obj *first = OMNI_NOTHING;
    Obj *last = OMNI_NIL;
    for (;;) {
        if (omni_is_null(numbers)) {
            if (omni_is_null(last)) {
                return OMNI_REF(list_in_spell[0]);
            }
            omni_pair_set_cdr(last, OMNI_REF(list_in_spell[0]));
            return first;
        }
        Obj *head = omni_pair_car(numbers);
        if (omni_int_is_odd(omni_int_value(omni_pair_car(numbers)))) {
            Obj *pair = mk_pair_region(dest, OMNI_REF(sym_odd), OMNI_NIL);
            Obj *pair_2 = mk_pair_region(dest, head, pair);
            Obj *tail = omni_pair_cdr(numbers);
            if (omni_is_null(last)) {
                first = pair_2;
            } else {
                omni_pair_set_cdr(last, pair_2);
            }
            numbers = tail;
            last = pair;
        } else {
            Obj *pair_3 = mk_pair_region(dest, head, OMNI_NIL);
            Obj *tail_2 = omni_pair_cdr(numbers);
            if (omni_is_null(last)) {
                first = pair_3;
            } else {
                omni_pair_set_cdr(last, pair_3);
            }
            numbers = tail_2;
            last = pair_3;
        }
    }
}

/* main
 *   spell  spell_region  not reachable from outside; last use: (println (spell '(1 2 3))); not on
 *                        the stack: size unknown: built by spell
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for spell: last used in (println (spell '(1 2 3))) */
    Region *spell_region = region_create();
    omni_display(spell(spell_region, OMNI_REF(list_in_main[0])));
    region_exit(spell_region);  /* last use of spell: (println (spell '(1 2 3))) */
    omni_newline();
    return omni_shutdown(0);
}
