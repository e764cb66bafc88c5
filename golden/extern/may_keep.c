/* may_keep.omni, translated by omnic */
#include "omni.h"

extern Obj *send_message(Obj *value);

OMNI_STATIC_SYMBOL(sym_count, "count");

/* A C function without a contract may keep its argument: the pair lives until the program ends. */
/* announce
 *   message  global  passed to send-message, a C function without a contract, which may keep it
 *   n        global  passed to send-message, a C function without a contract, which may keep it
 */
static void announce(int64_t n)
{
    Obj *message = mk_pair_region(omni_global, OMNI_REF(sym_count), mk_int_region(omni_global, n));
    send_message(message);
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    announce(3);
    return omni_shutdown(0);
}
