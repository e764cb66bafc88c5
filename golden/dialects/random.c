/* random.omni, translated by omnic */
#include "omni.h"

static Obj *main_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *random_(Region *dest, int64_t limit);
static bool is_exact_nonnegative_integer(Obj *value);
static Obj *condition_slash_report_string(Region *dest, Obj *condition);
static void for_each_condition_slash_report_string_lambda(Obj *items, Obj *port);
static Obj *random_float(Region *dest, double limit);

OMNI_STATIC_STRING(text_random_the_limit_is_not, "random: the limit is not positive:", 34);

OMNI_STATIC_CLOSURE(main_guarded_closure, main_guarded_entry, 0, 0);

/* Each run of the program gets the same numbers. */
/* is_in_range
 *   x  x_region  at most 16 bytes, built by random: its region lies in the C frame, and needs no
 *                chunk; not on the stack: size unknown: built by random
 *   n  stack     at most 16 bytes and one object for each call
 */
static bool is_in_range(int64_t n)
{
    OMNI_SCRATCH_STORAGE(256) x_scratch;
    /* for x: last used in (and (exact-nonnegative-integer? x) (... */
    Region *x_region = stack_alloc_region(&x_scratch, sizeof x_scratch);
    Obj *x = random_(x_region, n);
    if (is_exact_nonnegative_integer(x)) {
        IntBox n_box;  /* at most 16 bytes and one object for each call */
        bool less = omni_num_lt(x, mk_int_stack(&n_box, n), "in-range?+1: (< x n)");
        region_exit(x_region);  /* last use of x: (< x n) */
        return less;
    }
    region_exit(x_region);  /* x: not used on this path */
    return false;
}

/* main_guarded
 *   random  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *main_guarded(Region *dest)
{
    return random_(dest, 0);
}

static Obj *main_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    (void)args;
    return main_guarded(dest);
}

/* main
 *   random   random_region   at most 16 bytes, built by random-float: its region lies in the C
 *                            frame, and needs no chunk; not on the stack: size unknown: built by
 *                            random-float
 *   outcome  outcome_region  not reachable from outside; last use: (println (guard (e (#t
 *                            (condition/rep...; not on the stack: size unknown: built by
 *                            main-guarded
 *   e        e_region        few objects for each call, so the first 512 bytes of their region lie
 *                            in the C frame; not on the stack: size unknown: built by raise
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    bool is_in_range_result = is_in_range(6);
    bool is_in_range_result_2 = is_in_range(1);
    OMNI_SCRATCH_STORAGE(256) random_scratch;
    /* for random: last used in (random 1.0) */
    Region *random_region = stack_alloc_region(&random_scratch, sizeof random_scratch);
    double random = omni_float_value(random_float(random_region, 1.0));
    region_exit(random_region);  /* last use of random: (random 1.0) */
    omni_display_bool(is_in_range_result);
    omni_display_bool(is_in_range_result_2);
    omni_display_bool(-1.0 < random && random < 1.0);
    omni_newline();
    /* for outcome: last used in (println (guard (e (#t (condition/rep... */
    Region *outcome_region = region_create();
    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(OMNI_REF(main_guarded_closure), outcome_region,
                            "main: (guard (e (#t (condition/report-strin...");
    Obj *result;
    if (omni_is_raised(outcome)) {
        OMNI_SCRATCH_STORAGE(512) e_scratch;
        /* for e: used only in this branch */
        Region *e_region = stack_alloc_region(&e_scratch, sizeof e_scratch);
        Obj *e = omni_caught(e_region);
        Obj *condition_slash_report_string_result = condition_slash_report_string(outcome_region,
                                                                                  e);
        region_exit(e_region);  /* last use of e: (condition/report-string e) */
        result = condition_slash_report_string_result;
    } else {
        result = outcome;
    }
    omni_display(result);
    /* last use of outcome: (println (guard (e (#t (condition/rep... */
    region_exit(outcome_region);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* random_
 *   random     version  specialised for Int: called 2 times with Int only
 *   list       stack    at most 24 bytes and one object for each call
 *   limit      stack    at most 16 bytes and one object for each call
 *   remainder  dest     returned, so it is built in the caller's region: no copy
 */
static Obj *random_(Region *dest, int64_t limit)
{
    if (limit <= 0) {
        IntBox limit_box;  /* at most 16 bytes and one object for each call */
        Pair list_pair;  /* at most 24 bytes and one object for each call */
        Obj *list = mk_pair_stack(&list_pair, mk_int_stack(&limit_box, limit), OMNI_NIL);
        omni_error(OMNI_REF(text_random_the_limit_is_not), list,
                   "random+1: (error \"random: the limit is not posi...");
    }
    int64_t remainder = omni_int_modulo(omni_random(), limit, "random+2: (modulo (%random) limit)");
    return mk_int_region(dest, remainder);
}

/* is_exact_nonnegative_integer
 *   value  borrowed  only read here; the caller keeps it
 */
static bool is_exact_nonnegative_integer(Obj *value)
{
    return omni_is_int(value) && omni_int_value(value) >= 0;
}

/* condition_slash_report_string_lambda
 *   irritant  borrowed  only read here; the caller keeps it
 *   port      borrowed  changed here; the caller keeps it
 */
static inline void condition_slash_report_string_lambda(Obj *irritant, Obj *port)
{
    omni_write_char_to(' ', port, "condition/report-string-lambda+1: (write-char #\\space port)");
    omni_write_to(irritant, port, "condition/report-string-lambda+2: (write irritant port)");
}

/* condition_slash_report_string
 *   condition  borrowed     only read here; the caller keeps it
 *   port       port_region  few objects for each call, so the first 512 bytes of their region lie
 *                           in the C frame; not on the stack: what it holds lies in a buffer of its
 *                           own, which can grow
 *   text       dest         returned, so it is built in the caller's region: no copy
 */
static Obj *condition_slash_report_string(Region *dest, Obj *condition)
{
    OMNI_SCRATCH_STORAGE(512) port_scratch;
    /* for port: last used in (get-output-string port) */
    Region *port_region = stack_alloc_region(&port_scratch, sizeof port_scratch);
    Obj *port = omni_open_output_string(port_region);
    Obj *message = omni_error_message(condition,
                                      "condition/report-string+2: (error-object-message "
                                      "condition)");
    omni_display_to(message, port,
                    "condition/report-string+2: (display (error-object-message condit...");
    Obj *irritants = omni_error_irritants(condition,
                                          "condition/report-string+6: (error-object-irritants "
                                          "condition)");
    for_each_condition_slash_report_string_lambda(irritants, port);
    Obj *text = omni_get_output_string(dest, port,
                                       "condition/report-string+7: (get-output-string port)");
    region_exit(port_region);  /* last use of port: (get-output-string port) */
    return text;
}

/* for_each_condition_slash_report_string_lambda
 *   for_each_condition_slash_report_string_lambda  version   specialised for
 *                                                            condition/report-string-lambda: what
 *                                                            it gets to call is known
 *   items                                          borrowed  only read here; the caller keeps it
 *   port                                           borrowed  changed by
 *                                                            condition/report-string-lambda; the
 *                                                            caller keeps it
 */
static void for_each_condition_slash_report_string_lambda(Obj *items, Obj *port)
{
    Obj *rest = items;
    while (!omni_is_null(rest)) {
        Obj *head = omni_car(rest, "for-each+3: (car rest)");
        condition_slash_report_string_lambda(head, port);
        rest = omni_pair_cdr(rest);
    }
}

/* random_float
 *   random_float  version  specialised for Float: called once, with Float
 *   list          stack    at most 24 bytes and one object for each call
 *   limit         stack    at most 16 bytes and one object for each call
 *   product       dest     returned, so it is built in the caller's region: no copy
 */
static Obj *random_float(Region *dest, double limit)
{
    if (!(limit > 0.0)) {
        FloatBox limit_box;  /* at most 16 bytes and one object for each call */
        Pair list_pair;  /* at most 24 bytes and one object for each call */
        Obj *list = mk_pair_stack(&list_pair, mk_float_stack(&limit_box, limit), OMNI_NIL);
        omni_error(OMNI_REF(text_random_the_limit_is_not), list,
                   "random+1: (error \"random: the limit is not posi...");
    }
    double quotient = (double)(omni_random() & INT64_C(9007199254740991)) / 9007199254740992.0;
    return mk_float_region(dest, limit * quotient);
}
