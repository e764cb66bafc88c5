/* queue.omni, translated by omnic */
#include "omni.h"

/* A functional queue of two lists, used in a loop: memory for what is in the queue, however long
 * it runs. */
typedef struct Queue Queue;
struct Queue {
    Struct header;
    Obj *front;
    Obj *back;
};

static const OmniField Queue_fields[] = {
    OMNI_FIELD(Queue, front, "front", VALUE),
    OMNI_FIELD(Queue, back, "back", VALUE),
};
static const OmniStructType Queue_type = { "Queue", sizeof(Queue), 2, Queue_fields };

static inline Obj *mk_Queue_heap(Obj *front, Obj *back)
{
    Queue *self = (Queue *)omni_struct_heap(&Queue_type);
    self->front = front;
    self->back = back;
    return &self->header.header;
}

static inline Obj *reuse_as_Queue(Obj *cell, Obj *front, Obj *back)
{
    Queue *self = (Queue *)omni_reuse(cell);
    self->front = front;
    self->back = back;
    return &self->header.header;
}

static inline Obj *Queue_front(const Obj *self)
{
    return ((const Queue *)self)->front;
}

static inline Obj *Queue_back(const Obj *self)
{
    return ((const Queue *)self)->back;
}

/* put
 *   queue  consumed  taken over from the caller, who does not use it afterwards
 *   queue  heap      built for the caller, who frees it
 */
static Obj *put(Obj *queue, int64_t item)
{
    Obj *front = Queue_front(queue);
    Obj *back = Queue_back(queue);
    /* queue is taken apart: its memory is used for (Queue (Queue-front queue) (cons item... */
    return reuse_as_Queue(queue, front, mk_pair_heap(mk_int_heap(item), back));
}

/* turn
 *   items  consumed  taken over from the caller, who does not use it afterwards
 */
static Obj *turn(Obj *items, Obj *result)
{
    while (!omni_is_null(items)) {
        Obj *tail = omni_pair_cdr(items);
        Obj *head = omni_pair_car(items);
        /* items is taken apart: its memory is used for (cons (car items) result) */
        result = reuse_as_pair(items, head, result);
        items = tail;
    }
    return result;
}

/* take
 *   queue  consumed  taken over from the caller, who does not use it afterwards
 *   queue  heap      built for the caller, who frees it
 */
static Obj *take(Obj *queue)
{
    Obj *front = Queue_front(queue);
    if (omni_is_null(front)) {
        Obj *back = Queue_back(queue);
        /* queue is taken apart: its memory is used for (Queue (cdr (turn (Queue-back queue) ... */
        Obj *turn_result = turn(back, OMNI_NIL);
        Obj *tail = omni_cdr(turn_result, "take+2: (cdr (turn (Queue-back queue) '()))");
        Obj *head = omni_pair_car(turn_result);
        free_obj(turn_result);  /* turn is taken apart; what lives on: tail */
        free_tree(head);  /* last use of head: (cdr (turn (Queue-back queue) '())) */
        return reuse_as_Queue(queue, tail, OMNI_NIL);
    }
    Obj *tail_2 = omni_cdr(front, "take+3: (cdr (Queue-front queue))");
    Obj *back_2 = Queue_back(queue);
    /* queue is taken apart: its memory is used for (Queue (cdr (Queue-front queue)) (Que... */
    Obj *head_2 = omni_pair_car(front);
    /* (Queue-front queue) is taken apart; what lives on: (cdr (Queue-front queue)) */
    free_obj(front);
    free_tree(head_2);  /* last use of (car (Queue-front queue)): (Queue-back queue) */
    return reuse_as_Queue(queue, tail_2, back_2);
}

/* run
 *   queue  consumed  taken over from the caller, who does not use it afterwards
 */
static Obj *run(Obj *queue, int64_t i, int64_t sum)
{
    (void)sum;
    while (i != 0) {
        queue = take(put(queue, i));
        i = omni_int_sub(i, 1, "run+1: (- i 1)");
    }
    return queue;
}

/* main
 *   run  heap  given up in (put queue i) while the new one is built, so each object is freed on its
 *              own; nothing ever holds it twice: no counts
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Obj *list = mk_pair_heap(OMNI_FIX(8), mk_pair_heap(OMNI_FIX(9), OMNI_NIL));
    Obj *run_result = run(mk_Queue_heap(mk_pair_heap(OMNI_FIX(7), list), OMNI_NIL), 100, 0);
    omni_display(Queue_front(run_result));
    free_tree(run_result);  /* last use of run: (println (Queue-front (run (Queue (li... */
    omni_newline();
    return omni_shutdown(0);
}
