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

static inline Obj *mk_Queue_region(Region *region, Obj *front, Obj *back)
{
    Queue *self = (Queue *)omni_struct_region(region, &Queue_type);
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

static inline Obj *Queue_back(const Obj *self)
{
    return ((const Queue *)self)->back;
}

static inline void Queue_set_back(Obj *self, Obj *back)
{
    ((Queue *)self)->back = back;
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

static inline Obj *mk_Device_region(Region *region, Obj *name, Obj *readings, int64_t worst)
{
    Device *self = (Device *)omni_struct_region(region, &Device_type);
    self->name = name;
    self->readings = readings;
    self->worst = worst;
    return &self->header.header;
}

static inline Obj *Device_name(const Obj *self)
{
    return ((const Device *)self)->name;
}

static inline void Device_set_name(Obj *self, Obj *name)
{
    ((Device *)self)->name = name;
}

static inline Obj *Device_readings(const Obj *self)
{
    return ((const Device *)self)->readings;
}

static inline void Device_set_readings(Obj *self, Obj *readings)
{
    ((Device *)self)->readings = readings;
}

static inline int64_t Device_worst(const Obj *self)
{
    return ((const Device *)self)->worst;
}

static inline void Device_set_worst(Obj *self, int64_t worst)
{
    ((Device *)self)->worst = worst;
}

static Obj *reverse(Region *dest, Obj *items);

OMNI_STATIC_STRING(text_new, "new", 3);
OMNI_STATIC_STRING(text_reading, "reading ", 8);

static Obj *device = OMNI_NOTHING;

/* enqueue
 *   queue  borrowed      changed here; the caller keeps it
 *   pair   queue_region  becomes part of queue, so it is built in the region that holds queue
 */
static inline void enqueue(Obj *queue, int64_t x)
{
    /* becomes part of queue, so it is built in the region that holds queue */
    Region *queue_region = region_of(queue);
    Obj *pair = mk_pair_region(queue_region, mk_int_region(queue_region, x), Queue_back(queue));
    Queue_set_back(queue, pair);
}

/* dequeue
 *   queue    borrowed      changed here; the caller keeps it
 *   reverse  queue_region  becomes part of queue, so it is built in the region that holds queue
 */
static inline int64_t dequeue(Obj *queue)
{
    if (omni_is_null(Queue_front(queue))) {
        Queue_set_front(queue, reverse(region_of(queue), Queue_back(queue)));
        Queue_set_back(queue, OMNI_NIL);
    }
    Obj *x_2 = omni_car(Queue_front(queue), "dequeue!+4: (car (queue-front queue))");
    int64_t x = omni_int_value(x_2);
    Obj *tail = omni_cdr(Queue_front(queue), "dequeue!+5: (cdr (queue-front queue))");
    Queue_set_front(queue, tail);
    return x;
}

/* through_a_queue
 *   queue  queue_region  few objects for each call, so the first 512 bytes of their region lie in
 *                        the C frame; not on the stack: a callee allocates into it
 */
static int64_t through_a_queue(int64_t n)
{
    OMNI_SCRATCH_STORAGE(512) queue_scratch;
    /* for queue: last used in (let loop ((i 0) (sum 0)) (if (= i n)... */
    Region *queue_region = stack_alloc_region(&queue_scratch, sizeof queue_scratch);
    Obj *queue = mk_Queue_region(queue_region, OMNI_NIL, OMNI_NIL);
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
    region_exit(queue_region);  /* queue: not used on this path */
    return sum;
}

/* remember
 *   x       global         reachable from the top-level variable device: lives until the program
 *                          ends
 *   text    global         reachable from the top-level variable device: lives until the program
 *                          ends
 *   string  string_region  few objects for each call, so the first 512 bytes of their region lie in
 *                          the C frame; not on the stack: size unknown: built by number->string
 *   x       stack          at most 16 bytes and one object for each call
 */
static void remember(int64_t x)
{
    Obj *before = Device_readings(device);
    Obj *list = mk_pair_region(omni_global, mk_int_region(omni_global, x), OMNI_NIL);
    Device_set_readings(device, list);
    if (omni_is_pair(before)) {
        Obj *list_2 = mk_pair_region(omni_global, omni_pair_car(before), OMNI_NIL);
        Obj *list_3 = mk_pair_region(omni_global, mk_int_region(omni_global, x), list_2);
        Device_set_readings(device, list_3);
    }
    Device_set_worst(device, omni_int_max(x, Device_worst(device)));
    IntBox x_box;  /* at most 16 bytes and one object for each call */
    Obj *x_2 = mk_int_stack(&x_box, x);
    OMNI_SCRATCH_STORAGE(512) string_scratch;
    /* for string: last used in (string-append "reading " (number->st... */
    Region *string_region = stack_alloc_region(&string_scratch, sizeof string_scratch);
    Obj *string = omni_number_to_string(string_region, x_2, "remember!+6: (number->string x)");
    Obj *text = omni_string_append(omni_global, OMNI_REF(text_reading), string,
                                   "remember!+6: (string-append \"reading \" (number->st...");
    region_exit(string_region);  /* last use of string: (string-append "reading " (number->st... */
    Device_set_name(device, text);
}

/* clear
 *   device  borrowed  changed here; the caller keeps it
 */
static inline void clear(Obj *device_value)
{
    Device_set_readings(device_value, OMNI_NIL);
}

/* main
 *   device  global  reachable from the top-level variable device: lives until the program ends
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    device = mk_Device_region(omni_global, OMNI_REF(text_new), OMNI_NIL, 0);

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
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* reverse
 *   items  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *reverse(Region *dest, Obj *items)
{
    Obj *rest = items;
    Obj *result = OMNI_NIL;
    while (!omni_is_null(rest)) {
        result = mk_pair_region(dest, omni_pair_car(rest), result);
        rest = omni_pair_cdr(rest);
    }
    return result;
}
