/* wrong_inside.omni, translated by omnic */
#include "omni.h"

static Obj *main_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_SYMBOL(sym_c, "c");
OMNI_STATIC_SYMBOL(sym_x, "x");

OMNI_STATIC_STRING(text_ab, "ab", 2);

static const Pair list_in_main_guarded[5] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(list_in_main_guarded[3]),
                                        OMNI_REF(list_in_main_guarded[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(list_in_main_guarded[4]),
                                        OMNI_REF(list_in_main_guarded[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(sym_x), OMNI_NIL},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_NIL},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_NIL},
};

OMNI_STATIC_CLOSURE(main_guarded_closure, main_guarded_entry, 0, 0);

/* What is wrong in a function is said at run time as of the function, not of a version of it. */
/* add_all_main_lambda
 *   add_all_main_lambda  version   specialised for main-lambda: what it gets to call is known
 *   items                borrowed  only read here; the caller keeps it
 */
static inline int64_t add_all_main_lambda(Obj *items)
{
    OMNI_STACK_CHECK("add-all");
    if (omni_is_null(items)) {
        return 0;
    }
    int64_t f_result = omni_string_length(omni_pair_car(items), "add-all+1: (f (car items))");
    int64_t add_all = add_all_main_lambda(omni_pair_cdr(items));
    return omni_int_add(f_result, add_all, "add-all+1: (+ (f (car items)) (add-all f (cdr it...");
}

/* add_all_car
 *   add_all_car  version   specialised for car: what it gets to call is known
 *   items        borrowed  only read here; the caller keeps it
 */
static inline int64_t add_all_car(Obj *items)
{
    OMNI_STACK_CHECK("add-all");
    if (omni_is_null(items)) {
        return 0;
    }
    int64_t f_result = omni_int_value(omni_car(omni_pair_car(items), "add-all+1: (f (car items))"));
    int64_t add_all = add_all_car(omni_pair_cdr(items));
    return omni_int_add(f_result, add_all, "add-all+1: (+ (f (car items)) (add-all f (cdr it...");
}

static int64_t main_guarded(void)
{
    return add_all_car(OMNI_REF(list_in_main_guarded[0]));
}

static Obj *main_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    (void)args;
    return mk_int_region(dest, main_guarded());
}

/* main
 *   e     e_region  not reachable from outside; last use: (println (guard (e (#t (error-object-...;
 *                   not on the stack: size unknown: built by body
 *   list  stack     at most 48 bytes and one object for each call
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for e: last used in (println (guard (e (#t (error-object-... */
    Region *e_region = region_create();
    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(OMNI_REF(main_guarded_closure), e_region,
                            "main: (guard (e (#t (error-object-message e...");
    Obj *result;
    if (omni_is_raised(outcome)) {
        Obj *e = omni_caught(e_region);
        result = omni_error_message(e, "main: (error-object-message e)");
    } else {
        result = outcome;
    }
    omni_display(result);
    region_exit(e_region);  /* last use of e: (println (guard (e (#t (error-object-... */
    omni_newline();
    Pair list_pair;  /* at most 48 bytes and one object for each call */
    Pair list_pair_2;  /* at most 48 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair_2, OMNI_REF(text_ab),
                              mk_pair_stack(&list_pair, OMNI_REF(sym_c), OMNI_NIL));
    omni_display_int(add_all_main_lambda(list));
    omni_newline();
    return omni_shutdown(0);
}
