/* part_of_result.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_SYMBOL(sym_units, "units");

OMNI_STATIC_STRING(text_greater, ">", 1);
OMNI_STATIC_STRING(text_length, "length", 6);
OMNI_STATIC_STRING(text_less, "<", 1);

/* What becomes part of the result is built where the result is. */
/* labelled
 *   label  borrowed     only read here; the caller keeps it
 *   value  dest         returned, so it is built in the caller's region: no copy
 *   name   dest         part of the result, which is returned: built in the caller's region
 *   text   text_region  few objects for each call, so the first 512 bytes of their region lie in
 *                       the C frame; not on the stack: size unknown: built by string-append
 */
static Obj *labelled(Region *dest, Obj *label, int64_t n)
{
    Obj *value = mk_pair_region(dest, mk_int_region(dest, n), OMNI_REF(sym_units));
    OMNI_SCRATCH_STORAGE(512) text_scratch;
    /* for text: last used in (string-append "<" label ">") */
    Region *text_region = stack_alloc_region(&text_scratch, sizeof text_scratch);
    Obj *text = omni_string_append(text_region, OMNI_REF(text_less), label,
                                   "labelled+2: (string-append \"<\" label \">\")");
    Obj *name = omni_string_append(dest, text, OMNI_REF(text_greater),
                                   "labelled+2: (string-append \"<\" label \">\")");
    region_exit(text_region);  /* last use of text: (string-append "<" label ">") */
    return mk_pair_region(dest, name, value);
}

/* main
 *   labelled  labelled_region  not reachable from outside; last use: (println (labelled "length"
 *                              12)); not on the stack: size unknown: built by labelled
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for labelled: last used in (println (labelled "length" 12)) */
    Region *labelled_region = region_create();
    omni_display(labelled(labelled_region, OMNI_REF(text_length), 12));
    region_exit(labelled_region);  /* last use of labelled: (println (labelled "length" 12)) */
    omni_newline();
    return omni_shutdown(0);
}
