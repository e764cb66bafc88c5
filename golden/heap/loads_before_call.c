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

static Obj *append(Obj *front, Obj *back);

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
 *   append  heap      built for the caller, who frees it
 *   list    heap      given up in (append (values-of (Tree-left tree)) ... while the new one is
 *                     built, so each object is freed on its own; nothing ever holds it twice: no
 *                     counts
 */
static inline Obj *values_of(Obj *tree)
{
    OMNI_STACK_CHECK("values-of");
    if (omni_is_null(tree)) {
        return OMNI_NIL;
    }
    Obj *values_of_result = values_of(Tree_left(tree));
    Obj *list = mk_pair_heap(mk_int_heap(Tree_value(tree)), OMNI_NIL);
    return append(values_of_result, append(list, values_of(Tree_right(tree))));
}

/* main
 *   values_of  heap  given up in (append (values-of (Tree-left tree)) ... while the new one is
 *                    built, so each object is freed on its own; nothing ever holds it twice: no
 *                    counts
 *   fill       heap  given up in (insert tree i) while the new one is built, so each object is
 *                    freed on its own; nothing ever holds it twice: no counts
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Obj *fill_result = fill(OMNI_NIL, 9);
    Obj *values_of_result = values_of(fill_result);
    free_tree(fill_result);  /* last use of fill: (values-of (fill '() 9)) */
    omni_display(values_of_result);
    free_tree(values_of_result);  /* last use of values-of: (println (values-of (fill '() 9))) */
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* append
 *   append  loop      what a call of itself returns only ends its list: each pair is linked behind
 *                     the last
 *   front   consumed  taken over from the caller, who does not use it afterwards
 *   back    consumed  taken over from the caller, who does not use it afterwards
 *   pair    heap      built for the caller, who frees it
 */
static Obj *append(Obj *front, Obj *back)
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
        Obj *head = omni_pair_car(front);
        Obj *tail = omni_pair_cdr(front);
        /* front is taken apart: its memory is used for (cons (car front) (append (cdr front)... */
        Obj *pair = reuse_as_pair(front, head, OMNI_NIL);
        if (omni_is_null(last)) {
            first = pair;
        } else {
            omni_pair_set_cdr(last, pair);
        }
        front = tail;
        last = pair;
    }
}
