/* not_certain.omni, translated by omnic */
#include "omni.h"

static Obj *sum_size_vector_length_vector_ref_lambda_entry(Obj *self, Region *dest, int argc,
                                                           Obj *const *args);
static Obj *sum_size_vector_length_vector_ref(Region *dest);
static Obj *sum_size_vector_length_vector_ref_int_sum_size_vector_length_vector_ref_lambda_int_entry(
        Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *sum_size_vector_length_vector_ref_int(void);
static Obj *main_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_guarded_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_SYMBOL(sym_number, "number");
OMNI_STATIC_SYMBOL(sym_string, "string");

OMNI_STATIC_STRING(text_abc, "abc", 3);
OMNI_STATIC_STRING(text_caught, "caught", 6);
OMNI_STATIC_STRING(text_caught_too, "caught, too", 11);

OMNI_STATIC_CLOSURE(sum_size_vector_length_vector_ref_lambda_closure, sum_size_vector_length_vector_ref_lambda_entry, 1, 1);
OMNI_STATIC_CLOSURE(sum_size_vector_length_vector_ref_int_sum_size_vector_length_vector_ref_lambda_int_closure, sum_size_vector_length_vector_ref_int_sum_size_vector_length_vector_ref_lambda_int_entry, 1, 1);
OMNI_STATIC_CLOSURE(main_guarded_closure, main_guarded_entry, 0, 0);
OMNI_STATIC_CLOSURE(main_guarded_2_closure, main_guarded_2_entry, 0, 0);

/* What is called on some way only, or inside of a guard, is not surely wrong: it is left to run
 * time. */
/* kind
 *   x  borrowed  only read here; the caller keeps it
 */
static Obj *kind(Obj *x)
{
    if (omni_is_number(x)) {
        return OMNI_REF(sym_number);
    }
    return OMNI_REF(sym_string);
}

/* never with a vector in this program */
/* size
 *   x       borrowed  changed here; the caller keeps it
 *   length  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *size(Region *dest, Obj *x)
{
    Obj *key = kind(x);
    if (key == OMNI_REF(sym_number)) {
        return x;
    } else if (key == OMNI_REF(sym_string)) {
        return mk_int_region(dest, omni_string_length(x, "size+3: (string-length x)"));
    }
    Obj *sum = sum_size_vector_length_vector_ref(dest);
    return omni_call(sum, dest, 1, (Obj *[]){ x },
                     "size+4: ((sum size vector-length vector-ref) x)");
}

static Obj *risky(void)
{
    return omni_car(OMNI_NIL, "risky+1: (car '())");
}

/* risky_too
 *   x  stack  at most 16 bytes and one object for each call
 */
static int64_t risky_too(int64_t x)
{
    IntBox x_box;  /* at most 16 bytes and one object for each call */
    return omni_vector_length(mk_int_stack(&x_box, x), "risky-too+1: (vector-length x)");
}

/* sum_size_vector_length_vector_ref_lambda
 *   sum_size_vector_length_vector_ref_lambda  version       specialised for vector-length,
 *                                                           vector-ref, size: what it gets to call
 *                                                           is known
 *   items                                     borrowed      changed here; the caller keeps it
 *   item_result                               items_region  becomes part of items, so it is built
 *                                                           in the region that holds items
 */
static int64_t sum_size_vector_length_vector_ref_lambda(Obj *items)
{
    OMNI_STACK_CHECK("sum-lambda");
    int64_t count = omni_vector_length(items, "sum-lambda+1: (length items)");
    int64_t i = 0;
    int64_t total = 0;
    while (i != count) {
        int64_t sum = omni_int_add(i, 1, "sum-lambda+5: (+ i 1)");
        Obj *item_result = size(region_of(items),
                                omni_vector_ref(items, i, "sum-lambda+5: (ref items i)"));
        int64_t item_result_2 = omni_as_int(item_result,
                                            "sum-lambda+5: (+ total (item (ref items i)))");
        i = sum;
        total = omni_int_add(total, item_result_2, "sum-lambda+5: (+ total (item (ref items i)))");
    }
    return total;
}

static Obj *sum_size_vector_length_vector_ref_lambda_entry(Obj *self, Region *dest, int argc,
                                                           Obj *const *args)
{
    (void)self;
    (void)argc;
    return mk_int_region(dest, sum_size_vector_length_vector_ref_lambda(args[0]));
}

/* sum_size_vector_length_vector_ref
 *   sum_size_vector_length_vector_ref  version  specialised for size, vector-length, vector-ref:
 *                                               what it gets to call is known
 */
static Obj *sum_size_vector_length_vector_ref(Region *dest)
{
    (void)dest;
    return OMNI_REF(sum_size_vector_length_vector_ref_lambda_closure);
}

/* size_int
 *   size_int    version            specialised for Int: called once, with Int
 *   x           stack              at most 16 bytes and one object for each call
 *   sum_result  sum_result_region  used only in this branch, last in ((sum size vector-length
 *                                  vector-ref) x); not on the stack: size unknown: built by sum
 */
static int64_t size_int(int64_t x)
{
    IntBox x_box;  /* at most 16 bytes and one object for each call */
    Obj *key = kind(mk_int_stack(&x_box, x));
    if (key == OMNI_REF(sym_number)) {
        return x;
    } else if (key == OMNI_REF(sym_string)) {
        IntBox x_box_2;  /* at most 16 bytes and one object for each call */
        return omni_string_length(mk_int_stack(&x_box_2, x), "size+3: (string-length x)");
    }
    IntBox x_box_3;  /* at most 16 bytes and one object for each call */
    Obj *sum = sum_size_vector_length_vector_ref_int();
    Obj *x_2 = mk_int_stack(&x_box_3, x);
    Region *sum_result_region = region_create();  /* for sum-result: used only in this branch */
    Obj *sum_result = omni_call(sum, sum_result_region, 1, (Obj *[]){ x_2 },
                                "size+4: ((sum size vector-length vector-ref) x)");
    int64_t sum_result_2 = omni_int_value(sum_result);
    /* last use of sum-result: ((sum size vector-length vector-ref) x) */
    region_exit(sum_result_region);
    return sum_result_2;
}

/* sum_size_vector_length_vector_ref_int_sum_size_vector_length_vector_ref_lambda_int
 *   sum_size_vector_length_vector_ref_lambda_int  version  specialised for Int together with the
 *                                                          function that it is part of
 *   sum_size_vector_length_vector_ref_lambda_int  version  specialised for vector-length,
 *                                                          vector-ref, size: what it gets to call
 *                                                          is known
 *   items                                         stack    at most 16 bytes and one object for each
 *                                                          call
 */
static int64_t sum_size_vector_length_vector_ref_int_sum_size_vector_length_vector_ref_lambda_int(
        int64_t items)
{
    OMNI_STACK_CHECK("sum-lambda");
    IntBox items_box;  /* at most 16 bytes and one object for each call */
    Obj *items_2 = mk_int_stack(&items_box, items);
    int64_t count = omni_vector_length(items_2, "sum-lambda+1: (length items)");
    int64_t i = 0;
    int64_t total = 0;
    while (i != count) {
        IntBox items_box_2;  /* at most 16 bytes and one object for each call */
        Obj *items_3 = mk_int_stack(&items_box_2, items);
        int64_t sum = omni_int_add(i, 1, "sum-lambda+5: (+ i 1)");
        Obj *ref_result = omni_vector_ref(items_3, i, "sum-lambda+5: (ref items i)");
        int64_t item_result = size_int(omni_as_int(ref_result,
                                                   "sum-lambda+5: (item (ref items i))"));
        i = sum;
        total = omni_int_add(total, item_result, "sum-lambda+5: (+ total (item (ref items i)))");
    }
    return total;
}

static Obj *sum_size_vector_length_vector_ref_int_sum_size_vector_length_vector_ref_lambda_int_entry(
        Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return mk_int_region(
            dest,
            sum_size_vector_length_vector_ref_int_sum_size_vector_length_vector_ref_lambda_int(
                omni_as_int(args[0], "sum-lambda: items")));
}

/* sum_size_vector_length_vector_ref_int
 *   sum_size_vector_length_vector_ref_int  version  specialised for Int together with the function
 *                                                   that it is part of
 *   sum_size_vector_length_vector_ref_int  version  specialised for size, vector-length,
 *                                                   vector-ref: what it gets to call is known
 */
static Obj *sum_size_vector_length_vector_ref_int(void)
{
    return OMNI_REF(sum_size_vector_length_vector_ref_int_sum_size_vector_length_vector_ref_lambda_int_closure);
}

static Obj *main_guarded(void)
{
    return risky();
}

static Obj *main_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    (void)args;
    return main_guarded();
}

static int64_t main_guarded_2(void)
{
    return risky_too(5);
}

static Obj *main_guarded_2_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    (void)args;
    return mk_int_region(dest, main_guarded_2());
}

/* main
 *   size     size_region     not reachable from outside; last use: (println (size 5) (size "abc"));
 *                            not on the stack: size unknown: built by size
 *   outcome  outcome_region  not reachable from outside; last use: (println (guard (e (#t "caught,
 *                            too")...; not on the stack: size unknown: built by body
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    int64_t size_result = size_int(5);
    /* for size: last used in (println (size 5) (size "abc")) */
    Region *size_region = region_create();
    Obj *size_result_2 = size(size_region, OMNI_REF(text_abc));
    omni_display_int(size_result);
    omni_display(size_result_2);
    region_exit(size_region);  /* last use of size: (println (size 5) (size "abc")) */
    omni_newline();
    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(OMNI_REF(main_guarded_closure), omni_global,
                            "main: (guard (e (#t \"caught\")) (risky))");
    Obj *result;
    if (omni_is_raised(outcome)) {
        omni_drop_raised();
        result = OMNI_REF(text_caught);
    } else {
        result = outcome;
    }
    omni_display(result);
    omni_newline();
    /* for outcome: last used in (println (guard (e (#t "caught, too")... */
    Region *outcome_region = region_create();
    /* regions that are created inside end when it raises */
    Obj *outcome_2 = omni_try(OMNI_REF(main_guarded_2_closure), outcome_region,
                              "main: (guard (e (#t \"caught, too\")) (risky-...");
    Obj *result_2;
    if (omni_is_raised(outcome_2)) {
        omni_drop_raised();
        result_2 = OMNI_REF(text_caught_too);
    } else {
        result_2 = outcome_2;
    }
    omni_display(result_2);
    /* last use of outcome: (println (guard (e (#t "caught, too")... */
    region_exit(outcome_region);
    omni_newline();
    return omni_shutdown(0);
}
