/* left_by_exit.omni, translated by omnic */
#include "omni.h"

static Obj *search_receiver_body_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *search_receiver_k_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *search_body_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *search_k_entry(Obj *self, Region *dest, int argc, Obj *const *args);

/* search_receiver_receiver
 *   continue  borrowed  only read here; the caller keeps it
 *   i         borrowed  changed here; the caller keeps it
 *   break     borrowed  only read here; the caller keeps it
 *   sum       dest      part of the result, which is returned: built in the caller's region
 */
static void search_receiver_receiver(Region *dest, Obj *continue_, Obj *i, int64_t n, Obj *break_)
{
    int64_t i_2 = omni_int_value(omni_cell_get(i));
    Obj *sum = mk_int_region(dest, omni_int_add(i_2, 1, "search-receiver-receiver+1: (+ i 1)"));
    omni_cell_set(i, sum);
    if (omni_int_is_even(omni_int_value(omni_cell_get(i)))) {
        omni_call(continue_, dest, 1, (Obj *[]){ OMNI_FALSE },
                  "search-receiver-receiver+2: (continue #f)");
    }
    if (omni_int_value(omni_cell_get(i)) > n) {
        Obj *list = mk_pair_region(dest, omni_cell_get(i),
                                   mk_pair_region(dest, mk_int_region(dest, n), OMNI_NIL));
        omni_call(break_, dest, 1, (Obj *[]){ list },
                  "search-receiver-receiver+3: (break (list i n))");
    }
}

/* search_receiver_body
 *   k      borrowed  only read here; the caller keeps it
 *   i      borrowed  changed by search-receiver-receiver; the caller keeps it
 *   n      borrowed  only read here; the caller keeps it
 *   break  borrowed  only read here; the caller keeps it
 */
static void search_receiver_body(Obj *self, Region *dest)
{
    OMNI_STACK_CHECK("search-receiver-body");
    Obj *k = omni_captured(self, 0);
    Obj *i = omni_captured(self, 1);
    Obj *n = omni_captured(self, 2);
    Obj *break_ = omni_captured(self, 3);
    search_receiver_receiver(dest, k, i, omni_int_value(n), break_);
}

static Obj *search_receiver_body_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    search_receiver_body(self, dest);
    return OMNI_NOTHING;
}

/* search_receiver_k
 *   exit  borrowed  changed here; the caller keeps it
 */
static Obj *search_receiver_k(Obj *self, Obj *value)
{
    Obj *exit = omni_captured(self, 0);
    Obj *result = omni_is_absent(value) ? OMNI_NOTHING : value;
    omni_exit_to(exit, result, "search-receiver-k+0: (repeat (break continue) (set! i (+ i...");
}

static Obj *search_receiver_k_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)dest;
    return search_receiver_k(self, argc > 0 ? args[0] : OMNI_ABSENT);
}

/* search_receiver
 *   break     borrowed  only read here; the caller keeps it
 *   i         borrowed  changed by search-receiver-body; the caller keeps it
 *   exit      stack     at most 16 bytes and one object for each call
 *   k         stack     at most 40 bytes and one object for each call
 *   function  stack     at most 64 bytes and one object for each call
 *   n         stack     at most 16 bytes and one object for each call
 */
static Obj *search_receiver(Region *dest, Obj *break_, Obj *i, int64_t n)
{
    for (;;) {
        Cell exit_cell;  /* at most 16 bytes and one object for each call */
        Obj *exit = mk_cell_stack(&exit_cell, OMNI_NOTHING);
        OMNI_CLOSURE_STORAGE(1) k_closure;  /* at most 40 bytes and one object for each call */
        Obj *k = mk_closure_stack(&k_closure, search_receiver_k_entry, 0, 1, 1, (Obj *[]){ exit });
        IntBox n_box;  /* at most 16 bytes and one object for each call */
        /* at most 64 bytes and one object for each call */
        OMNI_CLOSURE_STORAGE(4) function_closure;
        Obj *function = mk_closure_stack(&function_closure, search_receiver_body_entry, 0, 0, 4,
                                         (Obj *[]){ k, i, mk_int_stack(&n_box, n), break_ });
        omni_call_with_exit(function, exit, dest,
                            "search-receiver+0: (repeat (break continue) (set! i (+ i...");
    }
    omni_panic(OMNI_ERROR_INTERNAL, "a call returned that never does", "search-receiver");
}

/* search_body
 *   k  borrowed  only read here; the caller keeps it
 *   i  borrowed  changed by search-receiver; the caller keeps it
 *   n  borrowed  only read here; the caller keeps it
 */
static Obj *search_body(Obj *self, Region *dest)
{
    OMNI_STACK_CHECK("search-body");
    Obj *k = omni_captured(self, 0);
    Obj *i = omni_captured(self, 1);
    Obj *n = omni_captured(self, 2);
    return search_receiver(dest, k, i, omni_int_value(n));
}

static Obj *search_body_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    return search_body(self, dest);
}

/* search_k
 *   value  borrowed  put into exit; the caller keeps it alive as long as exit
 *   exit   borrowed  changed here; the caller keeps it
 */
static Obj *search_k(Obj *self, Obj *value)
{
    Obj *exit = omni_captured(self, 0);
    Obj *result = omni_is_absent(value) ? OMNI_NOTHING : value;
    omni_exit_to(exit, result, "search-k+0: (repeat (break continue) (set! i (+ i...");
}

static Obj *search_k_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)dest;
    return search_k(self, argc > 0 ? args[0] : OMNI_ABSENT);
}

/* search
 *   i         stack  at most 16 bytes and one object for each call
 *   result    dest   returned, so it is built in the caller's region: no copy
 *   exit      stack  at most 16 bytes and one object for each call
 *   k         stack  at most 40 bytes and one object for each call
 *   function  stack  at most 56 bytes and one object for each call
 *   n         stack  at most 16 bytes and one object for each call
 */
static Obj *search(Region *dest, int64_t n)
{
    Cell i_cell;  /* at most 16 bytes and one object for each call */
    Obj *i = mk_cell_stack(&i_cell, OMNI_FIX(0));
    Cell exit_cell;  /* at most 16 bytes and one object for each call */
    Obj *exit = mk_cell_stack(&exit_cell, OMNI_NOTHING);
    OMNI_CLOSURE_STORAGE(1) k_closure;  /* at most 40 bytes and one object for each call */
    Obj *k = mk_closure_stack(&k_closure, search_k_entry, 0, 1, 1, (Obj *[]){ exit });
    IntBox n_box;  /* at most 16 bytes and one object for each call */
    OMNI_CLOSURE_STORAGE(3) function_closure;  /* at most 56 bytes and one object for each call */
    Obj *function = mk_closure_stack(&function_closure, search_body_entry, 0, 0, 3,
                                     (Obj *[]){ k, i, mk_int_stack(&n_box, n) });
    return omni_call_with_exit(function, exit, dest,
                               "search+2: (repeat (break continue) (set! i (+ i...");
}

/* main
 *   search  search_region  not reachable from outside; last use: (println (search 10)); not on the
 *                          stack: size unknown: built by search
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Region *search_region = region_create();  /* for search: last used in (println (search 10)) */
    omni_display(search(search_region, 10));
    region_exit(search_region);  /* last use of search: (println (search 10)) */
    omni_newline();
    return omni_shutdown(0);
}
