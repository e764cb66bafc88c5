/* linked_list.omni, translated by omnic */
#include "omni.h"

/* A list through a mutable field, built at its end: each new node is made where the list lives. */
typedef struct Node Node;
struct Node {
    Struct header;
    int64_t value;
    Obj *next;
};

static const OmniField Node_fields[] = {
    OMNI_FIELD(Node, value, "value", INT),
    OMNI_FIELD(Node, next, "next", VALUE),
};
static const OmniStructType Node_type = { "Node", sizeof(Node), 2, Node_fields };

static inline Obj *mk_Node_region(Region *region, int64_t value, Obj *next)
{
    Node *self = (Node *)omni_struct_region(region, &Node_type);
    self->value = value;
    self->next = next;
    return &self->header.header;
}

static inline int64_t Node_value(const Obj *self)
{
    return ((const Node *)self)->value;
}

static inline Obj *Node_next(const Obj *self)
{
    return ((const Node *)self)->next;
}

static inline void Node_set_next(Obj *self, Obj *next)
{
    ((Node *)self)->next = next;
}

/* count_to
 *   first  dest  returned, so it is built in the caller's region: no copy
 *   node   dest  returned, so it is built in the caller's region: no copy
 */
static Obj *count_to(Region *dest, int64_t n)
{
    Obj *first = mk_Node_region(dest, 1, OMNI_NOTHING);
    Obj *last = first;
    int64_t i = 2;
    while (i <= n) {
        Obj *node = mk_Node_region(dest, i, OMNI_NOTHING);
        Node_set_next(last, node);
        last = node;
        i = omni_int_add(i, 1, "count-to+6: (+ i 1)");
    }
    return first;
}

/* total
 *   node  borrowed  only read here; the caller keeps it
 */
static inline int64_t total(Obj *node)
{
    OMNI_STACK_CHECK("total");
    if (omni_is_true(node)) {
        int64_t value = Node_value(node);
        return omni_int_add(value, total(Node_next(node)),
                            "total+1: (+ node.value (total node.next))");
    }
    return 0;
}

/* main
 *   count_to  count_to_region  not reachable from outside; last use: (total (count-to 100)); not on
 *                              the stack: size unknown: built by count-to
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for count-to: last used in (total (count-to 100)) */
    Region *count_to_region = region_create();
    int64_t total_result = total(count_to(count_to_region, 100));
    region_exit(count_to_region);  /* last use of count-to: (total (count-to 100)) */
    omni_display_int(total_result);
    omni_newline();
    return omni_shutdown(0);
}
