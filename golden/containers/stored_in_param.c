/* stored_in_param.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_ada, "ada", 3);
OMNI_STATIC_STRING(text_alan, "alan", 4);
OMNI_STATIC_STRING(text_dr, "dr. ", 4);
OMNI_STATIC_STRING(text_turing, "turing", 6);

/* What is stored into a vector is built in the region that holds the vector. */
/* rename_
 *   people  borrowed       changed here; the caller keeps it
 *   name    borrowed       only read here; the caller keeps it
 *   text    people_region  becomes part of people, so it is built in the region that holds people
 */
static inline void rename_(Obj *people, int64_t index, Obj *name)
{
    Obj *text = omni_string_append(region_of(people), OMNI_REF(text_dr), name,
                                   "rename!+1: (string-append \"dr. \" name)");
    omni_vector_set(people, index, text, "rename!+1: (vector-set! people index (string-app...");
}

/* main
 *   people  people_region  few objects for each call, so the first 512 bytes of their region lie in
 *                          the C frame; not on the stack: what it holds lies in a buffer of its
 *                          own, which can grow
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    OMNI_SCRATCH_STORAGE(512) people_scratch;
    /* for people: last used in (println people) */
    Region *people_region = stack_alloc_region(&people_scratch, sizeof people_scratch);
    Obj *people = mk_vector_region(people_region, 2,
                                   (Obj *[]){ OMNI_REF(text_ada), OMNI_REF(text_alan) });
    rename_(people, 1, OMNI_REF(text_turing));
    omni_display(people);
    region_exit(people_region);  /* last use of people: (println people) */
    omni_newline();
    return omni_shutdown(0);
}
