/* join.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_Ada, "Ada", 3);
OMNI_STATIC_STRING(text_Lovelace, "Lovelace", 8);
OMNI_STATIC_STRING(text_bang, "!", 1);
OMNI_STATIC_STRING(text_hello, "hello, ", 7);
OMNI_STATIC_STRING(text_space, " ", 1);

/* Intermediate strings die here, the result goes to the caller. */
/* greeting
 *   first  borrowed       only read here; the caller keeps it
 *   last   borrowed       only read here; the caller keeps it
 *   text   text_region    few objects for each call, so the first 512 bytes of their region lie in
 *                         the C frame; not on the stack: size unknown: built by string-append
 *   name   name_region    few objects for each call, so the first 512 bytes of their region lie in
 *                         the C frame; not on the stack: size unknown: built by string-append
 *   text   dest           returned, so it is built in the caller's region: no copy
 *   text   text_region_2  few objects for each call, so the first 512 bytes of their region lie in
 *                         the C frame; not on the stack: size unknown: built by string-append
 */
static Obj *greeting(Region *dest, Obj *first, Obj *last)
{
    OMNI_SCRATCH_STORAGE(512) text_scratch;
    /* for text: last used in (string-append first " " last) */
    Region *text_region = stack_alloc_region(&text_scratch, sizeof text_scratch);
    Obj *text = omni_string_append(text_region, first, OMNI_REF(text_space),
                                   "greeting+1: (string-append first \" \" last)");
    OMNI_SCRATCH_STORAGE(512) name_scratch;
    /* for name: last used in (string-append "hello, " name "!") */
    Region *name_region = stack_alloc_region(&name_scratch, sizeof name_scratch);
    Obj *name = omni_string_append(name_region, text, last,
                                   "greeting+1: (string-append first \" \" last)");
    region_exit(text_region);  /* last use of text: (string-append first " " last) */
    OMNI_SCRATCH_STORAGE(512) text_scratch_2;
    /* for text: last used in (string-append "hello, " name "!") */
    Region *text_region_2 = stack_alloc_region(&text_scratch_2, sizeof text_scratch_2);
    Obj *text_2 = omni_string_append(text_region_2, OMNI_REF(text_hello), name,
                                     "greeting+2: (string-append \"hello, \" name \"!\")");
    region_exit(name_region);  /* last use of name: (string-append "hello, " name "!") */
    Obj *text_3 = omni_string_append(dest, text_2, OMNI_REF(text_bang),
                                     "greeting+2: (string-append \"hello, \" name \"!\")");
    region_exit(text_region_2);  /* last use of text: (string-append "hello, " name "!") */
    return text_3;
}

/* main
 *   greeting  greeting_region  not reachable from outside; last use: (println (greeting "Ada"
 *                              "Lovelace")); not on the stack: size unknown: built by greeting
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for greeting: last used in (println (greeting "Ada" "Lovelace")) */
    Region *greeting_region = region_create();
    Obj *greeting_result = greeting(greeting_region, OMNI_REF(text_Ada), OMNI_REF(text_Lovelace));
    omni_display(greeting_result);
    region_exit(greeting_region);  /* last use of greeting: (println (greeting "Ada" "Lovelace")) */
    omni_newline();
    return omni_shutdown(0);
}
