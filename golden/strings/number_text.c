/* number_text.omni, translated by omnic */
#include "omni.h"

/* padded
 *   digits  digits_region  few objects for each call, so the first 512 bytes of their region lie in
 *                          the C frame; not on the stack: size unknown: built by number->string
 *   n       stack          at most 16 bytes and one object for each call
 *   text    dest           returned, so it is built in the caller's region: no copy
 */
static Obj *padded(Region *dest, int64_t n, int64_t width)
{
    IntBox n_box;  /* at most 16 bytes and one object for each call */
    Obj *n_2 = mk_int_stack(&n_box, n);
    OMNI_SCRATCH_STORAGE(512) digits_scratch;
    /* for digits: last used in (string-append (make-string (- width ... */
    Region *digits_region = stack_alloc_region(&digits_scratch, sizeof digits_scratch);
    Obj *digits = omni_number_to_string(digits_region, n_2, "padded+1: (number->string n)");
    int64_t length = omni_string_length(digits, "padded+2: (string-length digits)");
    int64_t difference = omni_int_sub(width, length, "padded+2: (- width (string-length digits))");
    Obj *string = omni_make_string(digits_region, difference, '0',
                                   "padded+2: (make-string (- width (string-length ...");
    Obj *text = omni_string_append(dest, string, digits,
                                   "padded+2: (string-append (make-string (- width ...");
    region_exit(digits_region);  /* last use of digits: (string-append (make-string (- width ... */
    return text;
}

/* main
 *   padded  padded_region  not reachable from outside; last use: (println (padded 42 6)); not on
 *                          the stack: size unknown: built by padded
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Region *padded_region = region_create();  /* for padded: last used in (println (padded 42 6)) */
    omni_display(padded(padded_region, 42, 6));
    region_exit(padded_region);  /* last use of padded: (println (padded 42 6)) */
    omni_newline();
    return omni_shutdown(0);
}
