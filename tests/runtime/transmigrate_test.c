/* Transmigrate: copies exactly the objects of the source, keeps sharing and cycles, needs no stack. */
#include "support.h"

TestSuite(transmigrate, .init = begin_program);

static Obj *nothing_code(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    (void)args;
    return OMNI_NOTHING;
}

Test(transmigrate, copies_every_kind_of_object)
{
    Region *src = region_create();
    Region *dst = region_create();
    Obj *captured[3];
    Obj *root;
    Obj *copy;
    captured[0] = mk_cell_region(src, text(src, "in a cell"));
    captured[1] = OMNI_FIX(7);
    captured[2] = mk_int_region(src, INT64_MIN);
    root = mk_pair_region(src, mk_closure_region(src, nothing_code, 1, 2, 3, captured),
        mk_pair_region(src, mk_float_region(src, 2.5), mk_pair_region(src, omni_char(0x3BB), text(src, ""))));
    copy = transmigrate(root, src, dst);
    region_exit(src);
    ASSERT_SHOWN(copy, "(#<procedure> 2.5 #\\λ . \"\")");
    root = omni_pair_car(copy);
    cr_assert_eq(region_of(root), dst);
    cr_assert_eq(((Closure *)root)->code, nothing_code);
    cr_assert_eq(((Closure *)root)->min_args, 1);
    cr_assert_eq(((Closure *)root)->max_args, 2);
    ASSERT_SHOWN(omni_cell_get(omni_captured(root, 0)), "\"in a cell\"");
    cr_assert_eq(region_of(omni_captured(root, 0)), dst);
    cr_assert_eq(omni_captured(root, 1), OMNI_FIX(7));
    cr_assert_eq(omni_as_int(omni_captured(root, 2), ""), INT64_MIN);
    cr_assert_eq(region_of(omni_captured(root, 2)), dst);
    region_exit(dst);
    end_program();
}

typedef struct Item {
    Struct header;
    Obj *name;
    double weight;
    Obj *next;
    int64_t count;
    bool open;
    uint32_t mark;
} Item;

static const OmniField item_fields[] = {
    OMNI_FIELD(Item, name, "name", VALUE),   OMNI_FIELD(Item, weight, "weight", FLOAT),
    OMNI_FIELD(Item, next, "next", VALUE),   OMNI_FIELD(Item, count, "count", INT),
    OMNI_FIELD(Item, open, "open?", BOOL),   OMNI_FIELD(Item, mark, "mark", CHAR),
};
static const OmniStructType item_type = { "Item", sizeof(Item), 6, item_fields };
static const OmniStructType empty_type = { "Empty", sizeof(Struct), 0, NULL };

static Obj *item(Region *region, const char *name, double weight, Obj *next)
{
    Item *object = (Item *)omni_struct_region(region, &item_type);
    object->name = text(region, name);
    object->weight = weight;
    object->next = next;
    object->count = -7;
    object->open = true;
    object->mark = 'x';
    return &object->header.header;
}

Test(transmigrate, structs_are_copied_by_their_type)
{
    Region *src = region_create();
    Region *dst = region_create();
    Obj *last = item(src, "last", 0.5, OMNI_NIL);
    Obj *first = item(src, "first", 2.0, last);
    Obj *same = item(dst, "last", 0.5, OMNI_NIL);
    Obj *empty = (Obj *)omni_struct_region(src, &empty_type);
    Obj *copy;
    ((Item *)last)->next = first; /* a cycle */
    copy = transmigrate(mk_pair_region(src, first, empty), src, dst);
    region_exit(src);
    empty = omni_pair_cdr(copy);
    first = omni_pair_car(copy);
    last = ((Item *)first)->next;
    cr_assert_eq(region_of(first), dst);
    cr_assert_eq(((Item *)last)->next, first);
    ((Item *)last)->next = OMNI_NIL;
    ASSERT_SHOWN(first, "#<Item name: \"first\" weight: 2.0 next: #<Item name: \"last\" weight: 0.5 next: () count: -7 "
                        "open?: #t mark: #\\x> count: -7 open?: #t mark: #\\x>");
    ASSERT_SHOWN(empty, "#<Empty>");
    cr_assert(omni_is_struct(first, &item_type) && !omni_is_struct(first, &empty_type));
    cr_assert(omni_is_equal(last, same));
    cr_assert_eq(omni_hash(last), omni_hash(same));
    cr_assert(!omni_is_equal(first, last));
    cr_assert(!omni_is_equal(empty, last));
    ((Item *)same)->count = 8;
    cr_assert(!omni_is_equal(last, same));
    EXPECT_PANIC(OMNI_ERROR_TYPE, "wanted an Empty, got #<Item name: \"last\" weight: 0.5 next: () count: -7 open?: #t mark: #\\x>",
                 omni_as_struct(last, &empty_type, ""));
    EXPECT_PANIC(OMNI_ERROR_TYPE, "wanted an Item, got 5", omni_as_struct(OMNI_FIX(5), &item_type, ""));
    region_exit(dst);
    end_program();
}

OMNI_STATIC_SYMBOL(symbol_red, "red");
OMNI_STATIC_PAIR(constant_pair, OMNI_REF(symbol_red), OMNI_NIL);

Test(transmigrate, leaves_everything_else_where_it_is)
{
    Region *src = region_create();
    Region *dst = region_create();
    Region *other = region_create();
    Pair storage;
    Obj *elsewhere = mk_pair_region(other, OMNI_FIX(1), OMNI_NIL);
    Obj *already_there = mk_pair_region(dst, OMNI_FIX(2), OMNI_NIL);
    Obj *on_stack = mk_pair_stack(&storage, OMNI_FIX(3), OMNI_NIL);
    Obj *root = mk_pair_region(src, elsewhere, mk_pair_region(src, already_there,
        mk_pair_region(src, on_stack, mk_pair_region(src, OMNI_REF(constant_pair), OMNI_NOTHING))));
    Obj *copy = transmigrate(root, src, dst);
    region_exit(src);
    ASSERT_SHOWN(copy, "((1) (2) (3) (red) . nothing)");
    cr_assert_eq(omni_pair_car(copy), elsewhere);
    cr_assert_eq(omni_pair_car(omni_pair_cdr(copy)), already_there);
    cr_assert_eq(omni_pair_car(omni_pair_cdr(omni_pair_cdr(copy))), on_stack);
    cr_assert_eq(transmigrate(OMNI_FIX(3), other, dst), OMNI_FIX(3));
    cr_assert_eq(transmigrate(OMNI_TRUE, other, dst), OMNI_TRUE);
    cr_assert_eq(transmigrate(OMNI_REF(constant_pair), other, dst), OMNI_REF(constant_pair));
    cr_assert_eq(transmigrate(elsewhere, other, other), elsewhere);
    region_exit(other);
    region_exit(dst);
    end_program();
}

Test(transmigrate, two_roots_keep_what_they_share)
{
    Region *src = region_create();
    Region *dst = region_create();
    Obj *shared = text(src, "shared");
    Obj *a = mk_pair_region(src, shared, shared);
    Obj *b = mk_cell_region(src, shared);
    a = transmigrate(a, src, dst);
    b = transmigrate(b, src, dst);
    region_exit(src);
    cr_assert_eq(omni_pair_car(a), omni_pair_cdr(a));
    cr_assert_eq(omni_cell_get(b), omni_pair_car(a));
    region_exit(dst);
    end_program();
}

/* --- random graphs against a model ----------------------------------------------------------------------------------- */

enum { NODE_COUNT = 60 };

/* A node of the model: a pair, cell, closure of two, or string; in the source or elsewhere. */
typedef struct ModelNode {
    int kind;
    bool in_source;
    int field[2];  /* a node, or -1 for an immediate */
} ModelNode;

static uint32_t random_state;

static int random_below(int limit)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (int)((random_state >> 8) % (uint32_t)limit);
}

static Obj *new_node(Region *region, int kind, int index)
{
    Obj *empty[2] = {OMNI_NIL, OMNI_NIL};
    char name[32];
    switch (kind) {
    case 0: return mk_pair_region(region, OMNI_NIL, OMNI_NIL);
    case 1: return mk_cell_region(region, OMNI_NIL);
    case 2: return mk_closure_region(region, nothing_code, index, index, 2, empty);
    default: (void)snprintf(name, sizeof name, "node %d", index); return text(region, name);
    }
}

static Obj **field_of(Obj *object, int kind, int field)
{
    switch (kind) {
    case 0: return field == 0 ? &((Pair *)object)->car : &((Pair *)object)->cdr;
    case 1: return field == 0 ? &((Cell *)object)->content : NULL;
    case 2: return (Obj **)(void *)((Closure *)object + 1) + field;
    default: return NULL;
    }
}

/* Walks the model and the objects together: each node must have one object, in the right place, with the right fields. */
static void compare(const ModelNode *model, Obj **seen, Obj *const *original, int node, Obj *object, const Region *dst)
{
    int field;
    if (seen[node] != NULL) {
        cr_assert_eq(seen[node], object, "node %d was copied twice", node);
        return;
    }
    seen[node] = object;
    if (!model[node].in_source) {
        cr_assert_eq(object, original[node]);
        return;
    }
    cr_assert_eq(region_of(object), dst);
    if (model[node].kind == 2) {
        cr_assert_eq(((Closure *)object)->min_args, node);
    } else if (model[node].kind == 3) {
        char name[32];
        (void)snprintf(name, sizeof name, "\"node %d\"", node);
        ASSERT_SHOWN(object, name);
    }
    for (field = 0; field < 2; field++) {
        Obj **slot = field_of(object, model[node].kind, field);
        if (slot == NULL) {
            continue;
        }
        if (model[node].field[field] < 0) {
            cr_assert_eq(*slot, OMNI_FIX(model[node].field[field]));
        } else {
            compare(model, seen, original, model[node].field[field], *slot, dst);
        }
    }
}

Test(transmigrate, random_graphs_keep_their_shape)
{
    int round;
    for (round = 1; round <= 400; round++) {
        ModelNode model[NODE_COUNT];
        Obj *objects[NODE_COUNT];
        Obj *seen[NODE_COUNT] = {NULL};
        Region *src = region_create();
        Region *dst = region_create();
        Region *other = region_create();
        Obj *copy;
        int i;
        int field;
        random_state = (uint32_t)round;
        for (i = 0; i < NODE_COUNT; i++) {
            model[i].kind = random_below(9) / 2; /* 4 counts as a string; pairs, cells and closures are as likely */
            if (model[i].kind > 3) {
                model[i].kind = 0;
            }
            model[i].in_source = i == 0 || random_below(6) > 0;
            objects[i] = new_node(model[i].in_source ? src : other, model[i].kind, i);
        }
        for (i = 0; i < NODE_COUNT; i++) {
            for (field = 0; field < 2; field++) {
                Obj **slot = field_of(objects[i], model[i].kind, field);
                int target = random_below(NODE_COUNT + 10);
                model[i].field[field] = target < NODE_COUNT ? target : -target;
                if (slot != NULL) {
                    *slot = target < NODE_COUNT ? objects[target] : OMNI_FIX(-target);
                }
            }
        }
        copy = transmigrate(objects[0], src, dst);
        region_exit(src);
        compare(model, seen, objects, 0, copy, dst);
        region_exit(dst);
        region_exit(other);
    }
    end_program();
}

/* --- depth ---------------------------------------------------------------------------------------------------------------- */

Test(transmigrate, long_lists_and_deep_nests_need_no_stack, .timeout = 60)
{
    Region *src = region_create();
    Region *dst = region_create();
    Obj *list = OMNI_NIL;
    Obj *nest = OMNI_NIL;
    Obj *both = OMNI_NIL;
    int64_t i;
    for (i = 0; i < DEEP; i++) {
        list = mk_pair_region(src, OMNI_FIX(i), list);
    }
    list = transmigrate(list, src, dst);
    region_exit(src);
    cr_assert_eq(omni_length(list, ""), DEEP);
    region_exit(dst);

    src = region_create();
    dst = region_create();
    for (i = 0; i < DEEP / 10; i++) {
        nest = mk_pair_region(src, nest, mk_cell_region(src, OMNI_FIX(i)));
        both = mk_pair_region(src, mk_pair_region(src, OMNI_FIX(i), OMNI_NIL), both);
    }
    nest = transmigrate(nest, src, dst);
    both = transmigrate(both, src, dst);
    region_exit(src);
    for (i = DEEP / 10 - 1; i >= 0; i--) {
        cr_assert(omni_cell_get(omni_pair_cdr(nest)) == OMNI_FIX(i));
        cr_assert(omni_pair_car(omni_pair_car(both)) == OMNI_FIX(i));
        nest = omni_pair_car(nest);
        both = omni_pair_cdr(both);
    }
    cr_assert_eq(nest, OMNI_NIL);
    cr_assert_eq(both, OMNI_NIL);
    region_exit(dst);
    end_program();
}

#if OMNI_ACCOUNTING
Test(transmigrate, copies_are_counted)
{
    Region *src = region_create();
    Region *dst = region_create();
    Obj *pair = mk_pair_region(src, OMNI_NIL, OMNI_NIL);
    (void)mk_pair_region(src, pair, OMNI_NIL);
    (void)transmigrate(mk_pair_region(src, pair, pair), src, dst);
    cr_assert_eq(omni_stats.transmigrated_objects, 2);
    cr_assert_eq(omni_stats.transmigrated_bytes, 2 * sizeof(Pair));
    region_exit(src);
    region_exit(dst);
    end_program();
}
#endif
