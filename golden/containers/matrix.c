/* matrix.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_SYMBOL(sym_x, "x");

/* Vectors in vectors: all rows live where the matrix lives. */
/* make_matrix
 *   matrix  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *make_matrix(Region *dest, int64_t rows, int64_t columns)
{
    Obj *matrix = omni_make_vector(dest, rows, OMNI_NIL, "make-matrix+1: (make-vector rows '())");
    int64_t i = 0;
    while (i < rows) {
        Obj *vector = omni_make_vector(dest, columns, OMNI_FIX(0),
                                       "make-matrix+3: (make-vector columns 0)");
        omni_vector_set(matrix, i, vector,
                        "make-matrix+3: (vector-set! matrix i (make-vector co...");
        i = i + 1;
    }
    return matrix;
}

/* matrix_set
 *   m  borrowed  changed here; the caller keeps it
 */
static inline void matrix_set(Obj *m, int64_t i, int64_t j, Obj *x)
{
    Obj *item = omni_vector_ref(m, i, "matrix-set!+0: (vector-ref m i)");
    omni_vector_set(item, j, x, "matrix-set!+0: (vector-set! (vector-ref m i) j x)");
}

/* main
 *   m  m_region  not reachable from outside; last use: (println m); not on the stack: size unknown:
 *                built by make-matrix
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Region *m_region = region_create();  /* for m: last used in (println m) */
    Obj *m = make_matrix(m_region, 2, 3);
    matrix_set(m, 1, 2, OMNI_REF(sym_x));
    omni_display(m);
    region_exit(m_region);  /* last use of m: (println m) */
    omni_newline();
    return omni_shutdown(0);
}
