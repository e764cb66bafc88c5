/* types.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_FLOAT(float_1_5, 1.5);

OMNI_STATIC_SYMBOL(sym_done, "done");
OMNI_STATIC_SYMBOL(sym_red, "red");

OMNI_STATIC_STRING(text_a_colour, "a colour", 8);
OMNI_STATIC_STRING(text_a_keyword, "a keyword", 9);
OMNI_STATIC_STRING(text_a_list, "a list", 6);
OMNI_STATIC_STRING(text_four, "four", 4);
OMNI_STATIC_STRING(text_nothing, "nothing", 7);
OMNI_STATIC_STRING(text_something, "something", 9);
OMNI_STATIC_STRING(text_the_list_1_2, "the list (1 2)", 14);
OMNI_STATIC_STRING(text_true, "true", 4);

static const Pair list_in_kind[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_kind[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_NIL},
};

static const Pair list_in_main[1] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_NIL},
};

static const Pair list_in_main_2[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main_2[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_NIL},
};

/* Type tests, symbols, keywords, strings, nothing, quoted data. */
/* kind
 *   x        borrowed  only read here; the caller keeps it
 *   product  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *kind(Region *dest, Obj *x)
{
    if (omni_is_int(x)) {
        int64_t n = omni_int_value(x);
        return mk_int_region(dest, omni_int_mul(n, 2, "kind+2: (* n 2)"));
    } else if (omni_is_string(x)) {
        Obj *s = x;
        return mk_int_region(dest, omni_string_length(s, "kind+3: (string-length s)"));
    } else if (x == OMNI_REF(sym_red)) {
        return OMNI_REF(text_a_colour);
    } else if (x == OMNI_REF(sym_done)) {
        return OMNI_REF(text_a_keyword);
    } else if (omni_is_nothing(x)) {
        return OMNI_REF(text_nothing);
    } else if (omni_is_equal(x, OMNI_REF(list_in_kind[0]))) {
        return OMNI_REF(text_the_list_1_2);
    } else if (omni_is_pair(x)) {
        return OMNI_REF(text_a_list);
    } else if (omni_is_eqv(x, OMNI_TRUE)) {
        return OMNI_REF(text_true);
    }
    return OMNI_REF(text_something);
}

/* main
 *   list  stack        at most 216 bytes and one object for each call
 *   kind  kind_region  at most 16 bytes, built by kind: its region lies in the C frame, and needs
 *                      no chunk; not on the stack: size unknown: built by kind
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Pair list_pair;  /* at most 216 bytes and one object for each call */
    Pair list_pair_2;  /* at most 216 bytes and one object for each call */
    Pair list_pair_3;  /* at most 216 bytes and one object for each call */
    Pair list_pair_4;  /* at most 216 bytes and one object for each call */
    Pair list_pair_5;  /* at most 216 bytes and one object for each call */
    Pair list_pair_6;  /* at most 216 bytes and one object for each call */
    Pair list_pair_7;  /* at most 216 bytes and one object for each call */
    Pair list_pair_8;  /* at most 216 bytes and one object for each call */
    Pair list_pair_9;  /* at most 216 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair_2, OMNI_TRUE,
                              mk_pair_stack(&list_pair, OMNI_REF(float_1_5), OMNI_NIL));
    Obj *list_2 = mk_pair_stack(&list_pair_3, OMNI_REF(list_in_main[0]), list);
    Obj *list_3 = mk_pair_stack(&list_pair_4, OMNI_REF(list_in_main_2[0]), list_2);
    Obj *list_4 = mk_pair_stack(&list_pair_6, OMNI_REF(sym_done),
                                mk_pair_stack(&list_pair_5, OMNI_NOTHING, list_3));
    Obj *list_5 = mk_pair_stack(&list_pair_7, OMNI_REF(sym_red), list_4);
    Obj *list_6 = mk_pair_stack(&list_pair_9, OMNI_FIX(21),
                                mk_pair_stack(&list_pair_8, OMNI_REF(text_four), list_5));
    OMNI_SCRATCH_STORAGE(256) kind_scratch;
    /* for kind: emptied in each iteration, so that it is made only once */
    Region *kind_region = stack_alloc_region(&kind_scratch, sizeof kind_scratch);
    Obj *rest = list_6;
    while (!omni_is_null(rest)) {
        Obj *x = omni_pair_car(rest);
        region_reset(kind_region);  /* kind: what the last iteration made is not used any more */
        omni_display(kind(kind_region, x));
        omni_newline();
        rest = omni_pair_cdr(rest);
    }
    region_exit(kind_region);  /* kind: the loop ends here */
    return omni_shutdown(0);
}
