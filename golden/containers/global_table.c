/* global_table.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_ada, "ada", 3);
OMNI_STATIC_STRING(text_alan, "alan", 4);

/* A table that the program keeps: all that goes into it lives until the program ends. */
static Obj *table = OMNI_NOTHING;

/* remember
 *   name    borrowed  reachable from the top-level variable table: lives until the program ends
 *   length  global    reachable from the top-level variable table: lives until the program ends
 *   vector  global    reachable from the top-level variable table: lives until the program ends
 */
static void remember(Obj *name)
{
    Obj *length = mk_int_region(omni_global,
                                omni_string_length(name, "remember!+1: (string-length name)"));
    Obj *vector = mk_vector_region(omni_global, 2, (Obj *[]){ name, length });
    omni_dict_set(table, name, vector, "remember!+1: (dict-set! table name (vector name (s...");
}

/* main
 *   table  global  reachable from the top-level variable table: lives until the program ends
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    table = omni_make_dict(omni_global);

    remember(OMNI_REF(text_ada));
    remember(OMNI_REF(text_alan));
    omni_display(table);
    omni_newline();
    return omni_shutdown(0);
}
