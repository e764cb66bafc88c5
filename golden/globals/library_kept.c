/* library_kept.omni, translated by omnic */
#include "omni.h"

static Obj *car(Obj *x);
static Obj *apply_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *car_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *plus_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *cons_star(Region *dest, Obj *first, Obj *rest);
static Obj *append_reverse(Region *dest, Obj *front, Obj *back);

OMNI_STATIC_SYMBOL(sym_made_of, "made-of");
OMNI_STATIC_SYMBOL(sym_nothing_there, "nothing-there");
OMNI_STATIC_SYMBOL(sym_own, "own");

OMNI_STATIC_STRING(text_space, " ", 1);

static const Pair list_in_main[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_NIL},
};

static const Pair list_in_main_2[1] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_own), OMNI_NIL},
};

OMNI_STATIC_CLOSURE(apply_2_closure, apply_2_entry, 2, -1);
OMNI_STATIC_CLOSURE(car_2_closure, car_2_entry, 1, 1);
OMNI_STATIC_CLOSURE(plus_2_closure, plus_2_entry, 0, -1);

/* In front of the program's own `apply` the name means the library's, which `old-apply` keeps. */
static Obj *old_apply = OMNI_NOTHING;
static Obj *old_car = OMNI_NOTHING;

/* apply
 *   f     borrowed  reachable from the top-level variable old-car: lives until the program ends
 *   args  borrowed  reachable from the top-level variable old-apply: lives until the program ends
 *   list  global    reachable from the top-level variable old-apply: lives until the program ends
 */
static Obj *apply(Obj *f, Obj *args)
{
    if (omni_is_pair(f)) {
        Obj *list = mk_pair_region(omni_global, car(f), OMNI_NIL);
        return mk_pair_region(omni_global, OMNI_REF(sym_made_of), list);
    }
    return omni_call(old_apply, omni_global, 2, (Obj *[]){ f, args },
                     "apply+1: (old-apply f args)");
}

/* car
 *   x               borrowed  reachable from the top-level variable old-car: lives until the
 *                             program ends
 *   old_car_result  global    reachable from the top-level variable old-car: lives until the
 *                             program ends
 */
static Obj *car(Obj *x)
{
    if (omni_is_pair(x)) {
        return omni_call(old_car, omni_global, 1, (Obj *[]){ x }, "car+1: (old-car x)");
    }
    return OMNI_REF(sym_nothing_there);
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    old_apply = OMNI_REF(apply_2_closure);
    old_car = OMNI_REF(car_2_closure);

    Obj *apply_result = apply(OMNI_REF(plus_2_closure), OMNI_REF(list_in_main[0]));
    Obj *apply_result_2 = apply(OMNI_REF(list_in_main_2[0]), OMNI_NIL);
    Obj *car_result = car(OMNI_NIL);
    omni_display(apply_result);
    omni_display(OMNI_REF(text_space));
    omni_display(apply_result_2);
    omni_display(OMNI_REF(text_space));
    omni_display(car_result);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* apply_2
 *   f         borrowed  only read here; the caller keeps it
 *   first     borrowed  only read here; the caller keeps it
 *   more      borrowed  only read here; the caller keeps it
 *   f_result  dest      part of the result, which is returned: built in the caller's region
 */
static int64_t apply_2(Region *dest, Obj *f, Obj *first, Obj *more)
{
    OMNI_STACK_CHECK("apply");
    if (omni_is_null(more)) {
        Obj *f_result = omni_apply(f, dest, 0, NULL, first, "apply+2: (apply f first)");
        return omni_int_value(f_result);
    }
    Obj *cons_star_result = cons_star(dest, first, more);
    Obj *f_result_2 = omni_apply(f, dest, 0, NULL, cons_star_result,
                                 "apply+3: (apply f (apply cons* first more))");
    return omni_int_value(f_result_2);
}

static Obj *apply_2_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    return mk_int_region(dest,
                         apply_2(dest, args[0], args[1], omni_rest_list(dest, argc, args, 2)));
}

/* car_2
 *   a  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *car_2(Obj *a)
{
    return omni_pair_car(a);
}

static Obj *car_2_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    return car_2(args[0]);
}

/* plus
 *   numbers  borrowed  only read here; the caller keeps it
 */
static int64_t plus(Obj *numbers)
{
    int64_t sum = 0;
    Obj *rest = numbers;
    while (!omni_is_null(rest)) {
        int64_t head = omni_as_int(omni_pair_car(rest), "++4: (+ sum (car rest))");
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
        int64_t a_2 = omni_as_int(a, "+");
        return omni_int_add(a_2, omni_as_int(b, "+"), "+");
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

/* cons_star
 *   first  borrowed  part of the result; the caller keeps it alive as long as the result
 *   rest   borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *cons_star(Region *dest, Obj *first, Obj *rest)
{
    Region *front_region = region_create();  /* for front: carried from one iteration to the next */
    Obj *front = OMNI_NIL;
    while (!omni_is_null(rest)) {
        front = mk_pair_region(front_region, first, front);
        first = omni_pair_car(rest);
        rest = omni_pair_cdr(rest);
    }
    Obj *append_reverse_result = append_reverse(dest, front, first);
    region_exit(front_region);  /* last use of front: (append-reverse front first) */
    return append_reverse_result;
}

/* append_reverse
 *   front  borrowed  part of the result; the caller keeps it alive as long as the result
 *   back   borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *append_reverse(Region *dest, Obj *front, Obj *back)
{
    while (!omni_is_null(front)) {
        back = mk_pair_region(dest, omni_pair_car(front), back);
        front = omni_pair_cdr(front);
    }
    return back;
}
