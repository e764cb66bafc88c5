/* growing_table.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_SYMBOL(sym_one, "one");
OMNI_STATIC_SYMBOL(sym_two, "two");

/* What a top-level variable holds lives until the program ends. */
static Obj *table = OMNI_NOTHING;

/* remember
 *   pair   global  reachable from the top-level variable table: lives until the program ends
 *   value  global  reachable from the top-level variable table: lives until the program ends
 */
static void remember(Obj *key, int64_t value)
{
    Obj *pair = mk_pair_region(omni_global, key, mk_int_region(omni_global, value));
    table = mk_pair_region(omni_global, pair, table);
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    table = OMNI_NIL;

    remember(OMNI_REF(sym_one), 1);
    remember(OMNI_REF(sym_two), 2);
    omni_display(table);
    omni_newline();
    return omni_shutdown(0);
}
