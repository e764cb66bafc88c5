/* of_the_program.omni, translated by omnic */
#include "omni.h"

static Obj *all_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *memv(int64_t item, Obj *items);
static Obj *iota(Region *dest, int64_t count);
static Obj *iota_3(Region *dest, int64_t count, int64_t start, int64_t step);
static Obj *map_search_lambda(Region *dest, Obj *items);
static Obj *dynamic_wind_all_lambda_all_lambda_3_lambda_entry(Obj *self, Region *dest, int argc,
                                                              Obj *const *args);
static void dynamic_wind_all_lambda_all_lambda_3(Region *dest, Obj *thunk);

OMNI_STATIC_STRING(text_found, "found", 5);
OMNI_STATIC_STRING(text_in, "in", 2);
OMNI_STATIC_STRING(text_looking_through, "looking through ", 16);
OMNI_STATIC_STRING(text_out, "out", 3);

OMNI_STATIC_CLOSURE(dynamic_wind_all_lambda_all_lambda_3_lambda_closure, dynamic_wind_all_lambda_all_lambda_3_lambda_entry, 0, 0);

/* `exit` in the midst of calls: every region is ended, whoever waits for it, and what
 * dynamic-wind asks for is done. */
/* search
 *   items  borrowed     only read here; the caller keeps it
 *   seen   seen_region  not reachable from outside; last use: (length seen); not on the stack: size
 *                       unknown: built by map-search-lambda
 */
static int64_t search(Obj *items, int64_t wanted)
{
    Region *seen_region = region_create();  /* for seen: last used in (length seen) */
    Obj *seen = map_search_lambda(seen_region, items);
    omni_display(OMNI_REF(text_looking_through));
    omni_display(seen);
    omni_newline();
    if (omni_is_true(memv(wanted, seen))) {
        omni_display(OMNI_REF(text_found));
        omni_newline();
        omni_exit_with(OMNI_FIX(3));
    }
    int64_t length = omni_length(seen, "search+6: (length seen)");
    region_exit(seen_region);  /* last use of seen: (length seen) */
    return length;
}

static void all_lambda(void)
{
    omni_display(OMNI_REF(text_in));
    omni_newline();
}

/* all_lambda_2
 *   items  borrowed  only read here; the caller keeps it
 */
static void all_lambda_2(Obj *self)
{
    Obj *items = omni_captured(self, 0);
    omni_display_int(search(items, 4));
    omni_display(items);
    omni_newline();
}

static Obj *all_lambda_2_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)dest;
    (void)argc;
    (void)args;
    all_lambda_2(self);
    return OMNI_NOTHING;
}

static void all_lambda_3(void)
{
    omni_display(OMNI_REF(text_out));
    omni_newline();
}

/* all
 *   items     items_region  not reachable from outside; last use: (dynamic-wind (lambda () (println
 *                           "in...; not on the stack: size unknown: built by iota
 *   function  stack         at most 40 bytes and one object for each call
 */
static void all(int64_t n)
{
    /* for items: last used in (dynamic-wind (lambda () (println "in... */
    Region *items_region = region_create();
    Obj *items = iota(items_region, n);
    OMNI_CLOSURE_STORAGE(1) function_closure;  /* at most 40 bytes and one object for each call */
    Obj *function = mk_closure_stack(&function_closure, all_lambda_2_entry, 0, 0, 1,
                                     (Obj *[]){ items });
    dynamic_wind_all_lambda_all_lambda_3(items_region, function);
    region_exit(items_region);  /* last use of items: (dynamic-wind (lambda () (println "in... */
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    all(5);
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* memv
 *   items  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *memv(int64_t item, Obj *items)
{
    while (!omni_is_null(items)) {
        if (item == omni_int_value(omni_pair_car(items))) {
            return items;
        }
        items = omni_pair_cdr(items);
    }
    return OMNI_FALSE;
}

/* iota
 *   iota  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *iota(Region *dest, int64_t count)
{
    return iota_3(dest, count, 0, 1);
}

static Obj *iota_3(Region *dest, int64_t count, int64_t start, int64_t step)
{
    int64_t index = omni_int_sub(count, 1, "iota-3+1: (- count 1)");
    Obj *result = OMNI_NIL;
    while (index >= 0) {
        int64_t product = omni_int_mul(index, step, "iota-3+4: (* index step)");
        Obj *sum = mk_int_region(dest,
                                 omni_int_add(start, product,
                                              "iota-3+4: (+ start (* index step))"));
        index = index - 1;
        result = mk_pair_region(dest, sum, result);
    }
    return result;
}

/* map_search_lambda
 *   map_search_lambda  version   specialised for search-lambda: what it gets to call is known
 *   map_search_lambda  loop      what a call of itself returns only ends its list: each pair is
 *                                linked behind the last
 *   items              borrowed  only read here; the caller keeps it
 *   pair               dest      returned, so it is built in the caller's region: no copy
 */
static Obj *map_search_lambda(Region *dest, Obj *items)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(items)) {
        int64_t head = omni_int_value(omni_pair_car(items));
        Obj *f_result = mk_int_region(dest, omni_int_mul(head, head, "map+3: (f (car items))"));
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

/* dynamic_wind_all_lambda_all_lambda_3_lambda
 *   dynamic_wind_all_lambda_all_lambda_3_lambda  version  specialised for all-lambda-3: what it
 *                                                         gets to call is known
 */
static void dynamic_wind_all_lambda_all_lambda_3_lambda(void)
{
    all_lambda_3();
}

static Obj *dynamic_wind_all_lambda_all_lambda_3_lambda_entry(Obj *self, Region *dest, int argc,
                                                              Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    (void)args;
    dynamic_wind_all_lambda_all_lambda_3_lambda();
    return OMNI_NOTHING;
}

/* dynamic_wind_all_lambda_all_lambda_3
 *   dynamic_wind_all_lambda_all_lambda_3  version   specialised for all-lambda, all-lambda-3: what
 *                                                   it gets to call is known
 *   thunk                                 borrowed  only read here; the caller keeps it
 */
static void dynamic_wind_all_lambda_all_lambda_3(Region *dest, Obj *thunk)
{
    all_lambda();
    omni_wind(thunk, OMNI_REF(dynamic_wind_all_lambda_all_lambda_3_lambda_closure), dest,
              "dynamic-wind+2: (%wind thunk (lambda () (after) nothi...");
    all_lambda_3();
}
