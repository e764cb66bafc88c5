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
 *   tree       consumed  taken over from the caller, who does not use it afterwards
 */
static Obj *copy_tree(Obj *tree)
{
    OMNI_STACK_CHECK("copy-tree");
    Obj *first = OMNI_NOTHING;
    Obj *last = OMNI_NIL;
    for (;;) {
        if (omni_is_pair(tree)) {
            Obj *head = omni_pair_car(tree);
            Obj *tail = omni_pair_cdr(tree);
            /* tree is taken apart: its memory is used for (cons (copy-tree (car tree))
             * (copy-tr... */
            Obj *tree_cell = take_cell(tree, 2, (Obj *[]){ head, tail });
            Obj *pair = reuse_or_mk_pair(tree_cell, copy_tree(head), OMNI_NIL);
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
 *   copy_tree  heap           given up in (copy-tree (car tree)) while the new one is built, so
 *                             each object is freed on its own; (copy-tree '((1 2) (3 . 4))) may
 *                             make a constant part of it, so it is counted
 *   traced     traced_region  not reachable from outside; last use: (println (copy-tree '((1 2) (3
 *                             . 4)))...; not on the stack: size unknown: built by traced
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Obj *copy_tree_result = copy_tree(OMNI_REF(list_in_main[0]));
    /* for traced: last used in (println (copy-tree '((1 2) (3 . 4)))... */
    Region *traced_region = region_create();
    Obj *traced_result = traced(traced_region, 3);
    omni_display(copy_tree_result);
    /* last use of copy-tree: (println (copy-tree '((1 2) (3 . 4)))... */
    dec_ref(copy_tree_result);
    omni_display(traced_result);
    region_exit(traced_region);  /* last use of traced: (println (copy-tree '((1 2) (3 . 4)))... */
    omni_newline();
    return omni_shutdown(0);
}
