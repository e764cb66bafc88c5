/* tree.omni, translated by omnic */
#include "omni.h"

/* A type that holds itself: the whole tree lives in one region, and numbers that are proven Ints
 * are int64_t. */
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

static inline Obj *mk_Tree_region(Region *region, Obj *left, int64_t value, Obj *right)
{
    Tree *self = (Tree *)omni_struct_region(region, &Tree_type);
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
 *   tree  borrowed  part of the result; the caller keeps it alive as long as the result
 *   tree  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *insert(Region *dest, Obj *tree, int64_t new_)
{
    OMNI_STACK_CHECK("insert");
    if (omni_is_null(tree)) {
        return mk_Tree_region(dest, OMNI_NIL, new_, OMNI_NIL);
    } else if (new_ < Tree_value(tree)) {
        Obj *insert_result = insert(dest, Tree_left(tree), new_);
        return mk_Tree_region(dest, insert_result, Tree_value(tree), Tree_right(tree));
    }
    Obj *left = Tree_left(tree);
    int64_t value = Tree_value(tree);
    return mk_Tree_region(dest, left, value, insert(dest, Tree_right(tree), new_));
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

static void main_(int64_t n)
{
    Region *tree_region = region_create();  /* for tree: carried from one iteration to the next */
    int64_t i = 0;
    Obj *tree = OMNI_NIL;
    while (i < n) {
        int64_t product = omni_int_mul(i, 7, "main+3: (* i 7)");
        int64_t remainder = omni_int_modulo(product, 11, "main+3: (modulo (* i 7) 11)");
        i = i + 1;
        tree = insert(tree_region, tree, remainder);
    }
    omni_display_int(sum(tree));
    omni_newline();
    region_exit(tree_region);  /* last use of tree: (sum tree) */
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    main_(11);
    return omni_shutdown(0);
}
