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

OMNI_STATIC_SYMBOL(sym_a, "a");
OMNI_STATIC_SYMBOL(sym_b, "b");
OMNI_STATIC_SYMBOL(sym_x, "x");
OMNI_STATIC_SYMBOL(sym_y, "y");
OMNI_STATIC_SYMBOL(sym_z, "z");

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
    Obj *a = omni_pair_car(xs);
    Obj *tail = omni_pair_cdr(xs);
    Obj *head = omni_car(tail, "sum+0: [b _ .. more]");
    Obj *b = omni_car(head, "sum+0: b");
    Obj *more = omni_cdr(omni_pair_cdr(head), "sum+0: _");
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
    Obj *first;
    if (omni_is_vector(v)) {
        first = mk_int_region(dest, omni_int_item(v, 0, "ends+0: first"));
    } else {
        first = omni_pair_car(v);
    }
    Obj *tail = omni_is_vector(v) ? OMNI_NIL : omni_pair_cdr(v);
    Obj *rest;
    if (omni_is_vector(v)) {
        rest = omni_subvector(dest, v, 1, omni_vector_length(v, "ends+0: .."), "ends+0: ..");
    } else {
        rest = tail;
    }
    return mk_pair_region(dest, first, mk_pair_region(dest, rest, OMNI_NIL));
}

/* sum_int
 *   sum_int  version       specialised for Int: called once, with Int
 *   xs       borrowed      only read here; the caller keeps it
 *   head     stack         at most 16 bytes and one object for each call
 *   sum      dest          returned, so it is built in the caller's region: no copy
 *   sum      sum_region    few objects for each call, so the first 512 bytes of their region lie in
 *                          the C frame; not on the stack: size unknown: built by +
 *   sum      sum_region_2  few objects for each call, so the first 512 bytes of their region lie in
 *                          the C frame; not on the stack: size unknown: built by +
 *   a        stack         at most 16 bytes and one object for each call
 *   c        stack         at most 16 bytes and one object for each call
 *   length   stack         at most 16 bytes and one object for each call
 */
static Obj *sum_int(Region *dest, Obj *xs)
{
    int64_t a = omni_int_value(omni_pair_car(xs));
    Obj *tail = omni_pair_cdr(xs);
    int64_t head = omni_int_value(omni_car(tail, "sum+0: [b _ .. more]"));
    IntBox head_box;  /* at most 16 bytes and one object for each call */
    Obj *b = omni_car(mk_int_stack(&head_box, head), "sum+0: b");
    IntBox head_box_2;  /* at most 16 bytes and one object for each call */
    Obj *tail_2;
    if (omni_is_vector(mk_int_stack(&head_box_2, head))) {
        tail_2 = OMNI_NIL;
    } else {
        IntBox head_box_3;  /* at most 16 bytes and one object for each call */
        omni_cdr(mk_int_stack(&head_box_3, head), "sum+0: b");
        tail_2 = OMNI_NOTHING;
    }
    IntBox head_box_4;  /* at most 16 bytes and one object for each call */
    Obj *tail_3;
    if (omni_is_vector(mk_int_stack(&head_box_4, head))) {
        tail_3 = OMNI_NIL;
    } else {
        omni_cdr(tail_2, "sum+0: _");
        tail_3 = OMNI_NOTHING;
    }
    IntBox head_box_5;  /* at most 16 bytes and one object for each call */
    Obj *more;
    if (omni_is_vector(mk_int_stack(&head_box_5, head))) {
        IntBox head_box_6;  /* at most 16 bytes and one object for each call */
        IntBox head_box_7;  /* at most 16 bytes and one object for each call */
        int64_t length = omni_vector_length(mk_int_stack(&head_box_6, head), "sum+0: ..");
        omni_subvector(omni_global, mk_int_stack(&head_box_7, head), 2, length, "sum+0: ..");
        more = OMNI_NOTHING;
    } else {
        more = tail_3;
    }
    int64_t c = omni_int_value(omni_car(omni_cdr(tail, "sum+0: [b _ .. more]"), "sum+0: c"));
    IntBox a_box;  /* at most 16 bytes and one object for each call */
    int64_t length_2 = omni_length(more, "sum+0: (length more)");
    Obj *a_2 = mk_int_stack(&a_box, a);
    OMNI_SCRATCH_STORAGE(512) sum_scratch;
    /* for sum: last used in (+ a b c (length more)) */
    Region *sum_region = stack_alloc_region(&sum_scratch, sizeof sum_scratch);
    IntBox c_box;  /* at most 16 bytes and one object for each call */
    Obj *sum = omni_add(sum_region, a_2, b, "sum+0: (+ a b c (length more))");
    Obj *c_2 = mk_int_stack(&c_box, c);
    OMNI_SCRATCH_STORAGE(512) sum_scratch_2;
    /* for sum: last used in (+ a b c (length more)) */
    Region *sum_region_2 = stack_alloc_region(&sum_scratch_2, sizeof sum_scratch_2);
    Obj *sum_2 = omni_add(sum_region_2, sum, c_2, "sum+0: (+ a b c (length more))");
    region_exit(sum_region);  /* last use of sum: (+ a b c (length more)) */
    IntBox length_box;  /* at most 16 bytes and one object for each call */
    Obj *length_3 = mk_int_stack(&length_box, length_2);
    Obj *sum_3 = omni_add(dest, sum_2, length_3, "sum+0: (+ a b c (length more))");
    region_exit(sum_region_2);  /* last use of sum: (+ a b c (length more)) */
    return sum_3;
}

/* main_guarded
 *   sum  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *main_guarded(Region *dest)
{
    return sum_int(dest, OMNI_REF(list_in_main_guarded[0]));
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
 *   e      e_region       few objects for each call, so the first 512 bytes of their region lie in
 *                         the C frame; not on the stack: size unknown: built by raise
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(sum(OMNI_REF(list_in_main[0])));
    omni_newline();
    Point point_object;  /* at most 32 bytes and one object for each call */
    omni_display_int(corner(mk_Point_stack(&point_object, 7, 2)));
    omni_newline();
    /* for vector: last used in (println (ends [1 2 3]) (ends '(a b))) */
    Region *vector_region = region_create();
    Obj *ends_result = ends(vector_region,
                            mk_int_vector_region(vector_region, 3, (int64_t[]){ 1, 2, 3 }));
    /* for ends: last used in (println (ends [1 2 3]) (ends '(a b))) */
    Region *ends_region = region_create();
    Obj *ends_result_2 = ends(ends_region, OMNI_REF(list_in_main_2[0]));
    omni_display(ends_result);
    region_exit(vector_region);  /* last use of vector: (println (ends [1 2 3]) (ends '(a b))) */
    omni_display(ends_result_2);
    region_exit(ends_region);  /* last use of ends: (println (ends [1 2 3]) (ends '(a b))) */
    omni_newline();
    IntBox n_box;  /* at most 16 bytes and one object for each call */
    Obj *h = omni_pair_car(OMNI_REF(list_in_main_3[0]));
    Obj *t = omni_pair_cdr(OMNI_REF(list_in_main_3[0]));
    int64_t n = omni_as_int(omni_pair_car(OMNI_REF(list_in_main_4[0])), "main: [n {Int}]");
    Obj *s = omni_car(omni_pair_cdr(OMNI_REF(list_in_main_4[0])), "main: s");
    Pair list_pair;  /* at most 96 bytes and one object for each call */
    Pair list_pair_2;  /* at most 96 bytes and one object for each call */
    Pair list_pair_3;  /* at most 96 bytes and one object for each call */
    Pair list_pair_4;  /* at most 96 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair_2, mk_int_stack(&n_box, n),
                              mk_pair_stack(&list_pair, s, OMNI_NIL));
    Obj *list_2 = mk_pair_stack(&list_pair_4, h, mk_pair_stack(&list_pair_3, t, list));
    omni_display(list_2);
    omni_newline();
    /* for main: last used in (guard (e (#t (error-object-message e... */
    Region *main_region = region_create();
    region_exit(main_region);  /* last use of main: (guard (e (#t (error-object-message e... */
    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(OMNI_REF(main_guarded_closure), omni_global,
                            "main: (guard (e (#t (error-object-message e...");
    bool raised = omni_is_raised(outcome);
    OMNI_SCRATCH_STORAGE(512) e_scratch;
    /* for e: last used in (println (guard (e (#t (error-object-... */
    Region *e_region = stack_alloc_region(&e_scratch, sizeof e_scratch);
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
