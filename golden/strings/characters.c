/* characters.omni, translated by omnic */
#include "omni.h"

static Obj *reverse(Region *dest, Obj *items);

OMNI_STATIC_STRING(text_stressed, "stressed", 8);

/* A string taken apart and put together again. */
/* reverse_text
 *   text     borrowed        only read here; the caller keeps it
 *   string   dest            returned, so it is built in the caller's region: no copy
 *   reverse  reverse_region  not reachable from outside; last use: (list->string (reverse
 *                            (string->list ...; not on the stack: size unknown: built by reverse
 *   list     list_region     few objects for each call, so the first 512 bytes of their region lie
 *                            in the C frame; not on the stack: size unknown: built by string->list
 */
static Obj *reverse_text(Region *dest, Obj *text)
{
    OMNI_SCRATCH_STORAGE(512) list_scratch;
    /* for list: last used in (reverse (string->list text)) */
    Region *list_region = stack_alloc_region(&list_scratch, sizeof list_scratch);
    Obj *list = omni_string_to_list(list_region, text, "reverse-text+1: (string->list text)");
    /* for reverse: last used in (list->string (reverse (string->list ... */
    Region *reverse_region = region_create();
    Obj *reverse_result = reverse(reverse_region, list);
    region_exit(list_region);  /* last use of list: (reverse (string->list text)) */
    Obj *string = omni_list_to_string(dest, reverse_result,
                                      "reverse-text+1: (list->string (reverse (string->list ...");
    /* last use of reverse: (list->string (reverse (string->list ... */
    region_exit(reverse_region);
    return string;
}

/* main
 *   reverse_text  reverse_text_region  not reachable from outside; last use: (println (reverse-text
 *                                      "stressed")); not on the stack: size unknown: built by
 *                                      reverse-text
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for reverse-text: last used in (println (reverse-text "stressed")) */
    Region *reverse_text_region = region_create();
    omni_display(reverse_text(reverse_text_region, OMNI_REF(text_stressed)));
    /* last use of reverse-text: (println (reverse-text "stressed")) */
    region_exit(reverse_text_region);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* reverse
 *   items  borrowed  only read here; the caller keeps it
 */
static Obj *reverse(Region *dest, Obj *items)
{
    Obj *rest = items;
    Obj *result = OMNI_NIL;
    while (!omni_is_null(rest)) {
        result = mk_pair_region(dest, omni_char(omni_char_value(omni_pair_car(rest))), result);
        rest = omni_pair_cdr(rest);
    }
    return result;
}
