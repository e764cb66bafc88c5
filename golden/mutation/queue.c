/* queue.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_SYMBOL(sym_a, "a");
OMNI_STATIC_SYMBOL(sym_b, "b");

/* A queue: (front . last pair). It grows in place. */
/* make_queue
 *   pair  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *make_queue(Region *dest)
{
    return mk_pair_region(dest, OMNI_NIL, OMNI_NIL);
}

/* enqueue
 *   queue  borrowed      changed here; the caller keeps it
 *   new    queue_region  becomes part of queue, so it is built in the region that holds queue
 */
static inline void enqueue(Obj *queue, Obj *x)
{
    Obj *new_ = mk_pair_region(region_of(queue), x, OMNI_NIL);
    if (omni_is_null(omni_pair_car(queue))) {
        omni_set_car(queue, new_, "enqueue!+3: (set-car! queue new)");
    } else {
        omni_set_cdr(omni_pair_cdr(queue), new_, "enqueue!+4: (set-cdr! (cdr queue) new)");
    }
    omni_set_cdr(queue, new_, "enqueue!+5: (set-cdr! queue new)");
}

/* main
 *   queue  queue_region  not reachable from outside; last use: (println (car queue)); not on the
 *                        stack: size unknown: built by make-queue
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Region *queue_region = region_create();  /* for queue: last used in (println (car queue)) */
    Obj *queue = make_queue(queue_region);
    enqueue(queue, OMNI_REF(sym_a));
    enqueue(queue, OMNI_REF(sym_b));
    omni_display(omni_pair_car(queue));
    region_exit(queue_region);  /* last use of queue: (println (car queue)) */
    omni_newline();
    return omni_shutdown(0);
}
