/* number_vectors.omni, translated by omnic */
#include "omni.h"

/* A vector of Floats that each step makes anew: the old one is freed with its items. */
/* smooth
 *   samples  borrowed  only read here; the caller keeps it
 *   next     heap      built for the caller, who frees it
 */
static Obj *smooth(Obj *samples)
{
    Obj *next = omni_make_float_vector(omni_heap, 3, 0.0, "smooth+1: (make-vector 3 0.0)");
    double item = omni_float_item(samples, 0, "smooth+2: (vector-ref samples 0)");
    double product = 0.5 * (item + omni_float_item(samples, 1, "smooth+2: (vector-ref samples 1)"));
    omni_set_float_item(next, 0, product, "smooth+2: (vector-set! next 0 (* 0.5 (+ (vector...");
    double item_2 = omni_float_item(samples, 1, "smooth+3: (vector-ref samples 1)");
    double product_2 = 0.5 *
                       (item_2 + omni_float_item(samples, 2, "smooth+3: (vector-ref samples 2)"));
    omni_set_float_item(next, 1, product_2, "smooth+3: (vector-set! next 1 (* 0.5 (+ (vector...");
    double item_3 = omni_float_item(samples, 2, "smooth+4: (vector-ref samples 2)");
    omni_set_float_item(next, 2, item_3, "smooth+4: (vector-set! next 2 (vector-ref sampl...");
    return next;
}

/* run
 *   samples  consumed  taken over from the caller, who does not use it afterwards
 */
static Obj *run(int64_t n, Obj *samples)
{
    while (n != 0) {
        int64_t difference = omni_int_sub(n, 1, "run+1: (- n 1)");
        Obj *smooth_result = smooth(samples);
        free_tree(samples);  /* last use of samples: (smooth samples) */
        n = difference;
        samples = smooth_result;
    }
    return samples;
}

/* main
 *   run  heap  given up in (define (run n samples) (if (= n 0) s... while the new one is built, so
 *              each object is freed on its own; nothing ever holds it twice: no counts
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Obj *run_result = run(10, mk_float_vector_region(omni_heap, 3, (double[]){ 1.0, 2.0, 4.0 }));
    omni_display(run_result);
    free_tree(run_result);  /* last use of run: (println (run 10 (vector 1.0 2.0 4.0))) */
    omni_newline();
    return omni_shutdown(0);
}
