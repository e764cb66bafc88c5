/* backtracking_shared.omni, translated by omnic */
#include "omni.h"

/* Two functions that call one another: `walk` puts names on top of `seen`, `walk-all` makes the
 * calls. Both branches of the
 * search share the names below theirs, so they are counted. What is given back holds nothing of
 * `seen`. */
typedef struct Room Room;
struct Room {
    Struct header;
    Obj *name;
    Obj *doors;
};

static const OmniField Room_fields[] = {
    OMNI_FIELD(Room, name, "name", VALUE),
    OMNI_FIELD(Room, doors, "doors", VALUE),
};
static const OmniStructType Room_type = { "Room", sizeof(Room), 2, Room_fields };

static inline Obj *mk_Room_stack(Room *self, Obj *name, Obj *doors)
{
    omni_struct_stack(&self->header, &Room_type);
    self->name = name;
    self->doors = doors;
    return &self->header.header;
}

static inline Obj *Room_name(const Obj *self)
{
    return ((const Room *)self)->name;
}

static inline Obj *Room_doors(const Obj *self)
{
    return ((const Room *)self)->doors;
}

static inline int64_t walk_all(Obj *rooms, Obj *seen);
static Obj *memq(Obj *item, Obj *items);

OMNI_STATIC_SYMBOL(sym_cellar, "cellar");
OMNI_STATIC_SYMBOL(sym_hall, "hall");
OMNI_STATIC_SYMBOL(sym_kitchen, "kitchen");

/* walk
 *   room  borrowed  only read here; the caller keeps it
 *   seen  consumed  taken over from the caller, who does not use it afterwards
 *   pair  heap      what (walk-all (Room-doors room) (cons (Ro... gets on top of seen is dead when
 *                   it returns; a region would keep it until the first call returns; held twice
 *                   after (walk (car rooms) seen): counted
 */
static int64_t walk(Obj *room, Obj *seen)
{
    OMNI_STACK_CHECK("walk");
    if (omni_is_true(memq(Room_name(room), seen))) {
        dec_ref(seen);  /* seen: not used on this path */
        return 0;
    }
    int64_t walk_all_result = walk_all(Room_doors(room), mk_pair_heap(Room_name(room), seen));
    return omni_int_add(1, walk_all_result, "walk+3: (+ 1 (walk-all (Room-doors room) (con...");
}

/* walk_all
 *   rooms  borrowed  only read here; the caller keeps it
 *   seen   consumed  taken over from the caller, who does not use it afterwards
 */
static inline int64_t walk_all(Obj *rooms, Obj *seen)
{
    OMNI_STACK_CHECK("walk-all");
    if (omni_is_null(rooms)) {
        dec_ref(seen);  /* seen: not used on this path */
        return 0;
    }
    Obj *head = omni_pair_car(rooms);
    inc_ref(seen);  /* seen is used again after (walk (car rooms) seen) */
    int64_t walk_result = walk(head, seen);
    int64_t walk_all_result = walk_all(omni_pair_cdr(rooms), seen);
    return omni_int_add(walk_result, walk_all_result,
                        "walk-all+3: (+ (walk (car rooms) seen) (walk-all ...");
}

/* longest_walks
 *   cellar   stack  at most 96 bytes and one object for each call
 *   kitchen  stack  at most 96 bytes and one object for each call
 *   list     stack  at most 72 bytes and one object for each call
 *   hall     stack  at most 96 bytes and one object for each call
 */
static int64_t longest_walks(void)
{
    Room cellar_object;  /* at most 96 bytes and one object for each call */
    Room kitchen_object;  /* at most 96 bytes and one object for each call */
    Room hall_object;  /* at most 96 bytes and one object for each call */
    Pair list_pair;  /* at most 72 bytes and one object for each call */
    Pair list_pair_2;  /* at most 72 bytes and one object for each call */
    Pair list_pair_3;  /* at most 72 bytes and one object for each call */
    Obj *cellar = mk_Room_stack(&cellar_object, OMNI_REF(sym_cellar), OMNI_NIL);
    Obj *list = mk_pair_stack(&list_pair, cellar, OMNI_NIL);
    Obj *kitchen = mk_Room_stack(&kitchen_object, OMNI_REF(sym_kitchen), list);
    Obj *list_2 = mk_pair_stack(&list_pair_3, kitchen,
                                mk_pair_stack(&list_pair_2, cellar, OMNI_NIL));
    Obj *hall = mk_Room_stack(&hall_object, OMNI_REF(sym_hall), list_2);
    return walk(hall, OMNI_NIL);
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    omni_display_int(longest_walks());
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* memq
 *   items  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *memq(Obj *item, Obj *items)
{
    while (!omni_is_null(items)) {
        if (item == omni_pair_car(items)) {
            return items;
        }
        items = omni_pair_cdr(items);
    }
    return OMNI_FALSE;
}
