/* contracts.omni, translated by omnic */
#include "omni.h"

extern bool bus_send(Obj *message, int64_t retries);
extern void log_keep(Obj *line);
extern void frame_queue(Obj *frame);
extern Obj *read_name(Region *dest, int64_t id);

OMNI_STATIC_SYMBOL(sym_hello, "hello");
OMNI_STATIC_SYMBOL(sym_seen, "seen");

/* announce
 *   list       stack             at most 48 bytes and one object for each call
 *   id         stack             at most 16 bytes and one object for each call
 *   read_name  read_name_region  used only in this branch, last in (string-length (read-name id));
 *                                not on the stack: size unknown: built by read-name
 */
static int64_t announce(int64_t id)
{
    IntBox id_box;  /* at most 16 bytes and one object for each call */
    Pair list_pair;  /* at most 48 bytes and one object for each call */
    Pair list_pair_2;  /* at most 48 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair, mk_int_stack(&id_box, id), OMNI_NIL);
    if (bus_send(mk_pair_stack(&list_pair_2, OMNI_REF(sym_hello), list), 3)) {
        Region *read_name_region = region_create();  /* for read-name: used only in this branch */
        Obj *read_name_result = read_name(read_name_region, id);
        int64_t length = omni_string_length(read_name_result,
                                            "announce+2: (string-length (read-name id))");
        region_exit(read_name_region);  /* last use of read-name: (string-length (read-name id)) */
        return length;
    }
    return 0;
}

/* remember
 *   list  global  log-keep keeps it: declared stores
 *   id    global  log-keep keeps it: declared stores
 */
static void remember(int64_t id)
{
    Obj *list = mk_pair_region(omni_global, mk_int_region(omni_global, id), OMNI_NIL);
    log_keep(mk_pair_region(omni_global, OMNI_REF(sym_seen), list));
}

/* transmit
 *   list  stack  at most 48 bytes and one object for each call
 *   id    stack  at most 32 bytes and one object for each call
 */
static void transmit(int64_t id)
{
    IntBox id_box;  /* at most 32 bytes and one object for each call */
    IntBox id_box_2;  /* at most 32 bytes and one object for each call */
    Pair list_pair;  /* at most 48 bytes and one object for each call */
    Pair list_pair_2;  /* at most 48 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair, mk_int_stack(&id_box, id), OMNI_NIL);
    frame_queue(omni_own(mk_pair_stack(&list_pair_2, mk_int_stack(&id_box_2, id), list)));
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    remember(announce(3));
    transmit(4);
    return omni_shutdown(0);
}
