/* elements.omni, translated by omnic */
#include "omni.h"

/* The spine of the old list is freed, its elements live on in the new one. */
typedef struct Item Item;
struct Item {
    Struct header;
    Obj *name;
    int64_t weight;
};

static const OmniField Item_fields[] = {
    OMNI_FIELD(Item, name, "name", VALUE),
    OMNI_FIELD(Item, weight, "weight", INT),
};
static const OmniStructType Item_type = { "Item", sizeof(Item), 2, Item_fields };

static inline Obj *mk_Item_heap(Obj *name, int64_t weight)
{
    Item *self = (Item *)omni_struct_heap(&Item_type);
    self->name = name;
    self->weight = weight;
    return &self->header.header;
}

static inline int64_t Item_weight(const Obj *self)
{
    return ((const Item *)self)->weight;
}

OMNI_STATIC_SYMBOL(sym_a, "a");
OMNI_STATIC_SYMBOL(sym_b, "b");
OMNI_STATIC_SYMBOL(sym_c, "c");

/* lighter
 *   lighter  loop      what a call of itself returns only ends its list: each pair is linked behind
 *                      the last
 *   items    consumed  taken over from the caller, who does not use it afterwards
 *   pair     heap      built for the caller, who frees it
 */
static Obj *lighter(Obj *items, int64_t limit)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(items)) {
        Obj *head = omni_pair_car(items);
        if (Item_weight(head) < limit) {
            Obj *tail = omni_pair_cdr(items);
            /* items is taken apart: its memory is used for (cons (car items) (lighter (cdr
             * items... */
            Obj *pair = reuse_as_pair(items, head, OMNI_NIL);
            if (omni_is_null(last)) {
                first = pair;
            } else {
                omni_pair_set_cdr(last, pair);
            }
            items = tail;
            last = pair;
        } else {
            Obj *tail_2 = omni_pair_cdr(items);
            free_obj(items);  /* items is taken apart; what lives on: (cdr items) */
            free_tree(head);  /* last use of (car items): (cdr items) */
            items = tail_2;
        }
    }
    return first;
}

/* shrink
 *   items  consumed  taken over from the caller, who does not use it afterwards
 */
static Obj *shrink(Obj *items, int64_t limit)
{
    while (limit != 2) {
        items = lighter(items, limit);
        limit = omni_int_sub(limit, 1, "shrink+1: (- limit 1)");
    }
    return items;
}

/* main
 *   shrink  heap  given up in (lighter items limit) while the new one is built, so each object is
 *                 freed on its own; nothing ever holds it twice: no counts
 *   item    heap  given up in (lighter items limit) while the new one is built, so each object is
 *                 freed on its own; nothing ever holds it twice: no counts
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Obj *item = mk_Item_heap(OMNI_REF(sym_b), 5);
    Obj *list = mk_pair_heap(item, mk_pair_heap(mk_Item_heap(OMNI_REF(sym_c), 3), OMNI_NIL));
    Obj *shrink_result = shrink(mk_pair_heap(mk_Item_heap(OMNI_REF(sym_a), 1), list), 6);
    int64_t length = omni_length(shrink_result, "main: (length (shrink (list (Item 'a 1) (It...");
    free_tree(shrink_result);  /* last use of shrink: (length (shrink (list (Item 'a 1) (It... */
    omni_display_int(length);
    omni_newline();
    return omni_shutdown(0);
}
