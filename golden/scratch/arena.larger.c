/* arena.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_value, "value ", 6);

/* Two strings of unknown size, made once each: their regions begin in the C frame. */
/* width
 *   text    text_region    few objects for each call, so the first 1024 bytes of their region lie
 *                          in the C frame; not on the stack: size unknown: built by string-append
 *   string  string_region  few objects for each call, so the first 1024 bytes of their region lie
 *                          in the C frame; not on the stack: size unknown: built by number->string
 *   n       stack          at most 16 bytes and one object for each call
 */
static int64_t width(int64_t n)
{
    IntBox n_box;  /* at most 16 bytes and one object for each call */
    Obj *n_2 = mk_int_stack(&n_box, n);
    OMNI_SCRATCH_STORAGE(1024) string_scratch;
    /* for string: last used in (string-append "value " (number->stri... */
    Region *string_region = stack_alloc_region(&string_scratch, sizeof string_scratch);
    Obj *string = omni_number_to_string(string_region, n_2, "width+1: (number->string n)");
    OMNI_SCRATCH_STORAGE(1024) text_scratch;
    /* for text: last used in (string-length text) */
    Region *text_region = stack_alloc_region(&text_scratch, sizeof text_scratch);
    Obj *text = omni_string_append(text_region, OMNI_REF(text_value), string,
                                   "width+1: (string-append \"value \" (number->stri...");
    region_exit(string_region);  /* last use of string: (string-append "value " (number->stri... */
    int64_t length = omni_string_length(text, "width+2: (string-length text)");
    region_exit(text_region);  /* last use of text: (string-length text) */
    return length;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(width(42));
    omni_newline();
    return omni_shutdown(0);
}
