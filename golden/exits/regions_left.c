/* regions_left.omni, translated by omnic */
#include "omni.h"

static Obj *main_body_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_leave_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_body_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_leave_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *map_product_of_lambda(Region *dest, Obj *items);

OMNI_STATIC_SYMBOL(sym_three, "three");

OMNI_STATIC_STRING(text_space, " ", 1);

/* The regions of the calls that are left end there, and so does what was built for them. The
 * product is made in the
 * region of the caller from the beginning. */
/* numbers_to
 *   numbers_to  loop  what a call of itself returns only ends its list: each pair is linked behind
 *                     the last
 *   pair        dest  returned, so it is built in the caller's region: no copy
 */
static Obj *numbers_to(Region *dest, int64_t n)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (n != 0) {
        Obj *pair = mk_pair_region(dest, mk_int_region(dest, n), OMNI_NIL);
        int64_t difference = omni_int_sub(n, 1, "numbers-to+1: (- n 1)");
        if (omni_is_null(last)) {
            first = pair;
        } else {
            omni_pair_set_cdr(last, pair);
        }
        n = difference;
        last = pair;
    }
    return first;
}

/* product_of
 *   numbers  borrowed     only read here; the caller keeps it
 *   leave    borrowed     only read here; the caller keeps it
 *   copy     copy_region  not reachable from outside; last use: ((null? copy) (list 1)); not on the
 *                         stack: size unknown: built by map-product-of-lambda
 *   list     dest         returned, so it is built in the caller's region: no copy
 */
static Obj *product_of(Region *dest, Obj *numbers, Obj *leave)
{
    OMNI_STACK_CHECK("product-of");
    Region *copy_region = region_create();  /* for copy: last used in ((null? copy) (list 1)) */
    Obj *copy = map_product_of_lambda(copy_region, numbers);
    if (omni_is_null(copy)) {
        region_exit(copy_region);  /* copy: not used on this path */
        return mk_pair_region(dest, OMNI_FIX(1), OMNI_NIL);
    } else if (omni_int_value(omni_pair_car(copy)) == 3) {
        int64_t length = omni_length(copy, "product-of+3: (length copy)");
        region_exit(copy_region);  /* last use of copy: (length copy) */
        Obj *list = mk_pair_region(dest, mk_int_region(dest, length), OMNI_NIL);
        Obj *list_2 = mk_pair_region(dest, OMNI_REF(sym_three), list);
        return omni_call(leave, dest, 1, (Obj *[]){ list_2 },
                         "product-of+3: (leave (list 'three (length copy)))");
    }
    int64_t head = omni_int_value(omni_pair_car(copy));
    Obj *product_of_result = product_of(dest, omni_pair_cdr(copy), leave);
    region_exit(copy_region);  /* last use of copy: (product-of (cdr copy) leave) */
    Obj *head_2 = omni_pair_car(product_of_result);
    int64_t head_3 = omni_as_int(head_2, "product-of+4: (* (car copy) (car (product-of (cdr c...");
    int64_t product = omni_int_mul(head, head_3,
                                   "product-of+4: (* (car copy) (car (product-of (cdr c...");
    return mk_pair_region(dest, mk_int_region(dest, product), OMNI_NIL);
}

/* main_body
 *   leave       borrowed           only read here; the caller keeps it
 *   product_of  dest               returned, so it is built in the caller's region: no copy
 *   numbers_to  numbers_to_region  not reachable from outside; last use: (product-of (numbers-to 5)
 *                                  leave); not on the stack: size unknown: built by numbers-to
 */
static Obj *main_body(Obj *self, Region *dest)
{
    OMNI_STACK_CHECK("main-body");
    Obj *leave = omni_captured(self, 0);
    /* for numbers-to: last used in (product-of (numbers-to 5) leave) */
    Region *numbers_to_region = region_create();
    Obj *product_of_result = product_of(dest, numbers_to(numbers_to_region, 5), leave);
    region_exit(numbers_to_region);  /* last use of numbers-to: (product-of (numbers-to 5) leave) */
    return product_of_result;
}

static Obj *main_body_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    return main_body(self, dest);
}

/* main_leave
 *   value  borrowed  put into exit; the caller keeps it alive as long as exit
 *   exit   borrowed  changed here; the caller keeps it
 */
static Obj *main_leave(Obj *self, Obj *value)
{
    Obj *exit = omni_captured(self, 0);
    Obj *result = omni_is_absent(value) ? OMNI_NOTHING : value;
    omni_exit_to(exit, result, "main-leave+0: leave");
}

static Obj *main_leave_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)dest;
    return main_leave(self, argc > 0 ? args[0] : OMNI_ABSENT);
}

/* main_body_2
 *   leave       borrowed           only read here; the caller keeps it
 *   product_of  dest               returned, so it is built in the caller's region: no copy
 *   numbers_to  numbers_to_region  not reachable from outside; last use: (product-of (numbers-to 2)
 *                                  leave); not on the stack: size unknown: built by numbers-to
 */
static Obj *main_body_2(Obj *self, Region *dest)
{
    OMNI_STACK_CHECK("main-body-2");
    Obj *leave = omni_captured(self, 0);
    /* for numbers-to: last used in (product-of (numbers-to 2) leave) */
    Region *numbers_to_region = region_create();
    Obj *product_of_result = product_of(dest, numbers_to(numbers_to_region, 2), leave);
    region_exit(numbers_to_region);  /* last use of numbers-to: (product-of (numbers-to 2) leave) */
    return product_of_result;
}

static Obj *main_body_2_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    return main_body_2(self, dest);
}

/* main_leave_2
 *   value  borrowed  put into exit; the caller keeps it alive as long as exit
 *   exit   borrowed  changed here; the caller keeps it
 */
static Obj *main_leave_2(Obj *self, Obj *value)
{
    Obj *exit = omni_captured(self, 0);
    Obj *result = omni_is_absent(value) ? OMNI_NOTHING : value;
    omni_exit_to(exit, result, "main-leave-2+0: leave");
}

static Obj *main_leave_2_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)dest;
    return main_leave_2(self, argc > 0 ? args[0] : OMNI_ABSENT);
}

/* main
 *   exit      stack            at most 16 bytes and one object for each call
 *   result    result_region    not reachable from outside; last use: (println (let/cc leave
 *                              (product-of (n...; not on the stack: size unknown: built by
 *                              main-body
 *   function  stack            at most 40 bytes and one object for each call
 *   leave     stack            at most 40 bytes and one object for each call
 *   result    result_region_2  not reachable from outside; last use: (println (let/cc leave
 *                              (product-of (n...; not on the stack: size unknown: built by
 *                              main-body-2
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Cell exit_cell;  /* at most 16 bytes and one object for each call */
    /* for result: last used in (println (let/cc leave (product-of (n... */
    Region *result_region = region_create();
    Obj *exit = mk_cell_stack(&exit_cell, OMNI_NOTHING);
    OMNI_CLOSURE_STORAGE(1) leave_closure;  /* at most 40 bytes and one object for each call */
    Obj *leave = mk_closure_stack(&leave_closure, main_leave_entry, 0, 1, 1, (Obj *[]){ exit });
    OMNI_CLOSURE_STORAGE(1) function_closure;  /* at most 40 bytes and one object for each call */
    Obj *function = mk_closure_stack(&function_closure, main_body_entry, 0, 0, 1,
                                     (Obj *[]){ leave });
    Cell exit_cell_2;  /* at most 16 bytes and one object for each call */
    Obj *result = omni_call_with_exit(function, exit, result_region,
                                      "main: (let/cc leave (product-of (numbers-to...");
    /* for result: last used in (println (let/cc leave (product-of (n... */
    Region *result_region_2 = region_create();
    Obj *exit_2 = mk_cell_stack(&exit_cell_2, OMNI_NOTHING);
    OMNI_CLOSURE_STORAGE(1) leave_closure_2;  /* at most 40 bytes and one object for each call */
    Obj *leave_2 = mk_closure_stack(&leave_closure_2, main_leave_2_entry, 0, 1, 1,
                                    (Obj *[]){ exit_2 });
    OMNI_CLOSURE_STORAGE(1) function_closure_2;  /* at most 40 bytes and one object for each call */
    Obj *function_2 = mk_closure_stack(&function_closure_2, main_body_2_entry, 0, 0, 1,
                                       (Obj *[]){ leave_2 });
    Obj *result_2 = omni_call_with_exit(function_2, exit_2, result_region_2,
                                        "main: (let/cc leave (product-of (numbers-to...");
    omni_display(result);
    region_exit(result_region);  /* last use of result: (println (let/cc leave (product-of (n... */
    omni_display(OMNI_REF(text_space));
    omni_display(result_2);
    /* last use of result: (println (let/cc leave (product-of (n... */
    region_exit(result_region_2);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* map_product_of_lambda
 *   map_product_of_lambda  version   specialised for product-of-lambda: what it gets to call is
 *                                    known
 *   map_product_of_lambda  loop      what a call of itself returns only ends its list: each pair is
 *                                    linked behind the last
 *   items                  borrowed  only read here; the caller keeps it
 *   pair                   dest      returned, so it is built in the caller's region: no copy
 */
static Obj *map_product_of_lambda(Region *dest, Obj *items)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(items)) {
        Obj *f_result = mk_int_region(dest, omni_int_value(omni_pair_car(items)) * 1);
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
