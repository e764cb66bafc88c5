/* state_of_a_device.omni, translated by omnic */
#include "omni.h"

static int64_t fold_plus(int64_t start, Obj *items);

/* State between calls from C: what a variable held is given up in the call that sets it, and the
 * rest where the program is shut
 * down. */
static Obj *samples = OMNI_NOTHING;

/* add_sample
 *   pair  heap  given up when (set! samples (cons x (if (> (length ... replaces it, so each object
 *               is freed on its own; held twice after samples: counted
 *   x     heap  given up when (set! samples (cons x (if (> (length ... replaces it, so each object
 *               is freed on its own; held twice after (list (car samples) (cadr samples)): counted
 */
void add_sample(int64_t x)
{
    Obj *result;
    if (omni_length(samples, "add-sample!+1: (length samples)") > 3) {
        Obj *samples_value = samples;
        inc_ref(samples_value);  /* samples holds it as well */
        Obj *head = omni_car(samples_value, "add-sample!+1: (car samples)");
        Obj *samples_value_2 = samples;
        inc_ref(samples_value_2);  /* samples holds it as well */
        Obj *tail = omni_cdr(samples_value_2, "add-sample!+1: (cadr samples)");
        Obj *head_2 = omni_pair_car(samples_value_2);
        /* samples is taken apart: its memory is used for (list (car samples) (cadr samples)) */
        Obj *samples_cell = take_cell(samples_value_2, 2, (Obj *[]){ head_2, tail });
        dec_ref(head_2);  /* last use of head: (cadr samples) */
        Obj *head_3 = omni_car(tail, "add-sample!+1: (cadr samples)");
        Obj *tail_2 = omni_pair_cdr(tail);
        /* tail is taken apart: its memory is used for (list (car samples) (cadr samples)) */
        Obj *tail_cell = take_cell(tail, 2, (Obj *[]){ head_3, tail_2 });
        dec_ref(tail_2);  /* last use of tail: (cadr samples) */
        Obj *list = reuse_or_mk_pair(samples_cell, head_3, OMNI_NIL);
        inc_ref(head);  /* head is used again after (list (car samples) (cadr samples)) */
        Obj *list_2 = reuse_or_mk_pair(tail_cell, head, list);
        dec_ref(samples_value);  /* last use of samples: (list (car samples) (cadr samples)) */
        result = list_2;
    } else {
        Obj *samples_value_3 = samples;
        inc_ref(samples_value_3);  /* samples holds it as well */
        result = samples_value_3;
    }
    Obj *old_samples = samples;
    samples = mk_pair_heap(mk_int_heap(x), result);
    dec_ref(old_samples);  /* (set! samples (cons x (if (> (length ... replaces what samples held */
}

int64_t average(void)
{
    if (omni_is_null(samples)) {
        return 0;
    }
    int64_t fold = fold_plus(0, samples);
    int64_t length = omni_length(samples, "average+1: (length samples)");
    return omni_int_quotient(fold, length, "average+1: (quotient (fold + 0 samples) (length ...");
}

void state_of_a_device_init(void)
{
    omni_init(0, NULL);
    samples = OMNI_NIL;

    add_sample(4);
    add_sample(6);
    omni_display_int(average());
    omni_newline();
}

int state_of_a_device_shutdown(void)
{
    dec_ref(samples);  /* the program ends: nothing reads samples any more */
    samples = OMNI_NOTHING;
    return omni_shutdown(0);
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    state_of_a_device_init();
    (void)state_of_a_device_shutdown();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* fold_plus
 *   fold_plus  version   specialised for +: what it gets to call is known
 *   items      borrowed  only read here; the caller keeps it
 */
static int64_t fold_plus(int64_t start, Obj *items)
{
    int64_t result = start;
    Obj *rest = items;
    while (!omni_is_null(rest)) {
        int64_t head = omni_int_value(omni_pair_car(rest));
        result = omni_int_add(head, result, "fold+4: (f (car rest) result)");
        rest = omni_pair_cdr(rest);
    }
    return result;
}
