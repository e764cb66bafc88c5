/* exit_in_source.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_after, "after", 5);
OMNI_STATIC_STRING(text_greater, ">", 1);
OMNI_STATIC_STRING(text_less, "<", 1);

/* The region of the source ends behind the last use of text; result escapes, so it is built in
 * the caller's region. */
/* describe
 *   text    text_region    few objects for each call, so the first 512 bytes of their region lie in
 *                          the C frame; not on the stack: size unknown: built by string-append
 *   text    text_region_2  few objects for each call, so the first 512 bytes of their region lie in
 *                          the C frame; not on the stack: size unknown: built by string-append
 *   string  string_region  few objects for each call, so the first 512 bytes of their region lie in
 *                          the C frame; not on the stack: size unknown: built by number->string
 *   n       stack          at most 16 bytes and one object for each call
 *   result  dest           returned, so it is built in the caller's region: no copy
 */
static Obj *describe(Region *dest, int64_t n)
{
    IntBox n_box;  /* at most 16 bytes and one object for each call */
    Obj *n_2 = mk_int_stack(&n_box, n);
    OMNI_SCRATCH_STORAGE(512) string_scratch;
    /* for string: last used in (string-append "<" (number->string n)... */
    Region *string_region = stack_alloc_region(&string_scratch, sizeof string_scratch);
    Obj *string = omni_number_to_string(string_region, n_2, "describe+2: (number->string n)");
    OMNI_SCRATCH_STORAGE(512) text_scratch;
    /* for text: last used in (string-append "<" (number->string n)... */
    Region *text_region = stack_alloc_region(&text_scratch, sizeof text_scratch);
    Obj *text_2 = omni_string_append(text_region, OMNI_REF(text_less), string,
                                     "describe+2: (string-append \"<\" (number->string n)...");
    region_exit(string_region);  /* last use of string: (string-append "<" (number->string n)... */
    OMNI_SCRATCH_STORAGE(512) text_scratch_2;
    /* for text: last used in (println text) */
    Region *text_region_2 = stack_alloc_region(&text_scratch_2, sizeof text_scratch_2);
    Obj *text = omni_string_append(text_region_2, text_2, OMNI_REF(text_greater),
                                   "describe+2: (string-append \"<\" (number->string n)...");
    region_exit(text_region);  /* last use of text: (string-append "<" (number->string n)... */
    Obj *list = mk_pair_region(dest, mk_int_region(dest, n), OMNI_NIL);
    Obj *result = mk_pair_region(dest, mk_int_region(dest, n), list);
    omni_display(text);
    region_exit(text_region_2);  /* last use of text: (println text) */
    omni_newline();
    omni_display(OMNI_REF(text_after));
    omni_newline();
    return result;
}

/* main
 *   describe  describe_region  at most 80 bytes, built by describe: its region lies in the C frame,
 *                              and needs no chunk; not on the stack: size unknown: built by
 *                              describe
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    OMNI_SCRATCH_STORAGE(256) describe_scratch;
    /* for describe: last used in (println (describe 4)) */
    Region *describe_region = stack_alloc_region(&describe_scratch, sizeof describe_scratch);
    omni_display(describe(describe_region, 4));
    region_exit(describe_region);  /* last use of describe: (println (describe 4)) */
    omni_newline();
    return omni_shutdown(0);
}
