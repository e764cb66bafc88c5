/* not_warned.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_turn, "turn ", 5);

/* This loop has no end either, but what an iteration makes is gone before the next: no warning. */
/* text_of
 *   text    dest           returned, so it is built in the caller's region: no copy
 *   string  string_region  few objects for each call, so the first 512 bytes of their region lie in
 *                          the C frame; not on the stack: size unknown: built by number->string
 *   n       stack          at most 16 bytes and one object for each call
 */
static Obj *text_of(Region *dest, int64_t n)
{
    IntBox n_box;  /* at most 16 bytes and one object for each call */
    Obj *n_2 = mk_int_stack(&n_box, n);
    OMNI_SCRATCH_STORAGE(512) string_scratch;
    /* for string: last used in (string-append "turn " (number->strin... */
    Region *string_region = stack_alloc_region(&string_scratch, sizeof string_scratch);
    Obj *string = omni_number_to_string(string_region, n_2, "text-of+1: (number->string n)");
    Obj *text = omni_string_append(dest, OMNI_REF(text_turn), string,
                                   "text-of+1: (string-append \"turn \" (number->strin...");
    region_exit(string_region);  /* last use of string: (string-append "turn " (number->strin... */
    return text;
}

/* serve
 *   text_of  text_of_region  used only within one iteration, last in (println (text-of n)); not on
 *                            the stack: size unknown: built by text-of
 */
static void serve(void)
{
    /* for text-of: emptied in each iteration, so that it is made only once */
    Region *text_of_region = region_create();
    int64_t n = 0;
    for (;;) {
        if (n == 3) {
            omni_exit_with(OMNI_FIX(0));
        }
        /* text-of: what the last iteration made is not used any more */
        region_reset(text_of_region);
        omni_display(text_of(text_of_region, n));
        omni_newline();
        n = omni_int_add(n, 1, "serve+4: (+ n 1)");
    }
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    serve();
    return omni_shutdown(0);
}
