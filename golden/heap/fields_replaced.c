/* fields_replaced.omni, translated by omnic */
#include "omni.h"

/* A record that lives long, with fields that are set again and again: each field owns what it
 * holds. The queue needs no counts, and
 * `reverse` works in place; what `remember!` reads may be set while it is in use, so it is
 * counted; `clear!` gives up all. */
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
static const OmniStructType Queue_type = { "<queue>", sizeof(Queue), 2, Queue_fields };

static inline Obj *mk_Queue_heap(Obj *front, Obj *back)
{
    Queue *self = (Queue *)omni_struct_heap(&Queue_type);
    self->front = front;
    self->back = back;
    return &self->header.header;
}

static inline Obj *Queue_front(const Obj *self)
{
    return ((const Queue *)self)->front;
}

static inline void Queue_set_front(Obj *self, Obj *front)
{
    ((Queue *)self)->front = front;
}

static inline Obj *Queue_replace_front(Obj *self, Obj *front)
{
    Obj *old = ((Queue *)self)->front;
    ((Queue *)self)->front = front;
    return old;
}

static inline void Queue_set_back(Obj *self, Obj *back)
{
    ((Queue *)self)->back = back;
}

static inline Obj *Queue_replace_back(Obj *self, Obj *back)
{
    Obj *old = ((Queue *)self)->back;
    ((Queue *)self)->back = back;
    return old;
}

typedef struct Device Device;
struct Device {
    Struct header;
    Obj *name;
    Obj *readings;
    int64_t worst;
};

static const OmniField Device_fields[] = {
    OMNI_FIELD(Device, name, "name", VALUE),
    OMNI_FIELD(Device, readings, "readings", VALUE),
    OMNI_FIELD(Device, worst, "worst", INT),
};
static const OmniStructType Device_type = { "<device>", sizeof(Device), 3, Device_fields };

static inline Obj *mk_Device_heap(Obj *name, Obj *readings, int64_t worst)
{
    Device *self = (Device *)omni_struct_heap(&Device_type);
    self->name = name;
    self->readings = readings;
    self->worst = worst;
    return &self->header.header;
}

static inline Obj *Device_name(const Obj *self)
{
    return ((const Device *)self)->name;
}

static inline Obj *Device_replace_name(Obj *self, Obj *name)
{
    Obj *old = ((Device *)self)->name;
    ((Device *)self)->name = name;
    return old;
}

static inline Obj *Device_readings(const Obj *self)
{
    return ((const Device *)self)->readings;
}

static inline void Device_set_readings(Obj *self, Obj *readings)
{
    ((Device *)self)->readings = readings;
}

static inline Obj *Device_replace_readings(Obj *self, Obj *readings)
{
    Obj *old = ((Device *)self)->readings;
    ((Device *)self)->readings = readings;
    return old;
}

static inline int64_t Device_worst(const Obj *self)
{
    return ((const Device *)self)->worst;
}

static inline void Device_set_worst(Obj *self, int64_t worst)
{
    ((Device *)self)->worst = worst;
}

static Obj *reverse(Obj *items);

OMNI_STATIC_STRING(text_new, "new", 3);
OMNI_STATIC_STRING(text_reading, "reading ", 8);

static Obj *device = OMNI_NOTHING;

/* enqueue
 *   queue  borrowed  changed here; the caller keeps it
 *   pair   heap      built for the caller, who frees it
 */
static inline void enqueue(Obj *queue, int64_t x)
{
    /* taken out of (queue-back queue): nobody reads it before (set-queue-back! queue (cons x
     * (queue... */
    Obj *pair = mk_pair_heap(mk_int_heap(x), Queue_replace_back(queue, OMNI_NOTHING));
    Queue_set_back(queue, pair);
}

/* dequeue
 *   queue    borrowed  changed here; the caller keeps it
 *   reverse  heap      built for the caller, who frees it
 */
static inline int64_t dequeue(Obj *queue)
{
    if (omni_is_null(Queue_front(queue))) {
        /* taken out of (queue-back queue): nobody reads it before (set-queue-back! queue '()) */
        Obj *old_front = Queue_replace_front(queue,
                                             reverse(Queue_replace_back(queue, OMNI_NOTHING)));
        /* (set-queue-front! queue (reverse (que... replaces what (queue-front queue) held */
        free_tree(old_front);
        Queue_set_back(queue, OMNI_NIL);
    }
    Obj *x_2 = omni_car(Queue_front(queue), "dequeue!+4: (car (queue-front queue))");
    int64_t x = omni_int_value(x_2);
    /* taken out of (queue-front queue): nobody reads it before (set-queue-front! queue (cdr
     * (queue-f... */
    Obj *front = Queue_replace_front(queue, OMNI_NOTHING);
    Obj *tail = omni_cdr(front, "dequeue!+5: (cdr (queue-front queue))");
    Obj *head = omni_pair_car(front);
    free_obj(front);  /* front is taken apart; what lives on: tail */
    free_tree(head);  /* last use of head: (cdr (queue-front queue)) */
    Queue_set_front(queue, tail);
    return x;
}

/* through_a_queue
 *   queue  heap  given up when (enqueue! queue i) replaces it, so each object is freed on its own;
 *                nothing ever holds it twice: no counts
 */
static int64_t through_a_queue(int64_t n)
{
    Obj *queue = mk_Queue_heap(OMNI_NIL, OMNI_NIL);
    int64_t i = 0;
    int64_t sum = 0;
    while (i != n) {
        enqueue(queue, i);
        enqueue(queue, omni_int_mul(i, i, "through-a-queue+7: (* i i)"));
        int64_t sum_2 = omni_int_add(i, 1, "through-a-queue+8: (+ i 1)");
        int64_t dequeue_result = dequeue(queue);
        int64_t dequeue_result_2 = dequeue(queue);
        int64_t sum_3 = omni_int_add(sum, dequeue_result,
                                     "through-a-queue+8: (+ sum (dequeue! queue) (dequeue! que...");
        i = sum_2;
        sum = omni_int_add(sum_3, dequeue_result_2,
                           "through-a-queue+8: (+ sum (dequeue! queue) (dequeue! que...");
    }
    free_tree(queue);  /* queue: not used on this path */
    return sum;
}

/* remember
 *   x       heap           given up when (set-device-readings! device (list x)) replaces it, so
 *                          each object is freed on its own; nothing ever holds it twice: no counts
 *   text    heap           given up when (set-device-readings! device (list x)) replaces it, so
 *                          each object is freed on its own; nothing ever holds it twice: no counts
 *   string  string_region  few objects for each call, so the first 512 bytes of their region lie in
 *                          the C frame; not on the stack: size unknown: built by number->string
 *   x       stack          at most 16 bytes and one object for each call
 */
static void remember(int64_t x)
{
    Obj *device_value = device;
    /* taken out of (device-readings device): nobody reads it before (set-device-readings! device
     * (list x)) */
    Obj *before = Device_replace_readings(device_value, OMNI_NOTHING);
    Device_set_readings(device_value, mk_pair_heap(mk_int_heap(x), OMNI_NIL));
    if (omni_is_pair(before)) {
        Obj *head = omni_pair_car(before);
        Obj *tail = omni_pair_cdr(before);
        /* before is taken apart: its memory is used for (list x (car before)) */
        free_tree(tail);  /* last use of (cdr before): (car before) */
        Obj *list = mk_pair_heap(mk_int_heap(x), reuse_as_pair(before, head, OMNI_NIL));
        Obj *old_readings = Device_replace_readings(device_value, list);
        /* (set-device-readings! device (list x ... replaces what (device-readings device) held */
        free_tree(old_readings);
    }
    Device_set_worst(device_value, omni_int_max(x, Device_worst(device_value)));
    IntBox x_box;  /* at most 16 bytes and one object for each call */
    Obj *x_2 = mk_int_stack(&x_box, x);
    OMNI_SCRATCH_STORAGE(512) string_scratch;
    /* for string: last used in (string-append "reading " (number->st... */
    Region *string_region = stack_alloc_region(&string_scratch, sizeof string_scratch);
    Obj *string = omni_number_to_string(string_region, x_2, "remember!+6: (number->string x)");
    Obj *text = omni_string_append(omni_heap, OMNI_REF(text_reading), string,
                                   "remember!+6: (string-append \"reading \" (number->st...");
    region_exit(string_region);  /* last use of string: (string-append "reading " (number->st... */
    Obj *old_name = Device_replace_name(device_value, text);
    /* (set-device-name! device (string-appe... replaces what (device-name device) held */
    free_tree(old_name);
}

/* clear
 *   device  borrowed  changed here; the caller keeps it
 */
static inline void clear(Obj *device_value)
{
    Obj *old_readings = Device_replace_readings(device_value, OMNI_NIL);
    /* (set-device-readings! device '()) replaces what (device-readings device) held */
    free_tree(old_readings);
}

/* main
 *   device  heap  given up when (set-device-readings! device (list x)) replaces it, so each object
 *                 is freed on its own; nothing ever holds it twice: no counts
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    device = mk_Device_heap(OMNI_REF(text_new), OMNI_NIL, 0);

    omni_display_int(through_a_queue(100));
    omni_newline();
    int64_t i = 0;
    while (i != 20) {
        if (i == 10) {
            clear(device);
        }
        int64_t product = omni_int_mul(i, 7, "main: (* i 7)");
        remember(omni_int_modulo(product, 11, "main: (modulo (* i 7) 11)"));
        i = omni_int_add(i, 1, "main: (+ i 1)");
    }
    Obj *readings = Device_readings(device);
    int64_t worst = Device_worst(device);
    omni_display(Device_name(device));
    omni_display(readings);
    omni_display_int(worst);
    omni_newline();
    Obj *old_device = device;
    device = OMNI_NOTHING;
    free_tree(old_device);  /* the program ends: nothing reads device any more */
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* reverse
 *   items  consumed  taken over from the caller, who does not use it afterwards
 */
static Obj *reverse(Obj *items)
{
    Obj *rest = items;
    Obj *result = OMNI_NIL;
    while (!omni_is_null(rest)) {
        Obj *tail = omni_pair_cdr(rest);
        Obj *head = omni_pair_car(rest);
        /* rest is taken apart: its memory is used for (cons (car rest) result) */
        result = reuse_as_pair(rest, head, result);
        rest = tail;
    }
    return result;
}
