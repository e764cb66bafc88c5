/* strings.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_begin, "begin", 5);
OMNI_STATIC_STRING(text_dot, ".", 1);

/* A text that a loop makes longer: one string in the heap, in whose memory each longer one is
 * made. With --no-heap all of them stay until the loop ends. */
/* pad
 *   text    consumed       taken over from the caller, who does not use it afterwards
 *   text    heap           given up in (let loop ((text text) (i 0)) (if (= ... while the new one
 *                          is built, so each object is freed on its own; nothing ever holds it
 *                          twice: no counts
 *   string  string_region  few objects for each call, so the first 512 bytes of their region lie in
 *                          the C frame; not on the stack: size unknown: built by number->string
 *   i       stack          at most 16 bytes and one object for each call
 */
static Obj *pad(Obj *text, int64_t n)
{
    OMNI_SCRATCH_STORAGE(512) string_scratch;
    /* for string: emptied in each iteration, so that it is made only once */
    Region *string_region = stack_alloc_region(&string_scratch, sizeof string_scratch);
    int64_t i = 0;
    while (i != n) {
        IntBox i_box;  /* at most 16 bytes and one object for each call */
        Obj *i_2 = mk_int_stack(&i_box, i);
        /* string: what the last iteration made is not used any more */
        region_reset(string_region);
        /* last use of text: (string-append text "." (number->stri... */
        Obj *string = omni_number_to_string(string_region, i_2, "pad+4: (number->string i)");
        Obj *text_2 = reuse_or_mk_longer_string(text, OMNI_REF(text_dot),
                                                "pad+4: (string-append text \".\" "
                                                "(number->stri...");
        /* last use of text: (string-append text "." (number->stri... */
        text = reuse_or_mk_longer_string(text_2, string,
                                         "pad+4: (string-append text \".\" (number->stri...");
        i = omni_int_add(i, 1, "pad+4: (+ i 1)");
    }
    region_exit(string_region);  /* string: the loop ends here */
    return text;
}

/* main
 *   pad  heap  given up in (let loop ((text text) (i 0)) (if (= ... while the new one is built, so
 *              each object is freed on its own; nothing ever holds it twice: no counts
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Obj *pad_result = pad(OMNI_REF(text_begin), 5);
    omni_display(pad_result);
    free_tree(pad_result);  /* last use of pad: (println (pad "begin" 5)) */
    omni_newline();
    return omni_shutdown(0);
}
