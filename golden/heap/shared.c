/* shared.omni, translated by omnic */
#include "omni.h"

/* The old tree is used again after an insertion: there are two references to parts of it, so
 * they are counted. */
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
        /* tree is taken apart: its memory is used for (Tree (insert (Tree-left tree) new) (... */
        Obj *tree_cell = take_cell(tree, 2, (Obj *[]){ left, right });
        return reuse_or_mk_Tree(tree_cell, insert(left, new_), value, right);
    }
    Obj *left_2 = Tree_left(tree);
    Obj *right_2 = Tree_right(tree);
    /* tree is taken apart: its memory is used for (Tree (Tree-left tree) (Tree-value tr... */
    Obj *tree_cell_2 = take_cell(tree, 2, (Obj *[]){ left_2, right_2 });
    return reuse_or_mk_Tree(tree_cell_2, left_2, value, insert(right_2, new_));
}

/* size
 *   tree  borrowed  only read here; the caller keeps it
 */
static inline int64_t size(Obj *tree)
{
    OMNI_STACK_CHECK("size");
    if (omni_is_null(tree)) {
        return 0;
    }
    int64_t size_result = size(Tree_left(tree));
    int64_t size_result_2 = size(Tree_right(tree));
    int64_t sum = omni_int_add(size_result, 1, "size+0: (+ (size (Tree-left tree)) 1 (size (T...");
    return omni_int_add(sum, size_result_2, "size+0: (+ (size (Tree-left tree)) 1 (size (T...");
}

static void run(Obj *tree, Obj *before, int64_t i)
{
    while (i != 0) {
        dec_ref(before);  /* before: not used on this path */
        int64_t product = omni_int_mul(i, 7, "run+3: (* i 7)");
        int64_t remainder = omni_int_modulo(product, 11, "run+3: (modulo (* i 7) 11)");
        inc_ref(tree);  /* tree is used again after (insert tree (modulo (* i 7) 11)) */
        before = tree;
        tree = insert(tree, remainder);
        i = omni_int_sub(i, 1, "run+3: (- i 1)");
    }
    int64_t size_result = size(tree);
    dec_ref(tree);  /* last use of tree: (size tree) */
    int64_t size_result_2 = size(before);
    dec_ref(before);  /* last use of before: (size before) */
    omni_display_int(size_result);
    omni_display(OMNI_REF(text_space));
    omni_display_int(size_result_2);
    omni_newline();
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    run(OMNI_NIL, OMNI_NIL, 10);
    return omni_shutdown(0);
}
