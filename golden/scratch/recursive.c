/* recursive.omni, translated by omnic */
#include "omni.h"

/* A function that calls itself gets no buffer in its frame: each level would have one. */
/* widths
 *   text  text_region  used only in this branch, last in (string-length text); not on the stack:
 *                      size unknown: built by number->string
 *   n     stack        at most 16 bytes and one object for each call
 */
static inline int64_t widths(int64_t n)
{
    OMNI_STACK_CHECK("widths");
    if (n == 0) {
        return 0;
    }
    IntBox n_box;  /* at most 16 bytes and one object for each call */
    Obj *n_2 = mk_int_stack(&n_box, n);
    Region *text_region = region_create();  /* for text: used only in this branch */
    Obj *text = omni_number_to_string(text_region, n_2, "widths+3: (number->string n)");
    int64_t length = omni_string_length(text, "widths+5: (string-length text)");
    region_exit(text_region);  /* last use of text: (string-length text), moved in front of rest */
    int64_t rest = widths(omni_int_sub(n, 1, "widths+4: (- n 1)"));
    return omni_int_add(rest, length, "widths+5: (+ rest (string-length text))");
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(widths(12));
    omni_newline();
    return omni_shutdown(0);
}
