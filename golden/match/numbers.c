/* numbers.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_many, "many: ", 6);
OMNI_STATIC_STRING(text_negative, "negative", 8);
OMNI_STATIC_STRING(text_one, "one", 3);
OMNI_STATIC_STRING(text_zero, "zero", 4);

static const Pair list_in_main[4] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(0), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(7), OMNI_REF(list_in_main[3])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(-3), OMNI_NIL},
};

/* Literals, a name with a guard, and what is left over. */
/* name
 *   text    dest           returned, so it is built in the caller's region: no copy
 *   string  string_region  few objects for each call, so the first 512 bytes of their region lie in
 *                          the C frame; not on the stack: size unknown: built by number->string
 *   k       stack          at most 16 bytes and one object for each call
 */
static Obj *name(Region *dest, int64_t n)
{
    if (n == 0) {
        return OMNI_REF(text_zero);
    } else if (n == 1) {
        return OMNI_REF(text_one);
    }
    int64_t k = n;
    if (k > 1) {
        IntBox k_box;  /* at most 16 bytes and one object for each call */
        Obj *k_2 = mk_int_stack(&k_box, k);
        OMNI_SCRATCH_STORAGE(512) string_scratch;
        /* for string: used only in this branch */
        Region *string_region = stack_alloc_region(&string_scratch, sizeof string_scratch);
        Obj *string = omni_number_to_string(string_region, k_2, "name+4: (number->string k)");
        Obj *text = omni_string_append(dest, OMNI_REF(text_many), string,
                                       "name+4: (string-append \"many: \" (number->stri...");
        /* last use of string: (string-append "many: " (number->stri... */
        region_exit(string_region);
        return text;
    }
    return OMNI_REF(text_negative);
}

/* main
 *   name  name_region  used only within one iteration, last in (println (name n)); not on the
 *                      stack: size unknown: built by name
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for name: emptied in each iteration, so that it is made only once */
    Region *name_region = region_create();
    Obj *rest = OMNI_REF(list_in_main[0]);
    while (!omni_is_null(rest)) {
        int64_t n = omni_int_value(omni_pair_car(rest));
        region_reset(name_region);  /* name: what the last iteration made is not used any more */
        omni_display(name(name_region, n));
        omni_newline();
        rest = omni_pair_cdr(rest);
    }
    region_exit(name_region);  /* name: the loop ends here */
    return omni_shutdown(0);
}
