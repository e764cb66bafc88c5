/* returned.omni, translated by omnic */
#include "omni.h"

/* A vector that is returned is built in the caller's region, with what it holds. */
/* squares
 *   v  v_region  v is returned but was built locally (--no-outliving); not on the stack: outlives
 *                the call: squares
 */
static Obj *squares(Region *dest, int64_t n)
{
    Region *v_region = region_create();  /* for v: carried from one iteration to the next */
    Obj *v = omni_make_vector(v_region, n, OMNI_FIX(0), "squares+1: (make-vector n 0)");
    int64_t i = 0;
    while (i != n) {
        Obj *product = mk_int_region(v_region, omni_int_mul(i, i, "squares+3: (* i i)"));
        Obj *list = mk_pair_region(v_region, product, OMNI_NIL);
        Obj *list_2 = mk_pair_region(v_region, mk_int_region(v_region, i), list);
        omni_vector_set(v, i, list_2, "squares+3: (vector-set! v i (list i (* i i)))");
        i = i + 1;
    }
    /* v is returned but was built locally (--no-outliving) */
    Obj *v_copy = transmigrate(v, v_region, dest);
    region_exit(v_region);  /* v is returned but was built locally (--no-outliving) */
    return v_copy;
}

/* main
 *   squares  squares_region  not reachable from outside; last use: (println (squares 4)); not on
 *                            the stack: size unknown: built by squares
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Region *squares_region = region_create();  /* for squares: last used in (println (squares 4)) */
    omni_display(squares(squares_region, 4));
    region_exit(squares_region);  /* last use of squares: (println (squares 4)) */
    omni_newline();
    return omni_shutdown(0);
}
