/* may_keep.omni, translated by omnic */
#include "omni.h"

extern Obj *send_message(Obj *value);

OMNI_STATIC_SYMBOL(sym_count, "count");

/* A C function without a contract may keep its argument: the pair lives until the program ends. */
/* announce
 *   message  stack  at most 24 bytes and one object for each call
 *   n        stack  at most 16 bytes and one object for each call
 */
static void announce(int64_t n)
{
    IntBox n_box;  /* at most 16 bytes and one object for each call */
    Pair message_pair;  /* at most 24 bytes and one object for each call */
    Obj *message = mk_pair_stack(&message_pair, OMNI_REF(sym_count), mk_int_stack(&n_box, n));
    send_message(message);
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    announce(3);
    return omni_shutdown(0);
}
