/* library_values.omni, translated by omnic */
#include "omni.h"

static Obj *try__entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *map(Region *dest, Obj *f, Obj *items);
static Obj *map_any(Region *dest, Obj *f, Obj *items, Obj *others);
static Obj *list_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *plus_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *minus_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *slash_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *max_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *number_to_string_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static bool is_any_null(Obj *lists);
static Obj *reverse(Region *dest, Obj *items);
static Obj *cdr_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *car_entry(Obj *self, Region *dest, int argc, Obj *const *args);

static const Pair list_in_main[8] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(list_in_main[2]), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(list_in_main[5]), OMNI_NIL},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[3])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main[4])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_NIL},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(4), OMNI_REF(list_in_main[6])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(5), OMNI_REF(list_in_main[7])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(6), OMNI_NIL},
};

OMNI_STATIC_CLOSURE(try__closure, try__entry, 1, 1);
OMNI_STATIC_CLOSURE(list_closure, list_entry, 0, -1);
OMNI_STATIC_CLOSURE(plus_2_closure, plus_2_entry, 0, -1);
OMNI_STATIC_CLOSURE(minus_2_closure, minus_2_entry, 1, -1);
OMNI_STATIC_CLOSURE(slash_2_closure, slash_2_entry, 1, -1);
OMNI_STATIC_CLOSURE(max_2_closure, max_2_entry, 1, -1);
OMNI_STATIC_CLOSURE(number_to_string_closure, number_to_string_entry, 1, 2);
OMNI_STATIC_CLOSURE(cdr_closure, cdr_entry, 1, 1);
OMNI_STATIC_CLOSURE(car_closure, car_entry, 1, 1);

/* A library name as a value takes every number of arguments that a call of the name takes. */
/* columns
 *   rows     borrowed  changed here; the caller keeps it
 *   map_any  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *columns(Region *dest, Obj *rows)
{
    return map_any(dest, OMNI_REF(list_closure), omni_pair_car(rows), omni_pair_cdr(rows));
}

/* try_
 *   f     borrowed  only read here; the caller keeps it
 *   list  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *try_(Region *dest, Obj *f)
{
    OMNI_STACK_CHECK("try");
    Obj *f_result = omni_call(f, dest, 2, (Obj *[]){ OMNI_FIX(8), OMNI_FIX(2) }, "try+1: (f 8 2)");
    Obj *f_result_2 = omni_call(f, dest, 1, (Obj *[]){ OMNI_FIX(8) }, "try+1: (f 8)");
    return mk_pair_region(dest, f_result, mk_pair_region(dest, f_result_2, OMNI_NIL));
}

static Obj *try__entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return try_(dest, args[0]);
}

/* main
 *   columns  columns_region  not reachable from outside; last use: (println (columns '((1 2 3) (4 5
 *                            6)))); not on the stack: size unknown: built by columns
 *   map      map_region      not reachable from outside; last use: (println (map try (list + - /
 *                            max)) (...; not on the stack: size unknown: built by try
 *   list     stack           at most 96 bytes and one object for each call
 *   try      try_region      not reachable from outside; last use: (println (map try (list + - /
 *                            max)) (...; not on the stack: size unknown: built by number->string
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for columns: last used in (println (columns '((1 2 3) (4 5 6)))) */
    Region *columns_region = region_create();
    omni_display(columns(columns_region, OMNI_REF(list_in_main[0])));
    region_exit(columns_region);  /* last use of columns: (println (columns '((1 2 3) (4 5 6)))) */
    omni_newline();
    /* for map: last used in (println (map try (list + - / max)) (... */
    Region *map_region = region_create();
    Pair list_pair;  /* at most 96 bytes and one object for each call */
    Pair list_pair_2;  /* at most 96 bytes and one object for each call */
    Pair list_pair_3;  /* at most 96 bytes and one object for each call */
    Pair list_pair_4;  /* at most 96 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair_2, OMNI_REF(slash_2_closure),
                              mk_pair_stack(&list_pair, OMNI_REF(max_2_closure), OMNI_NIL));
    Obj *list_2 = mk_pair_stack(&list_pair_4, OMNI_REF(plus_2_closure),
                                mk_pair_stack(&list_pair_3, OMNI_REF(minus_2_closure), list));
    Obj *map_result = map(map_region, OMNI_REF(try__closure), list_2);
    /* for try: last used in (println (map try (list + - / max)) (... */
    Region *try_region = region_create();
    Obj *try_result = try_(try_region, OMNI_REF(number_to_string_closure));
    omni_display(map_result);
    region_exit(map_region);  /* last use of map: (println (map try (list + - / max)) (... */
    omni_display(try_result);
    region_exit(try_region);  /* last use of try: (println (map try (list + - / max)) (... */
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

/* map_any
 *   f       borrowed  only read here; the caller keeps it
 *   items   borrowed  changed here; the caller keeps it
 *   others  borrowed  changed here; the caller keeps it
 *   map     dest      returned, so it is built in the caller's region: no copy
 */
static Obj *map_any(Region *dest, Obj *f, Obj *items, Obj *others)
{
    if (omni_is_null(others)) {
        return map(dest, f, items);
    }
    /* becomes part of items, so it is built in the region that holds items */
    Region *items_region = region_of(items);
    Obj *pair = mk_pair_region(items_region, items, others);
    /* for results: carried from one iteration to the next */
    Region *results_region = region_create();
    Obj *lists = pair;
    Obj *results = OMNI_NIL;
    while (!is_any_null(lists)) {
        Obj *map_result = map(items_region, OMNI_REF(cdr_closure), lists);
        Obj *map_result_2 = map(dest, OMNI_REF(car_closure), lists);
        Obj *f_result = omni_apply(f, dest, 0, NULL, map_result_2,
                                   "map-any+6: (apply f (map car lists))");
        lists = map_result;
        results = mk_pair_region(results_region, f_result, results);
    }
    Obj *reverse_result = reverse(dest, results);
    region_exit(results_region);  /* last use of results: (reverse results) */
    return reverse_result;
}

/* list
 *   items  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *list(Obj *items)
{
    return items;
}

static Obj *list_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    return list(omni_rest_list(dest, argc, args, 0));
}

/* plus
 *   numbers  borrowed  only read here; the caller keeps it
 */
static int64_t plus(Obj *numbers)
{
    int64_t sum = 0;
    Obj *rest = numbers;
    while (!omni_is_null(rest)) {
        int64_t head = omni_int_value(omni_pair_car(rest));
        sum = omni_int_add(sum, head, "++4: (+ sum (car rest))");
        rest = omni_pair_cdr(rest);
    }
    return sum;
}

/* plus_2
 *   a     borrowed     only read here; the caller keeps it
 *   b     borrowed     only read here; the caller keeps it
 *   more  borrowed     changed here; the caller keeps it
 *   list  more_region  becomes part of more, so it is built in the region that holds more
 *   list  stack        at most 24 bytes and one object for each call
 */
static int64_t plus_2(Obj *a, Obj *b, Obj *more)
{
    if (omni_is_absent(a)) {
        return plus(OMNI_NIL);
    } else if (omni_is_absent(b)) {
        Pair list_pair;  /* at most 24 bytes and one object for each call */
        return plus(mk_pair_stack(&list_pair, a, OMNI_NIL));
    } else if (omni_is_null(more)) {
        return omni_int_add(omni_int_value(a), omni_int_value(b), "+");
    }
    /* becomes part of more, so it is built in the region that holds more */
    Region *more_region = region_of(more);
    return plus(mk_pair_region(more_region, a, mk_pair_region(more_region, b, more)));
}

static Obj *plus_2_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    return mk_int_region(dest,
                         plus_2(argc > 0 ? args[0] : OMNI_ABSENT, argc > 1 ? args[1] : OMNI_ABSENT,
                                omni_rest_list(dest, argc, args, 2)));
}

/* minus
 *   more  borrowed  only read here; the caller keeps it
 */
static int64_t minus(int64_t first, Obj *more)
{
    if (omni_is_null(more)) {
        return omni_int_neg(first, "-+2: (- first)");
    }
    int64_t difference = first;
    Obj *rest = more;
    while (!omni_is_null(rest)) {
        int64_t head = omni_int_value(omni_pair_car(rest));
        difference = omni_int_sub(difference, head, "-+6: (- difference (car rest))");
        rest = omni_pair_cdr(rest);
    }
    return difference;
}

/* minus_2
 *   b     borrowed     only read here; the caller keeps it
 *   more  borrowed     changed here; the caller keeps it
 *   list  more_region  becomes part of more, so it is built in the region that holds more
 */
static int64_t minus_2(int64_t a, Obj *b, Obj *more)
{
    if (omni_is_absent(b)) {
        return minus(a, OMNI_NIL);
    } else if (omni_is_null(more)) {
        return omni_int_sub(a, omni_int_value(b), "-");
    }
    return minus(a, mk_pair_region(region_of(more), b, more));
}

static Obj *minus_2_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    return mk_int_region(dest,
                         minus_2(omni_as_int(args[0], "-: a"), argc > 1 ? args[1] : OMNI_ABSENT,
                                 omni_rest_list(dest, argc, args, 2)));
}

/* slash
 *   more   borrowed  only read here; the caller keeps it
 *   first  stack     at most 16 bytes and one object for each call
 *   head   stack     at most 16 bytes and one object for each call
 */
static Obj *slash(Region *dest, int64_t first, Obj *more)
{
    if (omni_is_null(more)) {
        IntBox first_box;  /* at most 16 bytes and one object for each call */
        return omni_div(dest, OMNI_FIX(1), mk_int_stack(&first_box, first), "/+2: (/ first)");
    }
    Obj *quotient = mk_int_region(dest, first);
    Obj *rest = more;
    while (!omni_is_null(rest)) {
        IntBox head_box;  /* at most 16 bytes and one object for each call */
        Obj *head = mk_int_stack(&head_box, omni_int_value(omni_pair_car(rest)));
        quotient = omni_div(dest, quotient, head, "/+6: (/ quotient (car rest))");
        rest = omni_pair_cdr(rest);
    }
    return quotient;
}

/* slash_2
 *   b      borrowed     only read here; the caller keeps it
 *   more   borrowed     changed here; the caller keeps it
 *   list   more_region  becomes part of more, so it is built in the region that holds more
 *   slash  dest         returned, so it is built in the caller's region: no copy
 *   a      stack        at most 16 bytes and one object for each call
 */
static Obj *slash_2(Region *dest, int64_t a, Obj *b, Obj *more)
{
    if (omni_is_absent(b)) {
        return slash(dest, a, OMNI_NIL);
    } else if (omni_is_null(more)) {
        IntBox a_box;  /* at most 16 bytes and one object for each call */
        return omni_div(dest, mk_int_stack(&a_box, a), b, "/");
    }
    return slash(dest, a, mk_pair_region(region_of(more), b, more));
}

static Obj *slash_2_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    return slash_2(dest, omni_as_int(args[0], "/: a"), argc > 1 ? args[1] : OMNI_ABSENT,
                   omni_rest_list(dest, argc, args, 2));
}

/* max
 *   more  borrowed  only read here; the caller keeps it
 */
static int64_t max(int64_t first, Obj *more)
{
    int64_t largest = first;
    Obj *rest = more;
    while (!omni_is_null(rest)) {
        largest = omni_int_max(largest, omni_int_value(omni_pair_car(rest)));
        rest = omni_pair_cdr(rest);
    }
    return largest;
}

/* max_2
 *   b     borrowed     only read here; the caller keeps it
 *   more  borrowed     changed here; the caller keeps it
 *   list  more_region  becomes part of more, so it is built in the region that holds more
 */
static int64_t max_2(int64_t a, Obj *b, Obj *more)
{
    if (omni_is_absent(b)) {
        return max(a, OMNI_NIL);
    } else if (omni_is_null(more)) {
        return omni_int_max(a, omni_int_value(b));
    }
    return max(a, mk_pair_region(region_of(more), b, more));
}

static Obj *max_2_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    return mk_int_region(dest,
                         max_2(omni_as_int(args[0], "max: a"), argc > 1 ? args[1] : OMNI_ABSENT,
                               omni_rest_list(dest, argc, args, 2)));
}

/* number_to_string
 *   b       borrowed  only read here; the caller keeps it
 *   string  dest      returned, so it is built in the caller's region: no copy
 *   a       stack     at most 16 bytes and one object for each call
 */
static Obj *number_to_string(Region *dest, int64_t a, Obj *b)
{
    if (omni_is_absent(b)) {
        IntBox a_box;  /* at most 16 bytes and one object for each call */
        return omni_number_to_string(dest, mk_int_stack(&a_box, a), "number->string");
    }
    IntBox a_box_2;  /* at most 16 bytes and one object for each call */
    Obj *a_2 = mk_int_stack(&a_box_2, a);
    return omni_number_to_string_radix(dest, a_2, omni_int_value(b), "number->string");
}

static Obj *number_to_string_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    return number_to_string(dest, omni_as_int(args[0], "number->string: a"),
                            argc > 1 ? args[1] : OMNI_ABSENT);
}

/* is_any_null
 *   lists  borrowed  only read here; the caller keeps it
 */
static bool is_any_null(Obj *lists)
{
    while (omni_is_pair(lists)) {
        bool empty = omni_is_null(omni_pair_car(lists));
        if (empty) {
            return empty;
        }
        lists = omni_pair_cdr(lists);
    }
    return false;
}

/* reverse
 *   items  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *reverse(Region *dest, Obj *items)
{
    Obj *rest = items;
    Obj *result = OMNI_NIL;
    while (!omni_is_null(rest)) {
        result = mk_pair_region(dest, omni_pair_car(rest), result);
        rest = omni_pair_cdr(rest);
    }
    return result;
}

/* cdr
 *   a  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *cdr(Obj *a)
{
    return omni_cdr(a, "cdr");
}

static Obj *cdr_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    return cdr(args[0]);
}

/* car
 *   a  borrowed  only read here; the caller keeps it
 */
static int64_t car(Obj *a)
{
    return omni_int_value(omni_car(a, "car"));
}

static Obj *car_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return mk_int_region(dest, car(args[0]));
}
