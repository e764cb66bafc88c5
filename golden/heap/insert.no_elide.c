/* insert.omni, translated by omnic */
#include "omni.h"

/* A tree is updated in a loop. An insertion takes the nodes on its path apart and builds the new
 * ones in their memory. */
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

/* insert
 *   tree  consumed  taken over from the caller, who does not use it afterwards
 *   tree  heap      built for the caller, who frees it
 */
static Obj *insert(Obj *tree, int64_t new_)
{
    OMNI_STACK_CHECK("insert");
    if (omni_is_null(tree)) {
        return mk_Tree_heap(OMNI_NIL, new_, OMNI_NIL);
    }
    int64_t value = Tree_value(tree);
    if (new_ < value) {
        Obj *left = Tree_left(tree);
        Obj *right = Tree_right(tree);
        inc_ref(left);  /* (Tree-left tree) is used again after (insert (Tree-left tree) new) */
        Obj *insert_result = insert(left, new_);
        /* (Tree-right tree) is used again after (Tree (insert (Tree-left tree) new) (... */
        inc_ref(right);
        Obj *tree_2 = mk_Tree_heap(insert_result, value, right);
        dec_ref(tree);  /* last use of tree: (Tree (insert (Tree-left tree) new) (... */
        return tree_2;
    }
    Obj *left_2 = Tree_left(tree);
    Obj *right_2 = Tree_right(tree);
    inc_ref(right_2);  /* (Tree-right tree) is used again after (insert (Tree-right tree) new) */
    Obj *insert_result_2 = insert(right_2, new_);
    /* (Tree-left tree) is used again after (Tree (Tree-left tree) (Tree-value tr... */
    inc_ref(left_2);
    Obj *tree_3 = mk_Tree_heap(left_2, value, insert_result_2);
    dec_ref(tree);  /* last use of tree: (Tree (Tree-left tree) (Tree-value tr... */
    return tree_3;
}

static Obj *fill(Obj *tree, int64_t i, int64_t n)
{
    while (i != n) {
        int64_t product = omni_int_mul(i, 7, "fill+1: (* i 7)");
        tree = insert(tree, omni_int_modulo(product, 11, "fill+1: (modulo (* i 7) 11)"));
        i = omni_int_add(i, 1, "fill+1: (+ i 1)");
    }
    return tree;
}

/* sum
 *   tree  borrowed  only read here; the caller keeps it
 */
static inline int64_t sum(Obj *tree)
{
    OMNI_STACK_CHECK("sum");
    if (omni_is_null(tree)) {
        return 0;
    }
    int64_t sum_result = sum(Tree_left(tree));
    int64_t value = Tree_value(tree);
    int64_t sum_result_2 = sum(Tree_right(tree));
    int64_t sum_result_3 = omni_int_add(sum_result, value,
                                        "sum+1: (+ (sum (Tree-left tree)) (Tree-value...");
    return omni_int_add(sum_result_3, sum_result_2,
                        "sum+1: (+ (sum (Tree-left tree)) (Tree-value...");
}

/* main
 *   fill  heap  given up in (insert tree (modulo (* i 7) 11)) while the new one is built, so each
 *               object is freed on its own; held twice after (insert (Tree-left tree) new): counted
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Obj *fill_result = fill(OMNI_NIL, 0, 11);
    int64_t sum_result = sum(fill_result);
    dec_ref(fill_result);  /* last use of fill: (sum (fill '() 0 11)) */
    omni_display_int(sum_result);
    omni_newline();
    return omni_shutdown(0);
}
