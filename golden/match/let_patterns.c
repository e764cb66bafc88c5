/* let_patterns.omni, translated by omnic */
#include "omni.h"

/* Patterns in `let`: lists and vectors, within one another, a rest, a struct, a type. */
typedef struct Point Point;
struct Point {
    Struct header;
    int64_t x;
    int64_t y;
};

static const OmniField Point_fields[] = {
    OMNI_FIELD(Point, x, "x", INT),
    OMNI_FIELD(Point, y, "y", INT),
};
static const OmniStructType Point_type = { "Point", sizeof(Point), 2, Point_fields };

static inline Obj *mk_Point_stack(Point *self, int64_t x, int64_t y)
{
    omni_struct_stack(&self->header, &Point_type);
    self->x = x;
    self->y = y;
    return &self->header.header;
}

static inline int64_t Point_x(const Obj *self)
{
    return ((const Point *)self)->x;
}

static inline int64_t Point_y(const Obj *self)
{
    return ((const Point *)self)->y;
}

static Obj *main_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *vector_to_list(Region *dest, Obj *items);
static Obj *vector_to_list_3(Region *dest, Obj *items, int64_t start, int64_t end);
static void check_range(int64_t start, int64_t end, int64_t length);

OMNI_STATIC_SYMBOL(sym_a, "a");
OMNI_STATIC_SYMBOL(sym_b, "b");
OMNI_STATIC_SYMBOL(sym_x, "x");
OMNI_STATIC_SYMBOL(sym_y, "y");
OMNI_STATIC_SYMBOL(sym_z, "z");

OMNI_STATIC_STRING(text_no_such_range, "no such range:", 14);
OMNI_STATIC_STRING(text_x, "x", 1);

static const Pair list_in_main[7] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(list_in_main[3]), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_NIL},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main[4])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_x), OMNI_REF(list_in_main[5])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_y), OMNI_REF(list_in_main[6])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_z), OMNI_NIL},
};

static const Pair list_in_main_2[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_a), OMNI_REF(list_in_main_2[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_b), OMNI_NIL},
};

static const Pair list_in_main_3[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main_3[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_NIL},
};

static const Pair list_in_main_4[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(5), OMNI_REF(list_in_main_4[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(text_x), OMNI_NIL},
};

static const Pair list_in_main_guarded[1] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_NIL},
};

OMNI_STATIC_CLOSURE(main_guarded_closure, main_guarded_entry, 0, 0);

/* sum
 *   xs  borrowed  only read here; the caller keeps it
 */
static int64_t sum(Obj *xs)
{
    Obj *a = omni_car(xs, "sum+0: a");
    Obj *tail = omni_pair_cdr(xs);
    Obj *part = omni_car(tail, "sum+0: [b _ .. more]");
    Obj *b = omni_car(part, "sum+0: b");
    Obj *more = omni_cdr(omni_pair_cdr(part), "sum+0: _");
    Obj *c = omni_car(omni_pair_cdr(tail), "sum+0: c");
    int64_t length = omni_length(more, "sum+0: (length more)");
    int64_t a_2 = omni_as_int(a, "sum+0: (+ a b c (length more))");
    int64_t b_2 = omni_as_int(b, "sum+0: (+ a b c (length more))");
    int64_t sum = omni_int_add(a_2, b_2, "sum+0: (+ a b c (length more))");
    int64_t c_2 = omni_as_int(c, "sum+0: (+ a b c (length more))");
    int64_t sum_2 = omni_int_add(sum, c_2, "sum+0: (+ a b c (length more))");
    return omni_int_add(sum_2, length, "sum+0: (+ a b c (length more))");
}

/* corner
 *   p  borrowed  only read here; the caller keeps it
 */
static int64_t corner(Obj *p)
{
    int64_t x = Point_x(p);
    int64_t y = Point_y(p);
    return omni_int_sub(x, y, "corner+0: (- x y)");
}

/* ends
 *   v  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *ends(Region *dest, Obj *v)
{
    Obj *items;
    if (omni_is_vector(v)) {
        items = vector_to_list(dest, v);
    } else {
        items = v;
    }
    Obj *first = omni_car(items, "ends+0: first");
    Obj *tail = omni_pair_cdr(items);
    Obj *rest;
    if (omni_is_vector(v)) {
        rest = omni_subvector(dest, v, 1, omni_vector_length(v, "ends+0: .."), "ends+0: ..");
    } else {
        rest = tail;
    }
    return mk_pair_region(dest, first, mk_pair_region(dest, rest, OMNI_NIL));
}

/* main_guarded
 *   sum  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *main_guarded(Region *dest)
{
    return mk_int_region(dest, sum(OMNI_REF(list_in_main_guarded[0])));
}

static Obj *main_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    (void)args;
    return main_guarded(dest);
}

/* main
 *   point  stack          at most 32 bytes and one object for each call
 *   ends   vector_region  not reachable from outside; last use: (println (ends [1 2 3]) (ends '(a
 *                         b))); not on the stack: size unknown: built by ends
 *   ends   ends_region    not reachable from outside; last use: (println (ends [1 2 3]) (ends '(a
 *                         b))); not on the stack: size unknown: built by ends
 *   list   stack          at most 96 bytes and one object for each call
 *   e      e_region       not reachable from outside; last use: (println (guard (e (#t
 *                         (error-object-...; not on the stack: size unknown: built by raise
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(sum(OMNI_REF(list_in_main[0])));
    omni_newline();
    Point point_object;  /* at most 32 bytes and one object for each call */
    omni_display_int(corner(mk_Point_stack(&point_object, 7, 2)));
    omni_newline();
    /* for vector and ends: last used in (println (ends [1 2 3]) (ends '(a b))) */
    Region *vector_region = region_create();
    Obj *ends_result = ends(vector_region,
                            mk_int_vector_region(vector_region, 3, (int64_t[]){ 1, 2, 3 }));
    /* for ends: last used in (println (ends [1 2 3]) (ends '(a b))) */
    Region *ends_region = region_create();
    Obj *ends_result_2 = ends(ends_region, OMNI_REF(list_in_main_2[0]));
    omni_display(ends_result);
    /* last use of vector and ends: (println (ends [1 2 3]) (ends '(a b))) */
    region_exit(vector_region);
    omni_display(ends_result_2);
    region_exit(ends_region);  /* last use of ends: (println (ends [1 2 3]) (ends '(a b))) */
    omni_newline();
    int64_t h = omni_int_value(omni_pair_car(OMNI_REF(list_in_main_3[0])));
    IntBox n_box;  /* at most 32 bytes and one object for each call */
    IntBox h_box;  /* at most 32 bytes and one object for each call */
    Obj *t = omni_pair_cdr(OMNI_REF(list_in_main_3[0]));
    Obj *n_2 = omni_car(OMNI_REF(list_in_main_4[0]), "main: [n {Int}]");
    int64_t n = omni_as_int(n_2, "main: [n {Int}]");
    Obj *s = omni_car(omni_pair_cdr(OMNI_REF(list_in_main_4[0])), "main: s");
    Pair list_pair;  /* at most 96 bytes and one object for each call */
    Pair list_pair_2;  /* at most 96 bytes and one object for each call */
    Pair list_pair_3;  /* at most 96 bytes and one object for each call */
    Pair list_pair_4;  /* at most 96 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair_2, mk_int_stack(&n_box, n),
                              mk_pair_stack(&list_pair, s, OMNI_NIL));
    Obj *list_2 = mk_pair_stack(&list_pair_4, mk_int_stack(&h_box, h),
                                mk_pair_stack(&list_pair_3, t, list));
    omni_display(list_2);
    omni_newline();
    /* for main: last used in (guard (e (#t (error-object-message e... */
    Region *main_region = region_create();
    region_exit(main_region);  /* last use of main: (guard (e (#t (error-object-message e... */
    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(OMNI_REF(main_guarded_closure), omni_global,
                            "main: (guard (e (#t (error-object-message e...");
    bool raised = omni_is_raised(outcome);
    /* for e: last used in (println (guard (e (#t (error-object-... */
    Region *e_region = region_create();
    Obj *result;
    if (raised) {
        Obj *e = omni_caught(e_region);
        result = omni_error_message(e, "main: (error-object-message e)");
    } else {
        result = outcome;
    }
    omni_display(result);
    region_exit(e_region);  /* last use of e: (println (guard (e (#t (error-object-... */
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* vector_to_list
 *   items             borrowed  only read here; the caller keeps it
 *   vector_to_list_3  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *vector_to_list(Region *dest, Obj *items)
{
    int64_t length = omni_vector_length(items, "vector->list+1: (vector-length items)");
    return vector_to_list_3(dest, items, 0, length);
}

/* vector_to_list_3
 *   items  borrowed  only read here; the caller keeps it
 */
static Obj *vector_to_list_3(Region *dest, Obj *items, int64_t start, int64_t end)
{
    int64_t length = omni_vector_length(items, "vector->list-3+1: (vector-length items)");
    check_range(start, end, length);
    int64_t index = end;
    Obj *result = OMNI_NIL;
    while (index > start) {
        int64_t difference = omni_int_sub(index, 1, "vector->list-3+4: (- index 1)");
        int64_t difference_2 = omni_int_sub(index, 1, "vector->list-3+4: (- index 1)");
        int64_t item = omni_int_item(items, difference_2,
                                     "vector->list-3+4: (vector-ref items (- index 1))");
        index = difference;
        result = mk_pair_region(dest, mk_int_region(dest, item), result);
    }
    return result;
}

/* check_range
 *   list    stack  at most 72 bytes and one object for each call
 *   length  stack  at most 48 bytes and one object for each call
 */
static void check_range(int64_t start, int64_t end, int64_t length)
{
    if (0 > start || start > end || end > length) {
        IntBox length_box;  /* at most 48 bytes and one object for each call */
        IntBox end_box;  /* at most 48 bytes and one object for each call */
        IntBox start_box;  /* at most 48 bytes and one object for each call */
        Pair list_pair;  /* at most 72 bytes and one object for each call */
        Pair list_pair_2;  /* at most 72 bytes and one object for each call */
        Pair list_pair_3;  /* at most 72 bytes and one object for each call */
        Obj *list = mk_pair_stack(&list_pair, mk_int_stack(&length_box, length), OMNI_NIL);
        Obj *list_2 = mk_pair_stack(&list_pair_2, mk_int_stack(&end_box, end), list);
        Obj *list_3 = mk_pair_stack(&list_pair_3, mk_int_stack(&start_box, start), list_2);
        omni_error(OMNI_REF(text_no_such_range), list_3,
                   "check-range+2: (error \"no such range:\" start end len...");
    }
}
