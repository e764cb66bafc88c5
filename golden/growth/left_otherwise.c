/* left_otherwise.omni, translated by omnic */
#include "omni.h"

static Obj *first_above_body_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static inline void first_above_return(int64_t value, Obj *exit);
static Obj *count_to_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_STRING(text_space, " ", 1);

/* first_above_body
 *   limit  borrowed  only read here; the caller keeps it
 *   exit   borrowed  changed by first-above-return; the caller keeps it
 */
static Obj *first_above_body(Obj *self)
{
    Obj *limit = omni_captured(self, 0);
    Obj *exit = omni_captured(self, 1);
    Region *seen_region = region_create();  /* for seen: carried from one iteration to the next */
    int64_t n = 0;
    Obj *seen = OMNI_NIL;
    for (;;) {
        if (n > omni_int_value(limit)) {
            int64_t length = omni_length(seen, "first-above-body+3: (length seen)");
            first_above_return(length, exit);
        }
        seen = mk_pair_region(seen_region, mk_int_region(seen_region, n), seen);
        n = omni_int_add(n, 1, "first-above-body+4: (+ n 1)");
    }
    omni_panic(OMNI_ERROR_INTERNAL, "a call returned that never does", "first-above-body");
}

static Obj *first_above_body_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)dest;
    (void)argc;
    (void)args;
    return first_above_body(self);
}

/* first_above_return
 *   exit   borrowed     changed here; the caller keeps it
 *   value  exit_region  becomes part of exit, so it is built in the region that holds exit
 */
static inline void first_above_return(int64_t value, Obj *exit)
{
    Obj *value_2 = mk_int_region(region_of(exit), value);
    omni_exit_to(exit, value_2, "first-above-return+0: return");
}

/* Both loops have an end, though neither returns: one calls its continuation, the other raises.
 * No warning. */
/* first_above
 *   exit      dest   built together with what is returned, so in the caller's region
 *   function  stack  at most 48 bytes and one object for each call
 *   limit     stack  at most 16 bytes and one object for each call
 */
static Obj *first_above(Region *dest, int64_t limit)
{
    Obj *exit = mk_cell_region(dest, OMNI_NOTHING);
    IntBox limit_box;  /* at most 16 bytes and one object for each call */
    OMNI_CLOSURE_STORAGE(2) function_closure;  /* at most 48 bytes and one object for each call */
    Obj *limit_2 = mk_int_stack(&limit_box, limit);
    Obj *function = mk_closure_stack(&function_closure, first_above_body_entry, 0, 0, 2,
                                     (Obj *[]){ limit_2, exit });
    return omni_call_with_exit(function, exit, dest,
                               "first-above+1: (call/cc (lambda (return) (let loop (...");
}

/* count_to_guarded
 *   limit   borrowed  only read here; the caller keeps it
 *   length  stack     at most 16 bytes and one object for each call
 */
static Obj *count_to_guarded(Obj *self)
{
    Obj *limit = omni_captured(self, 0);
    Region *seen_region = region_create();  /* for seen: carried from one iteration to the next */
    int64_t n = 0;
    Obj *seen = OMNI_NIL;
    for (;;) {
        if (n > omni_int_value(limit)) {
            IntBox length_box;  /* at most 16 bytes and one object for each call */
            Obj *length = mk_int_stack(&length_box,
                                       omni_length(seen, "count-to-guarded+2: (length seen)"));
            omni_raise(length, "count-to-guarded+2: (raise (length seen))");
        }
        seen = mk_pair_region(seen_region, mk_int_region(seen_region, n), seen);
        n = omni_int_add(n, 1, "count-to-guarded+3: (+ n 1)");
    }
}

static Obj *count_to_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)dest;
    (void)argc;
    (void)args;
    return count_to_guarded(self);
}

/* count_to
 *   body   stack  at most 40 bytes and one object for each call
 *   limit  stack  at most 16 bytes and one object for each call
 *   e      dest   returned, so it is built in the caller's region: no copy
 */
static Obj *count_to(Region *dest, int64_t limit)
{
    IntBox limit_box;  /* at most 16 bytes and one object for each call */
    OMNI_CLOSURE_STORAGE(1) body_closure;  /* at most 40 bytes and one object for each call */
    Obj *limit_2 = mk_int_stack(&limit_box, limit);
    Obj *body = mk_closure_stack(&body_closure, count_to_guarded_entry, 0, 0, 1,
                                 (Obj *[]){ limit_2 });
    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(body, omni_global,
                            "count-to+1: (guard (e (#t e)) (let loop ((n 0) (s...");
    if (omni_is_raised(outcome)) {
        Obj *e = omni_caught(dest);
        return e;
    }
    return outcome;
}

/* main
 *   first_above  first_above_region  not reachable from outside; last use: (println (first-above 5)
 *                                    " " (count-t...; not on the stack: size unknown: built by
 *                                    first-above
 *   count_to     count_to_region     not reachable from outside; last use: (println (first-above 5)
 *                                    " " (count-t...; not on the stack: size unknown: built by
 *                                    count-to
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    /* for first-above: last used in (println (first-above 5) " " (count-t... */
    Region *first_above_region = region_create();
    Obj *first_above_result = first_above(first_above_region, 5);
    /* for count-to: last used in (println (first-above 5) " " (count-t... */
    Region *count_to_region = region_create();
    Obj *count_to_result = count_to(count_to_region, 6);
    omni_display(first_above_result);
    /* last use of first-above: (println (first-above 5) " " (count-t... */
    region_exit(first_above_region);
    omni_display(OMNI_REF(text_space));
    omni_display(count_to_result);
    /* last use of count-to: (println (first-above 5) " " (count-t... */
    region_exit(count_to_region);
    omni_newline();
    return omni_shutdown(0);
}
