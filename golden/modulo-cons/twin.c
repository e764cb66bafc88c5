/* twin.omni, translated by omnic */
#include "omni.h"

/* Both calls go equally deep, so a loop in the place of the second one would spare no C stack:
 * both stay calls. In `copy` they
 * do not, so the one at the end of the list is a loop. */
/* make
 *   pair  heap  built for the caller, who frees it
 */
static inline Obj *make(int64_t depth)
{
    OMNI_STACK_CHECK("make");
    if (depth == 0) {
        return OMNI_NIL;
    }
    Obj *make_result = make(omni_int_sub(depth, 1, "make+1: (- depth 1)"));
    return mk_pair_heap(make_result, make(omni_int_sub(depth, 1, "make+1: (- depth 1)")));
}

/* copy
 *   copy  loop      what a call of itself returns only ends its list: each pair is linked behind
 *                   the last
 *   tree  consumed  taken over from the caller, who does not use it afterwards
 */
static Obj *copy(Obj *tree)
{
    OMNI_STACK_CHECK("copy");
    Obj *first = OMNI_NOTHING;
    Obj *last = OMNI_NIL;
    for (;;) {
        if (omni_is_pair(tree)) {
            Obj *head = omni_pair_car(tree);
            Obj *tail = omni_pair_cdr(tree);
            /* tree is taken apart: its memory is used for (cons (copy (car tree)) (copy (cdr
             * tr... */
            Obj *pair = reuse_as_pair(tree, copy(head), OMNI_NIL);
            if (omni_is_null(last)) {
                first = pair;
            } else {
                omni_pair_set_cdr(last, pair);
            }
            tree = tail;
            last = pair;
        } else if (omni_is_null(last)) {
            return tree;
        } else {
            omni_pair_set_cdr(last, tree);
            return first;
        }
    }
}

/* main
 *   copy  heap  given up in (copy (car tree)) while the new one is built, so each object is freed
 *               on its own; nothing ever holds it twice: no counts
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    Obj *copy_result = copy(make(2));
    omni_display(copy_result);
    free_tree(copy_result);  /* last use of copy: (println (copy (make 2))) */
    omni_newline();
    return omni_shutdown(0);
}
