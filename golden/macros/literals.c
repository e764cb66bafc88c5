/* literals.omni, translated by omnic */
#include "omni.h"

static Obj *assv(int64_t key, Obj *entries);

OMNI_STATIC_SYMBOL(sym_big, "big");
OMNI_STATIC_SYMBOL(sym_one, "one");
OMNI_STATIC_SYMBOL(sym_other, "other");
OMNI_STATIC_SYMBOL(sym_two, "two");
OMNI_STATIC_SYMBOL(sym_wrong, "wrong");

static const Pair list_in_name[4] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(list_in_name[2]), OMNI_REF(list_in_name[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(list_in_name[3]), OMNI_NIL},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(sym_one)},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(sym_two)},
};

static Obj *name(int64_t n)
{
    Obj *found = assv(n, OMNI_REF(list_in_name[0]));
    if (omni_is_true(found)) {
        return omni_cdr(found, "name+1: (my-cond ((assv n '((1 . one) (2 . tw...");
    } else if (n > 100) {
        return OMNI_REF(sym_big);
    }
    return OMNI_REF(sym_other);
}

/* main
 *   list  stack  at most 72 bytes and one object for each call
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Pair list_pair;  /* at most 72 bytes and one object for each call */
    Pair list_pair_2;  /* at most 72 bytes and one object for each call */
    Pair list_pair_3;  /* at most 72 bytes and one object for each call */
    Obj *name_result = name(1);
    Obj *name_result_2 = name(200);
    Obj *list = mk_pair_stack(&list_pair_2, name_result_2,
                              mk_pair_stack(&list_pair, name(3), OMNI_NIL));
    omni_display(mk_pair_stack(&list_pair_3, name_result, list));
    omni_newline();
    bool else_ = false;
    omni_display(else_ ? OMNI_REF(sym_wrong) : OMNI_FALSE);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* assv
 *   entries  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *assv(int64_t key, Obj *entries)
{
    while (!omni_is_null(entries)) {
        if (key == omni_int_value(omni_pair_car(omni_pair_car(entries)))) {
            return omni_pair_car(entries);
        }
        entries = omni_pair_cdr(entries);
    }
    return OMNI_FALSE;
}
