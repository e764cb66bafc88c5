/* lists.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_empty, "empty", 5);
OMNI_STATIC_STRING(text_more_from, "more, from ", 11);
OMNI_STATIC_STRING(text_one, "one: ", 5);
OMNI_STATIC_STRING(text_two, "two: ", 5);

static const Pair list_in_main[3] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(5), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(6), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(7), OMNI_NIL},
};

static const Pair list_in_main_2[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main_2[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_NIL},
};

static const Pair list_in_main_3[1] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_NIL},
};

/* Lists by their length; omnic knows that xs is a list, so that the last clause takes all that
 * is left. */
/* describe
 *   xs      borrowed         only read here; the caller keeps it
 *   text    dest             returned, so it is built in the caller's region: no copy
 *   string  string_region    few objects for each call, so the first 512 bytes of their region lie
 *                            in the C frame; not on the stack: size unknown: built by
 *                            number->string
 *   a       stack            at most 16 bytes and one object for each call
 *   string  string_region_2  few objects for each call, so the first 512 bytes of their region lie
 *                            in the C frame; not on the stack: size unknown: built by
 *                            number->string
 *   sum     stack            at most 16 bytes and one object for each call
 *   string  string_region_3  few objects for each call, so the first 512 bytes of their region lie
 *                            in the C frame; not on the stack: size unknown: built by
 *                            number->string
 *   first   stack            at most 16 bytes and one object for each call
 */
static Obj *describe(Region *dest, Obj *xs)
{
    if (omni_is_null(xs)) {
        return OMNI_REF(text_empty);
    } else if (omni_is_null(omni_pair_cdr(xs))) {
        int64_t a = omni_int_value(omni_pair_car(xs));
        IntBox a_box;  /* at most 16 bytes and one object for each call */
        Obj *a_3 = mk_int_stack(&a_box, a);
        OMNI_SCRATCH_STORAGE(512) string_scratch;
        /* for string: used only in this branch */
        Region *string_region = stack_alloc_region(&string_scratch, sizeof string_scratch);
        Obj *string = omni_number_to_string(string_region, a_3, "describe+3: (number->string a)");
        Obj *text = omni_string_append(dest, OMNI_REF(text_one), string,
                                       "describe+3: (string-append \"one: \" (number->strin...");
        /* last use of string: (string-append "one: " (number->strin... */
        region_exit(string_region);
        return text;
    } else if (omni_is_list_of(xs, 2)) {
        int64_t a_2 = omni_int_value(omni_pair_car(xs));
        int64_t b = omni_int_value(omni_pair_car(omni_pair_cdr(xs)));
        IntBox sum_box;  /* at most 16 bytes and one object for each call */
        Obj *sum = mk_int_stack(&sum_box, omni_int_add(a_2, b, "describe+4: (+ a b)"));
        OMNI_SCRATCH_STORAGE(512) string_scratch_2;
        /* for string: used only in this branch */
        Region *string_region_2 = stack_alloc_region(&string_scratch_2, sizeof string_scratch_2);
        Obj *string_2 = omni_number_to_string(string_region_2, sum,
                                              "describe+4: (number->string (+ a b))");
        Obj *text_2 = omni_string_append(dest, OMNI_REF(text_two), string_2,
                                         "describe+4: (string-append \"two: \" (number->strin...");
        /* last use of string: (string-append "two: " (number->strin... */
        region_exit(string_region_2);
        return text_2;
    }
    int64_t first = omni_int_value(omni_pair_car(xs));
    IntBox first_box;  /* at most 16 bytes and one object for each call */
    Obj *first_2 = mk_int_stack(&first_box, first);
    OMNI_SCRATCH_STORAGE(512) string_scratch_3;
    /* for string: used only in this branch */
    Region *string_region_3 = stack_alloc_region(&string_scratch_3, sizeof string_scratch_3);
    Obj *string_3 = omni_number_to_string(string_region_3, first_2,
                                          "describe+5: (number->string first)");
    Obj *text_3 = omni_string_append(dest, OMNI_REF(text_more_from), string_3,
                                     "describe+5: (string-append \"more, from \" (number-...");
    /* last use of string: (string-append "more, from " (number-... */
    region_exit(string_region_3);
    return text_3;
}

/* main
 *   list      stack            at most 96 bytes and one object for each call
 *   describe  describe_region  used only within one iteration, last in (println (describe xs)); not
 *                              on the stack: size unknown: built by describe
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Pair list_pair;  /* at most 96 bytes and one object for each call */
    Pair list_pair_2;  /* at most 96 bytes and one object for each call */
    Pair list_pair_3;  /* at most 96 bytes and one object for each call */
    Pair list_pair_4;  /* at most 96 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair, OMNI_REF(list_in_main[0]), OMNI_NIL);
    Obj *list_2 = mk_pair_stack(&list_pair_2, OMNI_REF(list_in_main_2[0]), list);
    Obj *list_3 = mk_pair_stack(&list_pair_3, OMNI_REF(list_in_main_3[0]), list_2);
    Obj *list_4 = mk_pair_stack(&list_pair_4, OMNI_NIL, list_3);
    /* for describe: emptied in each iteration, so that it is made only once */
    Region *describe_region = region_create();
    Obj *rest = list_4;
    while (!omni_is_null(rest)) {
        Obj *xs = omni_pair_car(rest);
        /* describe: what the last iteration made is not used any more */
        region_reset(describe_region);
        omni_display(describe(describe_region, xs));
        omni_newline();
        rest = omni_pair_cdr(rest);
    }
    region_exit(describe_region);  /* describe: the loop ends here */
    return omni_shutdown(0);
}
