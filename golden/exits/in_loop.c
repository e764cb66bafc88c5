/* in_loop.omni, translated by omnic */
#include "omni.h"

static Obj *sum_of_numbers_body_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static inline Obj *sum_of_numbers_skip(int64_t value, Obj *exit);

OMNI_STATIC_SYMBOL(sym_four, "four");

OMNI_STATIC_STRING(text_two, "two", 3);

/* sum_of_numbers_body
 *   rest  borrowed  only read here; the caller keeps it
 *   exit  borrowed  changed by sum-of-numbers-skip; the caller keeps it
 */
static int64_t sum_of_numbers_body(Obj *self)
{
    Obj *rest = omni_captured(self, 0);
    Obj *exit = omni_captured(self, 1);
    Obj *result;
    if (omni_is_number(omni_pair_car(rest))) {
        result = omni_pair_car(rest);
    } else {
        result = sum_of_numbers_skip(0, exit);
    }
    int64_t result_2 = omni_as_int(result,
                                   "sum-of-numbers-body+1: (+ 1 (if (number? (car rest)) (car "
                                   "re...");
    return omni_int_add(1, result_2,
                        "sum-of-numbers-body+1: (+ 1 (if (number? (car rest)) (car re...");
}

static Obj *sum_of_numbers_body_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    return mk_int_region(dest, sum_of_numbers_body(self));
}

/* sum_of_numbers_skip
 *   exit   borrowed     changed here; the caller keeps it
 *   value  exit_region  becomes part of exit, so it is built in the region that holds exit
 */
static inline Obj *sum_of_numbers_skip(int64_t value, Obj *exit)
{
    Obj *value_2 = mk_int_region(region_of(exit), value);
    omni_exit_to(exit, value_2, "sum-of-numbers-skip+0: skip");
}

/* In a loop, each iteration has an exit of its own. Breaking out of one iteration is what
 * `continue` is elsewhere. */
/* sum_of_numbers
 *   items     borrowed     only read here; the caller keeps it
 *   exit      exit_region  used only within one iteration, last in (+ sum (let/cc skip (+ 1 (if
 *                          (number?...; not on the stack: size unknown: built by function
 *   function  stack        at most 48 bytes and one object for each call
 */
static int64_t sum_of_numbers(Obj *items)
{
    /* for exit: emptied in each iteration, so that it is made only once */
    Region *exit_region = region_create();
    Obj *rest = items;
    int64_t sum = 0;
    while (!omni_is_null(rest)) {
        Obj *tail = omni_pair_cdr(rest);
        region_reset(exit_region);  /* exit: what the last iteration made is not used any more */
        Obj *exit = mk_cell_region(exit_region, OMNI_NOTHING);
        /* at most 48 bytes and one object for each call */
        OMNI_CLOSURE_STORAGE(2) function_closure;
        Obj *function = mk_closure_stack(&function_closure, sum_of_numbers_body_entry, 0, 0, 2,
                                         (Obj *[]){ rest, exit });
        Obj *result = omni_call_with_exit(function, exit, exit_region,
                                          "sum-of-numbers+5: (let/cc skip (+ 1 (if (number? (car "
                                          "r...");
        int64_t result_2 = omni_as_int(result,
                                       "sum-of-numbers+5: (+ sum (let/cc skip (+ 1 (if "
                                       "(number?...");
        rest = tail;
        sum = omni_int_add(sum, result_2,
                           "sum-of-numbers+5: (+ sum (let/cc skip (+ 1 (if (number?...");
    }
    region_exit(exit_region);  /* exit: the loop ends here */
    return sum;
}

/* main
 *   list  stack  at most 120 bytes and one object for each call
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    Pair list_pair;  /* at most 120 bytes and one object for each call */
    Pair list_pair_2;  /* at most 120 bytes and one object for each call */
    Pair list_pair_3;  /* at most 120 bytes and one object for each call */
    Pair list_pair_4;  /* at most 120 bytes and one object for each call */
    Pair list_pair_5;  /* at most 120 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair_2, OMNI_REF(sym_four),
                              mk_pair_stack(&list_pair, OMNI_FIX(5), OMNI_NIL));
    Obj *list_2 = mk_pair_stack(&list_pair_4, OMNI_REF(text_two),
                                mk_pair_stack(&list_pair_3, OMNI_FIX(3), list));
    int64_t sum_of_numbers_result = sum_of_numbers(
            mk_pair_stack(&list_pair_5, OMNI_FIX(1), list_2));
    omni_display_int(sum_of_numbers_result);
    omni_newline();
    return omni_shutdown(0);
}
