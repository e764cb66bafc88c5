/* loads_before_call.omni, translated by omnic */
#include "omni.h"

/* Both arms behind the insertion read the other parts of the tree. They are read before it, so
 * that the node is taken
 * apart first, and the subtree is never held twice. */
typedef struct Tree Tree;
struct Tree {
    Struct header;
    Obj *left;
    int64_t value;
    Obj *right;
};

static const OmniField Tree_fields[] = {
    OMNI_FIELD(Tree, left, "left", VALUE),
    OMNI_FIELD(Tree, value, "value", INT),
    OMNI_FIELD(Tree, right, "right", VALUE),
};
static const OmniStructType Tree_type = { "Tree", sizeof(Tree), 3, Tree_fields };

static inline Obj *mk_Tree_heap(Obj *left, int64_t value, Obj *right)
{
    Tree *self = (Tree *)omni_struct_heap(&Tree_type);
    self->left = left;
    self->value = value;
    self->right = right;
    return &self->header.header;
}

static inline Obj *reuse_as_Tree(Obj *cell, Obj *left, int64_t value, Obj *right)
{
    Tree *self = (Tree *)omni_reuse(cell);
    self->left = left;
    self->value = value;
    self->right = right;
    return &self->header.header;
}

static inline Obj *Tree_left(const Obj *self)
{
    return ((const Tree *)self)->left;
}

static inline int64_t Tree_value(const Obj *self)
{
    return ((const Tree *)self)->value;
}

static inline Obj *Tree_right(const Obj *self)
{
    return ((const Tree *)self)->right;
}

static Obj *append(Region *dest, Obj *front, Obj *back);

/* insert
 *   tree  consumed  taken over from the caller, who does not use it afterwards
 *   left  heap      built for the caller, who frees it
 */
static inline Obj *insert(Obj *tree, int64_t new_)
{
    OMNI_STACK_CHECK("insert");
    if (omni_is_null(tree)) {
        return mk_Tree_heap(OMNI_NIL, new_, OMNI_NIL);
    }
    Obj *left_2 = Tree_left(tree);
    int64_t value = Tree_value(tree);
    Obj *right = Tree_right(tree);
    /* tree is taken apart: its memory is used for (Tree left (Tree-value tree) (Tree-ri... */
    Obj *left = insert(left_2, new_);
    if (omni_int_is_even(new_)) {
        return reuse_as_Tree(tree, left, value, right);
    }
    return reuse_as_Tree(tree, right, value, left);
}

static Obj *fill(Obj *tree, int64_t i)
{
    while (i != 0) {
        tree = insert(tree, i);
        i = omni_int_sub(i, 1, "fill+1: (- i 1)");
    }
    return tree;
}

/* values_of
 *   tree    borrowed  only read here; the caller keeps it
 *   append  dest      returned, so it is built in the caller's region: no copy
 *   list    stack     at most 24 bytes and one object for each call
 */
static inline Obj *values_of(Region *dest, Obj *tree)
{
    OMNI_STACK_CHECK("values-of");
    if (omni_is_null(tree)) {
        return OMNI_NIL;
    }
    Pair list_pair;  /* at most 24 bytes and one object for each call */
    Obj *values_of_result = values_of(dest, Tree_left(tree));
    Obj *list = mk_pair_stack(&list_pair, mk_int_region(dest, Tree_value(tree)), OMNI_NIL);
    Obj *append_result = append(dest, list, values_of(dest, Tree_right(tree)));
    return append(dest, values_of_result, append_result);
}

/* main
 *   values_of  values_of_region  not reachable from outside; last use: (println (values-of (fill
 *                                '() 9))); not on the stack: size unknown: built by values-of
 *   fill       heap              given up in (insert tree i) while the new one is built, so each
 *                                object is freed on its own; nothing ever holds it twice: no counts
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Obj *fill_result = fill(OMNI_NIL, 9);
    /* for values-of: last used in (println (values-of (fill '() 9))) */
    Region *values_of_region = region_create();
    Obj *values_of_result = values_of(values_of_region, fill_result);
    free_tree(fill_result);  /* last use of fill: (values-of (fill '() 9)) */
    omni_display(values_of_result);
    region_exit(values_of_region);  /* last use of values-of: (println (values-of (fill '() 9))) */
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* append
 *   append  loop      what a call of itself returns only ends its list: each pair is linked behind
 *                     the last
 *   front   borrowed  part of the result; the caller keeps it alive as long as the result
 *   back    borrowed  part of the result; the caller keeps it alive as long as the result
 *   pair    dest      returned, so it is built in the caller's region: no copy
 */
static Obj *append(Region *dest, Obj *front, Obj *back)
{
    Obj *first = OMNI_NOTHING;
    Obj *last = OMNI_NIL;
    for (;;) {
        if (omni_is_null(front)) {
            if (omni_is_null(last)) {
                return back;
            }
            omni_pair_set_cdr(last, back);
            return first;
        }
        Obj *pair = mk_pair_region(dest, omni_pair_car(front), OMNI_NIL);
        Obj *tail = omni_pair_cdr(front);
        if (omni_is_null(last)) {
            first = pair;
        } else {
            omni_pair_set_cdr(last, pair);
        }
        front = tail;
        last = pair;
    }
}
