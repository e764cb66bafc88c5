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

static Obj *cheap_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main__main_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *filter(Region *dest, Obj *is_keep, Obj *items);
static void for_each(Region *dest, Obj *f, Obj *items);

OMNI_STATIC_STRING(text_book, "book", 4);
OMNI_STATIC_STRING(text_desk, "desk", 4);
OMNI_STATIC_STRING(text_pen, "pen", 3);

OMNI_STATIC_CLOSURE(main__main_lambda_closure, main__main_lambda_entry, 1, 1);

/* cheap_lambda
 *   item   borrowed  only read here; the caller keeps it
 *   limit  borrowed  only read here; the caller keeps it
 */
static bool cheap_lambda(Obj *self, Obj *item)
{
    Obj *limit = omni_captured(self, 0);
    return Item_price(item) < omni_int_value(limit);
}

static Obj *cheap_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)dest;
    (void)argc;
    return omni_bool(cheap_lambda(self, args[0]));
}

/* cheap
 *   items     borrowed  part of the result; the caller keeps it alive as long as the result
 *   filter    dest      returned, so it is built in the caller's region: no copy
 *   function  stack     at most 40 bytes and one object for each call
 *   limit     stack     at most 16 bytes and one object for each call
 */
static Obj *cheap(Region *dest, Obj *items, int64_t limit)
{
    IntBox limit_box;  /* at most 16 bytes and one object for each call */
    OMNI_CLOSURE_STORAGE(1) function_closure;  /* at most 40 bytes and one object for each call */
    Obj *limit_2 = mk_int_stack(&limit_box, limit);
    Obj *function = mk_closure_stack(&function_closure, cheap_lambda_entry, 1, 1, 1,
                                     (Obj *[]){ limit_2 });
    return filter(dest, function, items);
}

/* main__main_lambda
 *   item  borrowed  only read here; the caller keeps it
 */
static void main__main_lambda(Obj *item)
{
    omni_display(Item_name(item));
    omni_newline();
}

static Obj *main__main_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    main__main_lambda(args[0]);
    return OMNI_NOTHING;
}

/* main_
 *   items  stack            at most 72 bytes and one object for each call
 *   item   stack            at most 96 bytes and one object for each call
 *   cheap  for_each_region  not reachable from outside; last use: (for-each (lambda (item) (println
 *                           ite...; not on the stack: size unknown: built by for-each
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
    Region *for_each_region = region_create();
    for_each(for_each_region, OMNI_REF(main__main_lambda_closure),
             cheap(for_each_region, items, 100));
    region_exit(for_each_region);  /* last use of cheap: (for-each (lambda (item) (println ite... */
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    main_();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* filter
 *   is_keep  borrowed  only read here; the caller keeps it
 *   items    borrowed  part of the result; the caller keeps it alive as long as the result
 *   first    dest      returned, so it is built in the caller's region: no copy
 *   next     dest      returned, so it is built in the caller's region: no copy
 */
static Obj *filter(Region *dest, Obj *is_keep, Obj *items)
{
    Obj *rest = items;
    while (!omni_is_null(rest)) {
        Obj *keep_result = omni_call(is_keep, omni_global, 1, (Obj *[]){ omni_pair_car(rest) },
                                     "filter+4: (keep? (car rest))");
        if (omni_bool_value(keep_result)) {
            Obj *first = mk_pair_region(dest, omni_pair_car(rest), OMNI_NIL);
            Obj *rest_2 = omni_pair_cdr(rest);
            Obj *last = first;
            while (!omni_is_null(rest_2)) {
                Obj *keep_result_2 = omni_call(is_keep, omni_global, 1,
                                               (Obj *[]){ omni_pair_car(rest_2) },
                                               "filter+9: (keep? (car rest))");
                if (omni_bool_value(keep_result_2)) {
                    Obj *next = mk_pair_region(dest, omni_pair_car(rest_2), OMNI_NIL);
                    omni_set_cdr(last, next, "filter+11: (set-cdr! last next)");
                    rest_2 = omni_pair_cdr(rest_2);
                    last = next;
                } else {
                    rest_2 = omni_pair_cdr(rest_2);
                }
            }
            return first;
        }
        rest = omni_pair_cdr(rest);
    }
    return OMNI_NIL;
}

/* for_each
 *   f      borrowed  only read here; the caller keeps it
 *   items  borrowed  only read here; the caller keeps it
 */
static void for_each(Region *dest, Obj *f, Obj *items)
{
    Obj *rest = items;
    while (!omni_is_null(rest)) {
        omni_call(f, dest, 1, (Obj *[]){ omni_pair_car(rest) }, "for-each+3: (f (car rest))");
        rest = omni_pair_cdr(rest);
    }
}
