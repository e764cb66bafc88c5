/* push.omni, translated by omnic */
#include "omni.h"

/* A vector grows in its own region: the caller's, though the push is here. */
/* collect
 *   v     borrowed  changed here; the caller keeps it
 *   list  v_region  becomes part of v, so it is built in the region that holds v
 */
static void collect(Obj *v, int64_t n)
{
    int64_t i = 0;
    while (i < n) {
        /* becomes part of v, so it is built in the region that holds v */
        Region *v_region = region_of(v);
        Obj *list = mk_pair_region(v_region, mk_int_region(v_region, i), OMNI_NIL);
        omni_vector_push(v, list, "collect!+2: (vector-push! v (list i))");
        i = i + 1;
    }
}

/* main
 *   v  v_region  few objects for each call, so the first 512 bytes of their region lie in the C
 *                frame; not on the stack: what it holds lies in a buffer of its own, which can grow
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    OMNI_SCRATCH_STORAGE(512) v_scratch;
    /* for v: last used in (println (vector-pop! v) (vector-leng... */
    Region *v_region = stack_alloc_region(&v_scratch, sizeof v_scratch);
    Obj *v = mk_vector_region(v_region, 0, NULL);
    collect(v, 5);
    Obj *item = omni_vector_pop(v, "main: (vector-pop! v)");
    int64_t length = omni_vector_length(v, "main: (vector-length v)");
    omni_display(item);
    omni_display_int(length);
    omni_display(v);
    region_exit(v_region);  /* last use of v: (println (vector-pop! v) (vector-leng... */
    omni_newline();
    return omni_shutdown(0);
}
