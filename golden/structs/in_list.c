/* in_list.omni, translated by omnic */
#include "omni.h"

/* Structs in a list that is filtered: what survives stays where it was made. */
typedef struct Item Item;
struct Item {
    Struct header;
    int64_t price;
    Obj *name;
};

static const OmniField Item_fields[] = {
    OMNI_FIELD(Item, price, "price", INT),
    OMNI_FIELD(Item, name, "name", VALUE),
};
static const OmniStructType Item_type = { "Item", sizeof(Item), 2, Item_fields };

static inline Obj *mk_Item_stack(Item *self, int64_t price, Obj *name)
{
    omni_struct_stack(&self->header, &Item_type);
    self->price = price;
    self->name = name;
    return &self->header.header;
}

static inline int64_t Item_price(const Obj *self)
{
    return ((const Item *)self)->price;
}

static inline Obj *Item_name(const Obj *self)
{
    return ((const Item *)self)->name;
}

static Obj *filter_cheap_lambda(Region *dest, Obj *items, int64_t limit);
static void for_each_main_lambda(Obj *items);

OMNI_STATIC_STRING(text_book, "book", 4);
OMNI_STATIC_STRING(text_desk, "desk", 4);
OMNI_STATIC_STRING(text_pen, "pen", 3);

/* cheap_lambda
 *   item  borrowed  only read here; the caller keeps it
 */
static bool cheap_lambda(Obj *item, int64_t limit)
{
    return Item_price(item) < limit;
}

/* cheap
 *   items   borrowed  part of the result; the caller keeps it alive as long as the result
 *   filter  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *cheap(Region *dest, Obj *items, int64_t limit)
{
    return filter_cheap_lambda(dest, items, limit);
}

/* main__main_lambda
 *   item  borrowed  only read here; the caller keeps it
 */
static void main__main_lambda(Obj *item)
{
    omni_display(Item_name(item));
    omni_newline();
}

/* main_
 *   items  stack         at most 72 bytes and one object for each call
 *   item   stack         at most 96 bytes and one object for each call
 *   cheap  cheap_region  not reachable from outside; last use: (for-each (lambda (item) (println
 *                        ite...; not on the stack: size unknown: built by cheap
 */
static void main_(void)
{
    Item item_object;  /* at most 96 bytes and one object for each call */
    Item item_object_2;  /* at most 96 bytes and one object for each call */
    Item item_object_3;  /* at most 96 bytes and one object for each call */
    Pair list_pair;  /* at most 72 bytes and one object for each call */
    Pair list_pair_2;  /* at most 72 bytes and one object for each call */
    Pair items_pair;  /* at most 72 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair, mk_Item_stack(&item_object_3, 12, OMNI_REF(text_book)),
                              OMNI_NIL);
    Obj *list_2 = mk_pair_stack(&list_pair_2,
                                mk_Item_stack(&item_object_2, 300, OMNI_REF(text_desk)), list);
    Obj *items = mk_pair_stack(&items_pair, mk_Item_stack(&item_object, 5, OMNI_REF(text_pen)),
                               list_2);
    /* for cheap: last used in (for-each (lambda (item) (println ite... */
    Region *cheap_region = region_create();
    for_each_main_lambda(cheap(cheap_region, items, 100));
    region_exit(cheap_region);  /* last use of cheap: (for-each (lambda (item) (println ite... */
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    main_();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* filter_cheap_lambda
 *   filter_cheap_lambda  version   specialised for cheap-lambda: what it gets to call is known
 *   filter_cheap_lambda  loop      what a call of itself returns only ends its list: each pair is
 *                                  linked behind the last
 *   items                borrowed  part of the result; the caller keeps it alive as long as the
 *                                  result
 *   pair                 dest      returned, so it is built in the caller's region: no copy
 */
static Obj *filter_cheap_lambda(Region *dest, Obj *items, int64_t limit)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(items)) {
        if (cheap_lambda(omni_pair_car(items), limit)) {
            Obj *pair = mk_pair_region(dest, omni_pair_car(items), OMNI_NIL);
            Obj *tail = omni_pair_cdr(items);
            if (omni_is_null(last)) {
                first = pair;
            } else {
                omni_pair_set_cdr(last, pair);
            }
            items = tail;
            last = pair;
        } else {
            items = omni_pair_cdr(items);
        }
    }
    return first;
}

/* for_each_main_lambda
 *   for_each_main_lambda  version   specialised for main-lambda: what it gets to call is known
 *   items                 borrowed  only read here; the caller keeps it
 */
static void for_each_main_lambda(Obj *items)
{
    Obj *rest = items;
    while (!omni_is_null(rest)) {
        main__main_lambda(omni_pair_car(rest));
        rest = omni_pair_cdr(rest);
    }
}
