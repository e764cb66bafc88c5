/* cell_passed_counted.omni, translated by omnic */
#include "omni.h"

/* A node that somebody else holds gives no memory: then `turned` makes a new one. */
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

static inline Obj *reuse_or_mk_Tree(Obj *cell, Obj *left, int64_t value, Obj *right)
{
    Tree *self = (Tree *)omni_struct_reuse(cell, &Tree_type);
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

OMNI_STATIC_STRING(text_space, " ", 1);

/* turned
 *   left   consumed  taken over from the caller, who does not use it afterwards
 *   right  consumed  taken over from the caller, who does not use it afterwards
 *   cell   consumed  memory that the caller has no use for: (Tree left value right) gets it
 *   tree   heap      built for the caller, who frees it
 */
static Obj *turned(Obj *left, int64_t value, Obj *right, Obj *cell)
{
    if (omni_int_is_even(value)) {
        return reuse_or_mk_Tree(cell, left, value, right);
    }
    return reuse_or_mk_Tree(cell, right, value, left);
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
        /* tree is taken apart: its memory is used for (turned (insert (Tree-left tree) new)... */
        Obj *tree_cell = take_cell(tree, 2, (Obj *[]){ left, right });
        return turned(insert(left, new_), value, right, tree_cell);
    }
    Obj *left_2 = Tree_left(tree);
    Obj *right_2 = Tree_right(tree);
    /* tree is taken apart: its memory is used for (turned (Tree-left tree) (Tree-value ... */
    Obj *tree_cell_2 = take_cell(tree, 2, (Obj *[]){ left_2, right_2 });
    return turned(left_2, value, insert(right_2, new_), tree_cell_2);
}

/* grow
 *   tree  consumed  taken over from the caller, who does not use it afterwards
 */
static Obj *grow(int64_t count, Obj *tree)
{
    while (count != 0) {
        int64_t difference = omni_int_sub(count, 1, "grow+1: (- count 1)");
        int64_t product = omni_int_mul(count, 7, "grow+1: (* count 7)");
        int64_t remainder = omni_int_modulo(product, 11, "grow+1: (modulo (* count 7) 11)");
        count = difference;
        tree = insert(tree, remainder);
    }
    return tree;
}

/* total
 *   tree  borrowed  only read here; the caller keeps it
 */
static inline int64_t total(Obj *tree)
{
    OMNI_STACK_CHECK("total");
    if (omni_is_null(tree)) {
        return 0;
    }
    int64_t total_result = total(Tree_left(tree));
    int64_t value = Tree_value(tree);
    int64_t total_result_2 = total(Tree_right(tree));
    int64_t sum = omni_int_add(total_result, value,
                               "total+1: (+ (total (Tree-left tree)) (Tree-val...");
    return omni_int_add(sum, total_result_2, "total+1: (+ (total (Tree-left tree)) (Tree-val...");
}

/* main
 *   small  heap  given up in (insert tree (modulo (* count 7) 11)) while the new one is built, so
 *                each object is freed on its own; held twice after (grow 9 small): counted
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Obj *small = grow(5, OMNI_NIL);
    int64_t total_result = total(small);
    inc_ref(small);  /* small is used again after (grow 9 small) */
    Obj *grow_result = grow(9, small);
    int64_t total_result_2 = total(grow_result);
    dec_ref(grow_result);  /* last use of grow: (total (grow 9 small)) */
    int64_t total_result_3 = total(small);
    dec_ref(small);  /* last use of small: (total small) */
    omni_display_int(total_result);
    omni_display(OMNI_REF(text_space));
    omni_display_int(total_result_2);
    omni_display(OMNI_REF(text_space));
    omni_display_int(total_result_3);
    omni_newline();
    return omni_shutdown(0);
}
