/* list.c: the slow paths of pairs and lists. */
#include "internal.h"

static void check_changeable(Obj *pair, const char *where)
{
    if (!omni_is_pair(pair)) {
        omni_panic_type("a pair", pair, where);
    }
    if (pair->storage == OMNI_STORAGE_STATIC) {
        omni_panic_value(OMNI_ERROR_CONSTANT, "cannot change a constant", pair, where);
    }
}

Obj *omni_replace_car(Obj *pair, Obj *value, const char *where)
{
    check_changeable(pair, where);
    Obj *old = ((Pair *)pair)->car;
    ((Pair *)pair)->car = value;
    return old;
}

Obj *omni_replace_cdr(Obj *pair, Obj *value, const char *where)
{
    check_changeable(pair, where);
    Obj *old = ((Pair *)pair)->cdr;
    ((Pair *)pair)->cdr = value;
    return old;
}

void omni_set_car(Obj *pair, Obj *value, const char *where)
{
    (void)omni_replace_car(pair, value, where);
}

void omni_set_cdr(Obj *pair, Obj *value, const char *where)
{
    (void)omni_replace_cdr(pair, value, where);
}

/* The number of elements, or -1 for what is not a list. `slow` moves at half the speed and meets the front in a cycle
 * (Floyd). */
static int64_t count_elements(const Obj *list)
{
    const Obj *slow = list;
    int64_t count = 0;
    while (omni_is_pair(list)) {
        list = omni_pair_cdr(list);
        count++;
        if ((count & 1) == 0) {
            slow = omni_pair_cdr(slow);
            if (slow == list && omni_is_pair(list)) {
                return -1;
            }
        }
    }
    return omni_is_null(list) ? count : -1;
}

bool omni_is_list(const Obj *value)
{
    return count_elements(value) >= 0;
}

int64_t omni_length(const Obj *list, const char *where)
{
    int64_t count = count_elements(list);
    if (count < 0) {
        omni_panic_type("a list", list, where);
    }
    return count;
}

bool omni_has_pairs(const Obj *value, int64_t count)
{
    for (; count > 0 && omni_is_pair(value); count--) {
        value = omni_pair_cdr(value);
    }
    return count == 0;
}

bool omni_is_list_of(const Obj *value, int64_t count)
{
    for (; count > 0 && omni_is_pair(value); count--) {
        value = omni_pair_cdr(value);
    }
    return count == 0 && omni_is_null(value);
}

Obj *omni_rest_list(Region *region, int argc, Obj *const *args, int first)
{
    Obj *list = OMNI_NIL;
    while (argc > first) {
        argc--;
        list = mk_pair_region(region, args[argc], list);
    }
    return list;
}
