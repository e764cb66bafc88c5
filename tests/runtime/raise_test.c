/* Raising: what arrives, what ends, what stays as it was. */
#include "support.h"

TestSuite(raise, .init = begin_program);

/* A closure without captured values over a C function. */
#define BODY(name, function)                                                                  \
    OMNI_CLOSURE_STORAGE(1) name##_storage;                                                   \
    Obj *name = mk_closure_stack(&name##_storage, function, 0, 0, 0, NULL)

static Obj *shared;  /* what bodies raise */

static Obj *give_seven(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self, (void)argc, (void)args;
    return mk_pair_region(dest, OMNI_FIX(7), OMNI_NIL);
}

static Obj *raise_shared(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self, (void)dest, (void)argc, (void)args;
    (void)region_create();
    omni_raise(shared, "body+1: (raise shared)");
}

static Obj *raise_from_own_region(Obj *self, Region *dest, int argc, Obj *const *args)
{
    Region *outer = region_create();
    Region *inner = region_create();
    Pair storage;
    Obj *number = mk_pair_region(inner, mk_float_region(outer, 2.5), OMNI_NIL);
    Obj *list = mk_pair_region(inner, text(outer, "deep"), number);
    (void)self, (void)dest, (void)argc, (void)args;
    omni_raise(mk_pair_stack(&storage, OMNI_FIX(1), list), "body+2: (raise list)");
}

static Obj *raise_error(Obj *self, Region *dest, int argc, Obj *const *args)
{
    Region *region = region_create();
    Obj *part = mk_pair_region(region, OMNI_FIX(1), OMNI_NIL);
    Obj *irritants = mk_pair_region(region, part, mk_pair_region(region, part, OMNI_NIL));
    (void)self, (void)dest, (void)argc, (void)args;
    omni_error(text(region, "bad:"), irritants, "f+1: (error ...)");
}

static Obj *fail_check(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self, (void)dest, (void)argc, (void)args;
    return omni_car(OMNI_FIX(42), "f+1: (car x)");
}

static Obj *break_a_rule(Obj *self, Region *dest, int argc, Obj *const *args)
{
    Pair storage;
    (void)self, (void)dest, (void)argc, (void)args;
    (void)region_of(mk_pair_stack(&storage, OMNI_NIL, OMNI_NIL));
    return OMNI_NIL;
}

/* Catches nothing: gives its own kind of value, or raises again. */
static Obj *catch_and_raise_again(Obj *self, Region *dest, int argc, Obj *const *args)
{
    BODY(body, raise_from_own_region);
    Obj *outcome = omni_try(body, dest, NULL);
    Region *region = region_create();
    (void)self, (void)argc, (void)args;
    cr_assert(omni_is_raised(outcome));
    omni_raise(omni_caught(region), "again");
}

static Obj *redirect_and_raise(Obj *self, Region *dest, int argc, Obj *const *args)
{
    Region *region = region_create();
    (void)self, (void)dest, (void)argc, (void)args;
    omni_begin_output(omni_open_output_string(region), NULL);
    omni_display_cstr("lost");
    omni_raise(OMNI_FIX(1), NULL);
}

Test(raise, without_a_raise_the_result_comes_back)
{
    Region *region = region_create();
    BODY(body, give_seven);
    Obj *outcome = omni_try(body, region, NULL);
    cr_assert(!omni_is_raised(outcome));
    ASSERT_SHOWN(outcome, "(7)");
    cr_assert_eq(region_of(outcome), region);
    region_exit(region);
    EXPECT_PANIC(OMNI_ERROR_RAISE, "5", (omni_raise(OMNI_FIX(5), NULL), 0));
    end_program();
}

Test(raise, regions_of_the_frames_end_and_the_copy_is_complete)
{
    int i;
    BODY(body, raise_from_own_region);
    for (i = 0; i < 1000; i++) {
        Region *region = region_create();
        Obj *value;
        cr_assert(omni_is_raised(omni_try(body, region, NULL)));
        value = omni_caught(region);
        ASSERT_SHOWN(value, "(1 \"deep\" 2.5)");
        cr_assert_eq(region_of(value), region);
        cr_assert_eq(region_of(omni_pair_car(omni_pair_cdr(value))), region);
        cr_assert_eq(omni_live_regions(), 2);
        region_exit(region);
    }
    end_program();
}

Test(raise, the_original_stays_as_it_is)
{
    Region *region = region_create();
    Obj *cycle = mk_pair_region(omni_global, OMNI_FIX(1), OMNI_NIL);
    Obj *vector = omni_make_vector(region, 2, cycle, NULL);
    Obj *copy;
    BODY(body, raise_shared);
    omni_set_cdr(cycle, cycle, NULL);
    shared = mk_pair_region(region, vector, mk_pair_region(region, vector, text(region, "end")));
    cr_assert(omni_is_raised(omni_try(body, region, NULL)));
    copy = omni_caught(region);
    cr_assert_neq(copy, shared);
    cr_assert_eq(omni_pair_car(copy), omni_pair_car(omni_pair_cdr(copy)), "sharing is kept");
    cr_assert_neq(omni_pair_car(copy), vector);
    cr_assert_eq(omni_pair_cdr(cycle), cycle);
    cr_assert_eq(omni_pair_car(cycle), OMNI_FIX(1));
    cr_assert_eq(omni_pair_car(shared), vector);
    cr_assert_eq(omni_vector_ref(vector, 1, NULL), cycle);
    cycle = omni_vector_ref(omni_pair_car(copy), 0, NULL);
    cr_assert_eq(omni_pair_cdr(cycle), cycle, "the copy is a cycle of its own");
    cr_assert_eq(region_of(cycle), region);
    region_exit(region);
    end_program();
}

Test(raise, errors_and_failed_checks_are_error_objects)
{
    Region *region = region_create();
    Obj *error;
    Obj *irritants;
    BODY(user, raise_error);
    BODY(check, fail_check);
    cr_assert(omni_is_raised(omni_try(user, region, NULL)));
    error = omni_caught(region);
    cr_assert(omni_is_error_object(error));
    irritants = omni_error_irritants(error, NULL);
    ASSERT_SHOWN(omni_error_message(error, NULL), "\"bad:\"");
    ASSERT_SHOWN(irritants, "((1) (1))");
    cr_assert_eq(omni_pair_car(irritants), omni_pair_car(omni_pair_cdr(irritants)));
    ASSERT_SHOWN(error, "#<error>");
    EXPECT_PANIC(OMNI_ERROR_USER, "bad: (1) (1)", (omni_raise(error, "elsewhere"), 0));
    cr_assert_str_eq(panic_where, "f+1: (error ...)");

    cr_assert(omni_is_raised(omni_try(check, region, NULL)));
    error = omni_caught(region);
    ASSERT_SHOWN(omni_error_message(error, NULL), "\"type error: wanted a pair, got 42\"");
    ASSERT_SHOWN(omni_error_irritants(error, NULL), "()");
    EXPECT_PANIC(OMNI_ERROR_TYPE, "wanted a pair, got 42", (omni_raise(error, "elsewhere"), 0));
    cr_assert_str_eq(panic_where, "f+1: (car x)");
    EXPECT_PANIC(OMNI_ERROR_TYPE, "wanted an error object, got 5", omni_error_message(OMNI_FIX(5), NULL));
    region_exit(region);
    end_program();
}

Test(raise, what_breaks_the_runtime_cannot_be_caught)
{
    BODY(body, break_a_rule);
    EXPECT_PANIC(OMNI_ERROR_INTERNAL, "not in a region: (())", omni_try(body, omni_global, NULL));
}

Test(raise, a_guard_inside_of_a_guard)
{
    Region *region = region_create();
    BODY(body, catch_and_raise_again);
    cr_assert(omni_is_raised(omni_try(body, region, NULL)));
    ASSERT_SHOWN(omni_caught(region), "(1 \"deep\" 2.5)");
    region_exit(region);
    end_program();
}

Test(raise, output_goes_where_it_went_before)
{
    Obj *port = omni_open_output_string(omni_global);
    BODY(body, redirect_and_raise);
    omni_begin_output(port, NULL);
    cr_assert(omni_is_raised(omni_try(body, omni_global, NULL)));
    cr_assert_eq(omni_caught(omni_global), OMNI_FIX(1));
    omni_display_cstr("found");
    omni_end_output(port, NULL);
    ASSERT_SHOWN(omni_get_output_string(omni_global, port, NULL), "\"found\"");
    end_program();
}

Test(raise, a_value_that_nobody_asks_for_goes_with_the_next)
{
    Region *region = region_create();
    BODY(body, raise_from_own_region);
    cr_assert(omni_is_raised(omni_try(body, region, NULL)));
    cr_assert(omni_is_raised(omni_try(body, region, NULL)));
    ASSERT_SHOWN(omni_caught(region), "(1 \"deep\" 2.5)");
    cr_assert_eq(omni_caught(region), OMNI_NOTHING);
    region_exit(region);
    end_program();
}

static Obj *double_it(Obj *self, Region *dest, int argc, Obj *const *args)
{
    Obj *value = omni_caught(dest);
    (void)self, (void)argc, (void)args;
    return mk_pair_region(dest, omni_pair_car(value), value);
}

static Obj *ask_twice(Obj *self, Region *dest, int argc, Obj *const *args)
{
    Region *region = region_create();
    Obj *first;
    (void)self, (void)argc, (void)args;
    omni_signal(mk_pair_region(region, OMNI_FIX(3), OMNI_NIL), "f+1: (raise-continuable x)");
    first = omni_caught(region);
    omni_signal(first, "f+2: (raise-continuable x)");
    first = omni_caught(dest);
    region_exit(region);
    return first;
}

Test(raise, a_handler_answers_where_something_is_raised)
{
    Region *region = region_create();
    Obj *result;
    BODY(handler, double_it);
    BODY(thunk, ask_twice);
    result = omni_handle(thunk, handler, region, NULL);
    cr_assert_eq(omni_length(result, NULL), 3);
    region_exit(region);
    cr_assert_eq(omni_live_regions(), 1);
}

static Obj *raise_outside(Obj *self, Region *dest, int argc, Obj *const *args)
{
    BODY(handler, double_it);
    BODY(thunk, raise_shared);
    (void)self, (void)argc, (void)args;
    return omni_handle(thunk, handler, dest, "h");
}

Test(raise, a_handler_that_returns_from_raise_raises_outside)
{
    Region *region = region_create();
    Obj *outcome;
    BODY(body, raise_outside);
    shared = mk_pair_region(omni_global, OMNI_FIX(7), OMNI_NIL);
    outcome = omni_try(body, region, NULL);
    cr_assert(omni_is_raised(outcome));
    cr_assert(omni_is_error_object(omni_caught(region)));
    region_exit(region);
    cr_assert_eq(omni_live_regions(), 1);
}

static Obj *exit_box;

/* Leaves through `exit_box` with a list that the box's owner keeps, out of a region of its own. */
static Obj *leave_deep(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self, (void)argc, (void)args;
    (void)region_create();
    omni_exit_to(exit_box, mk_pair_region(dest, OMNI_FIX(3), OMNI_NIL), "k");
}

/* A guard that the exit passes. */
static Obj *leave_through_guard(Obj *self, Region *dest, int argc, Obj *const *args)
{
    BODY(body, leave_deep);
    (void)self, (void)argc, (void)args;
    (void)omni_try(body, dest, NULL);
    cr_assert_fail("an exit is no raise");
    return OMNI_NIL;
}

Test(raise, an_exit_gives_what_it_is_given_and_ends_regions)
{
    Region *region = region_create();
    Obj *result;
    BODY(body, leave_through_guard);
    exit_box = mk_cell_region(region, OMNI_NOTHING);
    result = omni_call_with_exit(body, exit_box, region, NULL);
    ASSERT_SHOWN(result, "(3)");
    cr_assert_eq(result, omni_unbox(exit_box, NULL), "no copy");
    cr_assert_eq(omni_live_regions(), 2);
    EXPECT_PANIC(OMNI_ERROR_EXIT, "its call/cc has returned, and omnic continues only outwards",
                 (omni_exit_to(exit_box, OMNI_NIL, NULL), 0));
}

Test(raise, without_an_exit_the_result_comes_back)
{
    Region *region = region_create();
    BODY(body, give_seven);
    exit_box = mk_cell_region(region, OMNI_NOTHING);
    ASSERT_SHOWN(omni_call_with_exit(body, exit_box, region, NULL), "(7)");
    region_exit(region);
    end_program();
}

static int afters;

/* Raises and catches meanwhile: what is on its way is kept. */
static Obj *count_after(Obj *self, Region *dest, int argc, Obj *const *args)
{
    Region *region = region_create();
    BODY(body, fail_check);
    (void)self, (void)dest, (void)argc, (void)args;
    cr_assert(omni_is_raised(omni_try(body, region, NULL)));
    cr_assert(omni_is_error_object(omni_caught(region)));
    region_exit(region);
    afters++;
    return OMNI_NOTHING;
}

static Obj *wind_and_raise(Obj *self, Region *dest, int argc, Obj *const *args)
{
    BODY(thunk, raise_from_own_region);
    BODY(after, count_after);
    (void)self, (void)argc, (void)args;
    return omni_wind(thunk, after, dest, NULL);
}

static Obj *wind_twice_and_leave(Obj *self, Region *dest, int argc, Obj *const *args)
{
    BODY(thunk, leave_deep);
    BODY(after, count_after);
    (void)self, (void)argc, (void)args;
    return argc == 0 ? omni_wind(thunk, after, dest, NULL) : OMNI_NIL;
}

static Obj *wind_around(Obj *self, Region *dest, int argc, Obj *const *args)
{
    BODY(thunk, wind_twice_and_leave);
    BODY(after, count_after);
    (void)self, (void)argc, (void)args;
    return omni_wind(thunk, after, dest, NULL);
}

Test(raise, a_wind_is_asked_by_what_leaves_it)
{
    Region *region = region_create();
    BODY(raising, wind_and_raise);
    BODY(leaving, wind_around);
    BODY(thunk, give_seven);
    BODY(after, count_after);
    cr_assert(omni_is_raised(omni_try(raising, region, NULL)));
    ASSERT_SHOWN(omni_caught(region), "(1 \"deep\" 2.5)");
    cr_assert_eq(afters, 1);
    exit_box = mk_cell_region(region, OMNI_NOTHING);
    ASSERT_SHOWN(omni_call_with_exit(leaving, exit_box, region, NULL), "(3)");
    cr_assert_eq(afters, 3);
    ASSERT_SHOWN(omni_wind(thunk, after, region, NULL), "(7)");
    cr_assert_eq(afters, 3, "who returns from a wind calls it itself");
    region_exit(region);
    cr_assert_eq(omni_live_regions(), 1);
    end_program();
}

Test(raise, a_raise_puts_bound_boxes_back)
{
    Region *region = region_create();
    Obj *box = mk_cell_region(region, OMNI_FIX(1));
    BODY(body, raise_shared);
    shared = OMNI_FIX(5);
    omni_bind(box, OMNI_FIX(2), NULL);
    cr_assert(omni_is_raised(omni_try(body, region, NULL)));
    cr_assert_eq(omni_unbox(box, NULL), OMNI_FIX(2));
    omni_drop_raised();
    omni_unbind(box, NULL);
    cr_assert_eq(omni_unbox(box, NULL), OMNI_FIX(1));
    omni_unbind(box, NULL);
    region_exit(region);
}
