/* search.omni, translated by omnic */
#include "omni.h"

static Obj *entry_of_body_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static inline void entry_of_return(Obj *value, Obj *exit);
static void for_each_entry_of_body_lambda(Obj *items, Obj *key, Obj *exit);

OMNI_STATIC_SYMBOL(sym_apple, "apple");
OMNI_STATIC_SYMBOL(sym_pear, "pear");
OMNI_STATIC_SYMBOL(sym_plum, "plum");

OMNI_STATIC_STRING(text_space, " ", 1);

static Obj *stock = OMNI_NOTHING;

/* entry_of_body_lambda
 *   entry  borrowed  put into exit; the caller keeps it alive as long as exit
 *   exit   borrowed  changed by entry-of-return; the caller keeps it
 */
static void entry_of_body_lambda(Obj *entry, Obj *key, Obj *exit)
{
    if (omni_pair_car(entry) == key) {
        entry_of_return(entry, exit);
    }
}

/* entry_of_body
 *   table  borrowed  put into exit; the caller keeps it alive as long as exit
 *   exit   borrowed  changed by for-each-entry-of-body-lambda; the caller keeps it
 */
static bool entry_of_body(Obj *self)
{
    Obj *table = omni_captured(self, 0);
    Obj *key = omni_captured(self, 1);
    Obj *exit = omni_captured(self, 2);
    for_each_entry_of_body_lambda(table, key, exit);
    return false;
}

static Obj *entry_of_body_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)dest;
    (void)argc;
    (void)args;
    return omni_bool(entry_of_body(self));
}

/* entry_of_return
 *   value  borrowed  put into exit; the caller keeps it alive as long as exit
 *   exit   borrowed  changed here; the caller keeps it
 */
static inline void entry_of_return(Obj *value, Obj *exit)
{
    omni_exit_to(exit, value, "entry-of-return+0: return");
}

/* `return` leaves `for-each` with an item. It goes through the box `exit`, so it is no copy:
 * what is found is an
 * entry of the table itself, and the program can change it there. */
/* entry_of
 *   table     borrowed  part of the result; the caller keeps it alive as long as the result
 *   result    dest      returned, so it is built in the caller's region: no copy
 *   exit      stack     at most 16 bytes and one object for each call
 *   function  stack     at most 56 bytes and one object for each call
 */
static Obj *entry_of(Region *dest, Obj *key, Obj *table)
{
    Cell exit_cell;  /* at most 16 bytes and one object for each call */
    Obj *exit = mk_cell_stack(&exit_cell, OMNI_NOTHING);
    OMNI_CLOSURE_STORAGE(3) function_closure;  /* at most 56 bytes and one object for each call */
    Obj *function = mk_closure_stack(&function_closure, entry_of_body_entry, 0, 0, 3,
                                     (Obj *[]){ table, key, exit });
    return omni_call_with_exit(function, exit, dest,
                               "entry-of+1: (call/cc (lambda (return) (for-each (...");
}

/* main
 *   list      global  reachable from the top-level variable stock: lives until the program ends
 *   entry_of  global  reachable from the top-level variable stock: lives until the program ends
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    Obj *list = mk_pair_region(omni_global, OMNI_REF(sym_pear),
                               mk_pair_region(omni_global, OMNI_FIX(5), OMNI_NIL));
    Obj *list_2 = mk_pair_region(omni_global, OMNI_REF(sym_apple),
                                 mk_pair_region(omni_global, OMNI_FIX(3), OMNI_NIL));
    stock = mk_pair_region(omni_global, list_2, mk_pair_region(omni_global, list, OMNI_NIL));
    Obj *entry_of_result = entry_of(omni_global, OMNI_REF(sym_pear), stock);
    Obj *tail = omni_cdr(entry_of_result, "main: (cdr (entry-of 'pear stock))");
    omni_set_car(tail, OMNI_FIX(6), "main: (set-car! (cdr (entry-of 'pear stock)...");
    Obj *stock_value = stock;
    Obj *entry_of_result_2 = entry_of(omni_global, OMNI_REF(sym_plum), stock);
    omni_display(stock_value);
    omni_display(OMNI_REF(text_space));
    omni_display(entry_of_result_2);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* for_each_entry_of_body_lambda
 *   for_each_entry_of_body_lambda  version   specialised for entry-of-body-lambda: what it gets to
 *                                            call is known
 *   items                          borrowed  put into exit; the caller keeps it alive as long as
 *                                            exit
 *   exit                           borrowed  changed by entry-of-body-lambda; the caller keeps it
 */
static void for_each_entry_of_body_lambda(Obj *items, Obj *key, Obj *exit)
{
    Obj *rest = items;
    while (!omni_is_null(rest)) {
        entry_of_body_lambda(omni_pair_car(rest), key, exit);
        rest = omni_pair_cdr(rest);
    }
}
