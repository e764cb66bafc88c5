/* How programs end: panics, exit, stack exhaustion; and their input. */
#include "support.h"

TestSuite(panic, .init = begin_program);

static int bad_car(void)
{
    omni_display_cstr("before ");
    (void)omni_car(OMNI_FIX(42), "sum-list+3: (car xs)");
    return 0;
}

static int user_error(void)
{
    Region *region = region_create();
    Obj *irritants = mk_pair_region(region, text(region, "x"), mk_pair_region(region, OMNI_FIX(5), OMNI_NIL));
    omni_error(text(region, "no such key:"), irritants, "look-up+1: (error ...)");
}

static int failed_assert(void)
{
    omni_assert_failed("f+1: (assert #f)");
}

static int leave(void)
{
    (void)region_create();
    omni_display_cstr("bye");
    omni_exit(259);
}

static const Obj *exit_value;

static int leave_with(void)
{
    omni_exit_with(exit_value);
}

static int code_of(const Obj *value)
{
    static Outcome outcome;
    exit_value = value;
    run_child(leave_with, &outcome);
    return outcome.exit_code;
}

/* Without the check this would run into the guard page. */
static int64_t depth_of(int64_t n)
{
    volatile int64_t here = n;
    OMNI_STACK_CHECK("count+1: (count (+ n 1))");
    return here < 0 ? 0 : depth_of(here + 1) + here;
}

static int recurse_forever(void)
{
    return (int)depth_of(0);
}

Test(panic, default_handler_prints_and_leaves)
{
    static Outcome outcome;
    run_child(bad_car, &outcome);
    cr_assert_eq(outcome.exit_code, 1);
    cr_assert_str_eq(outcome.output, "before ");
    cr_assert(starts_with(outcome.errors, "omni: type error: wanted a pair, got 42\n  at sum-list+3: (car xs)\n"), "%s",
              outcome.errors);
    run_child(user_error, &outcome);
    cr_assert_eq(outcome.exit_code, 1);
    cr_assert(starts_with(outcome.errors, "omni: error: no such key: \"x\" 5\n  at look-up+1: (error ...)\n"), "%s",
              outcome.errors);
    run_child(failed_assert, &outcome);
    cr_assert(starts_with(outcome.errors, "omni: assertion failed\n  at f+1: (assert #f)\n"), "%s", outcome.errors);
    run_child(leave, &outcome);
    cr_assert_eq(outcome.exit_code, 3);
    cr_assert_str_eq(outcome.output, "bye");
    end_program();
}

Test(panic, only_zero_and_true_are_success)
{
    cr_assert_eq(code_of(OMNI_FIX(0)), 0);
    cr_assert_eq(code_of(OMNI_TRUE), 0);
    cr_assert_eq(code_of(OMNI_FALSE), 1);
    cr_assert_eq(code_of(OMNI_FIX(7)), 7);
    cr_assert_eq(code_of(OMNI_FIX(259)), 3);
    cr_assert_eq(code_of(OMNI_FIX(-1)), 255);
    cr_assert_eq(code_of(OMNI_FIX(256)), 255);
    cr_assert_eq(code_of(OMNI_FIX(-512)), 255);
    cr_assert_eq(code_of(OMNI_EOF), 1);
    cr_assert_eq(code_of(OMNI_NIL), 1);
    end_program();
}

Test(panic, endless_recursion_ends_with_a_message)
{
    static Outcome outcome;
    run_child(recurse_forever, &outcome);
    cr_assert_eq(outcome.exit_code, 1);
    cr_assert(starts_with(outcome.errors, "omni: stack exhausted: recursion is too deep\n  at count+1: (count (+ n 1))\n"), "%s",
              outcome.errors);
    end_program();
}

static void note_and_return(OmniErrorCode code, const char *message, const char *where)
{
    (void)where;
    omni_display_cstr(omni_error_name(code));
    omni_display_cstr(" | ");
    omni_display_cstr(message);
}

static int panic_with_handler(void)
{
    (void)omni_set_panic_handler(note_and_return);
    omni_no_clause(OMNI_FIX(7), "f+0: (match x ...)");
}

Test(panic, a_handler_comes_first_and_the_program_still_ends)
{
    static Outcome outcome;
    run_child(panic_with_handler, &outcome);
    cr_assert_eq(outcome.exit_code, 1);
    cr_assert_str_eq(outcome.output, "no clause applies | 7");
    cr_assert(starts_with(outcome.errors, "omni: no clause applies: 7\n"));
    cr_assert_eq(omni_set_panic_handler(catch_panic), NULL);
    cr_assert_eq(omni_set_panic_handler(NULL), catch_panic);
    end_program();
}

Test(panic, long_values_are_cut_short)
{
    Region *region = region_create();
    Obj *list = OMNI_NIL;
    char shortened[40];
    int k;
    for (k = 0; k < 1000; k++) {
        list = mk_pair_region(region, OMNI_FIX(k), list);
    }
    ((Pair *)omni_pair_cdr(list))->cdr = list; /* and endless */
    cr_assert_eq(omni_describe(list, shortened, sizeof shortened), 39);
    cr_assert_str_eq(shortened, "(999 998 999 998 999 998 999 998 999...");
    (void)omni_set_panic_handler(catch_panic);
    if (setjmp(panic_jump) == 0) {
        (void)omni_as_int(list, "");
    }
    (void)omni_set_panic_handler(NULL);
    cr_assert(starts_with(panic_message, "wanted an Int, got (999 998 "));
    cr_assert(strlen(panic_message) > 100 && strlen(panic_message) < 200);
    cr_assert_str_eq(panic_message + strlen(panic_message) - 3, "...");
    (void)omni_describe(text(region, "\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC"), shortened, 12);
    cr_assert_str_eq(shortened, "\"\xE2\x82\xAC\xE2\x82\xAC...", "no char is cut in two");
    region_exit(region);
    end_program();
}

static int echo_lines(void)
{
    Region *region = region_create();
    Obj *line = omni_read_line(region);
    while (!omni_is_eof(line)) {
        omni_display_int(omni_string_length(line, ""));
        omni_display_cstr(omni_string_length(line, "") < 10 ? ((String *)line)->text : "");
        omni_newline();
        line = omni_read_line(region);
    }
    region_exit(region);
    return omni_shutdown(0);
}

Test(panic, lines_of_input)
{
    static Outcome outcome;
    char name[] = "/tmp/omni-input-XXXXXX";
    int file = mkstemp(name);
    int k;
    cr_assert_geq(file, 0);
    cr_assert_eq(write(file, "one\n\n", 5), 5);
    for (k = 0; k < 500; k++) { /* longer than the input buffer */
        cr_assert_eq(write(file, "0123456789", 10), 10);
    }
    cr_assert_eq(write(file, "\nlast", 5), 5);
    cr_assert_eq(lseek(file, 0, SEEK_SET), 0);
    cr_assert_eq(dup2(file, 0), 0);
    run_child(echo_lines, &outcome);
    (void)unlink(name);
    cr_assert_eq(outcome.exit_code, 0, "%s", outcome.errors);
    cr_assert_str_eq(outcome.output, "3one\n0\n5000\n4last\n");
    end_program();
}

Test(panic, command_line_and_clock)
{
    Region *region = region_create();
    int64_t now = omni_current_time_ms();
    ASSERT_SHOWN(omni_command_line(region), "(\"test\")");
    cr_assert_geq(omni_current_time_ms(), now);
    region_exit(region);
    end_program();
}
