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

static Obj *fill(Region *dest, Obj *tree, int64_t i, int64_t n)
{
    while (i != n) {
        int64_t product = omni_int_mul(i, 7, "fill+1: (* i 7)");
        int64_t remainder = omni_int_modulo(product, 11, "fill+1: (modulo (* i 7) 11)");
        tree = insert(dest, tree, remainder);
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
 *   fill  fill_region  not reachable from outside; last use: (sum (fill '() 0 11)); not on the
 *                      stack: size unknown: built by fill
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Region *fill_region = region_create();  /* for fill: last used in (sum (fill '() 0 11)) */
    int64_t sum_result = sum(fill(fill_region, OMNI_NIL, 0, 11));
    region_exit(fill_region);  /* last use of fill: (sum (fill '() 0 11)) */
    omni_display_int(sum_result);
    omni_newline();
    return omni_shutdown(0);
}
