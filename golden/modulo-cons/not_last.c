/* not_last.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_space, " ", 1);

static const Pair list_in_main[5] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(list_in_main[2]), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(list_in_main[4]), OMNI_NIL},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[3])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_NIL},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_FIX(4)},
};

/* The car is a recursion of its own; the cdr is a loop. What stands behind the call keeps
 * `traced` a recursion. */
/* copy_tree
 *   copy_tree  loop      what a call of itself returns only ends its list: each pair is linked
 *                        behind the last
 *   tree       borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *copy_tree(Region *dest, Obj *tree)
{
    OMNI_STACK_CHECK("copy-tree");
    Obj *first = OMNI_NOTHING;
    Obj *last = OMNI_NIL;
    for (;;) {
        if (omni_is_pair(tree)) {
            Obj *pair = mk_pair_region(dest, copy_tree(dest, omni_pair_car(tree)), OMNI_NIL);
            Obj *tail = omni_pair_cdr(tree);
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

/* traced
 *   rest  dest  returned, so it is built in the caller's region: no copy
 */
static inline Obj *traced(Region *dest, int64_t n)
{
    OMNI_STACK_CHECK("traced");
    if (n == 0) {
        return OMNI_NIL;
    }
    Obj *rest = traced(dest, omni_int_sub(n, 1, "traced+3: (- n 1)"));
    omni_display_int(n);
    omni_display(OMNI_REF(text_space));
    return mk_pair_region(dest, mk_int_region(dest, n), rest);
}

/* main
 *   copy_tree  copy_tree_region  not reachable from outside; last use: (println (copy-tree '((1 2)
 *                                (3 . 4)))...; not on the stack: size unknown: built by copy-tree
 *   traced     traced_region     not reachable from outside; last use: (println (copy-tree '((1 2)
 *                                (3 . 4)))...; not on the stack: size unknown: built by traced
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for copy-tree: last used in (println (copy-tree '((1 2) (3 . 4)))... */
    Region *copy_tree_region = region_create();
    Obj *copy_tree_result = copy_tree(copy_tree_region, OMNI_REF(list_in_main[0]));
    /* for traced: last used in (println (copy-tree '((1 2) (3 . 4)))... */
    Region *traced_region = region_create();
    Obj *traced_result = traced(traced_region, 3);
    omni_display(copy_tree_result);
    /* last use of copy-tree: (println (copy-tree '((1 2) (3 . 4)))... */
    region_exit(copy_tree_region);
    omni_display(traced_result);
    region_exit(traced_region);  /* last use of traced: (println (copy-tree '((1 2) (3 . 4)))... */
    omni_newline();
    return omni_shutdown(0);
}
