/* as_value.omni, translated by omnic */
#include "omni.h"

extern Obj *read_name(Region *dest, int64_t id);
static Obj *read_name_function_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *map(Region *dest, Obj *f, Obj *items);

static const Pair list_in_main[3] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_NIL},
};

OMNI_STATIC_CLOSURE(read_name_function_closure, read_name_function_entry, 1, 1);

/* names
 *   ids  borrowed  only read here; the caller keeps it
 *   map  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *names(Region *dest, Obj *ids)
{
    return map(dest, OMNI_REF(read_name_function_closure), ids);
}

/* read_name_function
 *   read_name  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *read_name_function(Region *dest, int64_t id)
{
    return read_name(dest, id);
}

static Obj *read_name_function_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return read_name_function(dest, omni_as_int(args[0], "read-name-function: id"));
}

/* main
 *   names  names_region  not reachable from outside; last use: (length (names '(1 2 3))); not on
 *                        the stack: size unknown: built by names
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    Region *names_region = region_create();  /* for names: last used in (length (names '(1 2 3))) */
    Obj *names_result = names(names_region, OMNI_REF(list_in_main[0]));
    int64_t length = omni_length(names_result, "main: (length (names '(1 2 3)))");
    region_exit(names_region);  /* last use of names: (length (names '(1 2 3))) */
    omni_display_int(length);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* map
 *   map    loop      what a call of itself returns only ends its list: each pair is linked behind
 *                    the last
 *   f      borrowed  only read here; the caller keeps it
 *   items  borrowed  only read here; the caller keeps it
 *   pair   dest      returned, so it is built in the caller's region: no copy
 */
static Obj *map(Region *dest, Obj *f, Obj *items)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(items)) {
        Obj *f_result = omni_call(f, dest, 1, (Obj *[]){ omni_pair_car(items) },
                                  "map+3: (f (car items))");
        Obj *pair = mk_pair_region(dest, f_result, OMNI_NIL);
        Obj *tail = omni_pair_cdr(items);
        if (omni_is_null(last)) {
            first = pair;
        } else {
            omni_pair_set_cdr(last, pair);
        }
        items = tail;
        last = pair;
    }
    return first;
}
