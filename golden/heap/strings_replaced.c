/* strings_replaced.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_comma_space, ", ", 2);
OMNI_STATIC_STRING(text_item, "item ", 5);
OMNI_STATIC_STRING(text_nobody, "nobody", 6);

/* A loop that carries a text which it makes anew: the old one is freed in each iteration.
 * Constants are never freed. */
/* last_name
 *   string  string_region  few objects for each call, so the first 512 bytes of their region lie in
 *                          the C frame; not on the stack: size unknown: built by number->string
 *   i       stack          at most 16 bytes and one object for each call
 */
static Obj *last_name(int64_t n)
{
    OMNI_SCRATCH_STORAGE(512) string_scratch;
    /* for string: emptied in each iteration, so that it is made only once */
    Region *string_region = stack_alloc_region(&string_scratch, sizeof string_scratch);
    int64_t i = 0;
    Obj *name = OMNI_REF(text_nobody);
    while (i != n) {
        free_tree(name);  /* name: not used on this path */
        IntBox i_box;  /* at most 16 bytes and one object for each call */
        int64_t sum = omni_int_add(i, 1, "last-name+4: (+ i 1)");
        Obj *i_2 = mk_int_stack(&i_box, i);
        /* string: what the last iteration made is not used any more */
        region_reset(string_region);
        Obj *string = omni_number_to_string(string_region, i_2, "last-name+4: (number->string i)");
        i = sum;
        name = omni_string_append(omni_heap, OMNI_REF(text_item), string,
                                  "last-name+4: (string-append \"item \" (number->strin...");
    }
    region_exit(string_region);  /* string: the loop ends here */
    return name;
}

/* main
 *   last_name  heap  given up in (let loop ((i 0) (name "nobody")) (if... while the new one is
 *                    built, so each object is freed on its own; nothing ever holds it twice: no
 *                    counts
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Obj *last_name_result = last_name(3);
    Obj *last_name_result_2 = last_name(0);
    omni_display(last_name_result);
    /* last use of last-name: (println (last-name 3) ", " (last-nam... */
    free_tree(last_name_result);
    omni_display(OMNI_REF(text_comma_space));
    omni_display(last_name_result_2);
    /* last use of last-name: (println (last-name 3) ", " (last-nam... */
    free_tree(last_name_result_2);
    omni_newline();
    return omni_shutdown(0);
}
