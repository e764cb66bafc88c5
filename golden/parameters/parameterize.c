/* parameterize.omni, translated by omnic */
#include "omni.h"

static Obj *nested_parameterized_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *nested(Region *dest, int64_t n);
static Obj *base_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_parameterized_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_guarded_parameterized_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *make_parameter_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *make_parameter(Region *dest, int64_t value);
static Obj *make_parameter_2_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *make_parameter_2(Region *dest, int64_t value, Obj *converter);
static Obj *with_parameter(Region *dest, Obj *parameter, Obj *value, Obj *body);
static inline Obj *with_parameters(Region *dest, Obj *parameters, Obj *values, Obj *body);

OMNI_STATIC_SYMBOL(sym_begin, "begin");
OMNI_STATIC_SYMBOL(sym_convert, "convert");
OMNI_STATIC_SYMBOL(sym_end, "end");

OMNI_STATIC_STRING(text_bad_base, "bad base", 8);
OMNI_STATIC_STRING(text_space, " ", 1);

OMNI_STATIC_CLOSURE(base_lambda_closure, base_lambda_entry, 1, 1);
OMNI_STATIC_CLOSURE(main_parameterized_closure, main_parameterized_entry, 0, 0);
OMNI_STATIC_CLOSURE(main_guarded_parameterized_closure, main_guarded_parameterized_entry, 0, 0);
OMNI_STATIC_CLOSURE(main_guarded_closure, main_guarded_entry, 0, 0);
OMNI_STATIC_CLOSURE(make_parameter_lambda_closure, make_parameter_lambda_entry, 1, 1);

/* A parameter is a procedure. parameterize changes its value while its body runs, converted as
 * at the begin. */
static Obj *base = OMNI_NOTHING;
static Obj *depth = OMNI_NOTHING;

/* spell
 *   string       dest    returned, so it is built in the caller's region: no copy
 *   n            stack   at most 16 bytes and one object for each call
 *   base_result  global  reachable from the top-level variable base: lives until the program ends
 */
static Obj *spell(Region *dest, int64_t n)
{
    IntBox n_box;  /* at most 16 bytes and one object for each call */
    Obj *base_result = omni_call(base, omni_global, 0, NULL, "spell+0: (base)");
    int64_t base_result_2 = omni_as_int(base_result, "spell+0: (number->string n (base))");
    return omni_number_to_string_radix(dest, mk_int_stack(&n_box, n), base_result_2,
                                       "spell+0: (number->string n (base))");
}

/* nested_parameterized
 *   n  borrowed  only read here; the caller keeps it
 */
static Obj *nested_parameterized(Obj *self, Region *dest)
{
    OMNI_STACK_CHECK("nested-parameterized");
    Obj *n = omni_captured(self, 0);
    int64_t difference = omni_int_sub(omni_int_value(n), 1, "nested-parameterized+0: (- n 1)");
    return nested(dest, difference);
}

static Obj *nested_parameterized_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    return nested_parameterized(self, dest);
}

/* nested
 *   depth_result  global  reachable from the top-level variable depth: lives until the program ends
 *   pair          dest    given to a call that goes on in the caller, so it is built in the
 *                         caller's region
 */
static Obj *nested(Region *dest, int64_t n)
{
    if (n == 0) {
        return omni_call(depth, omni_global, 0, NULL, "nested+1: (depth)");
    }
    Obj *parameter = depth;
    Obj *depth_result = omni_call(depth, omni_global, 0, NULL, "nested+1: (depth)");
    int64_t depth_result_2 = omni_as_int(depth_result, "nested+1: (+ 1 (depth))");
    Obj *sum = mk_int_region(omni_global,
                             omni_int_add(1, depth_result_2, "nested+1: (+ 1 (depth))"));
    Obj *parameter_2 = base;
    Obj *value = omni_call(parameter, omni_global, 2, (Obj *[]){ OMNI_REF(sym_convert), sum },
                           "nested+1: (depth (+ 1 (depth)))");
    Obj *value_2 = omni_call(parameter_2, omni_global, 2,
                             (Obj *[]){ OMNI_REF(sym_convert), OMNI_FIX(16) },
                             "nested+1: (base 16)");
    Obj *pair = mk_pair_region(dest, parameter, mk_pair_region(dest, parameter_2, OMNI_NIL));
    Obj *pair_2 = mk_pair_region(dest, value, mk_pair_region(dest, value_2, OMNI_NIL));
    Obj *function = mk_closure_region(dest, nested_parameterized_entry, 0, 0, 1,
                                      (Obj *[]){ mk_int_region(dest, n) });
    return with_parameters(omni_global, pair, pair_2, function);
}

/* base_lambda
 *   n     borrowed  only read here; the caller keeps it
 *   list  stack     at most 24 bytes and one object for each call
 */
static int64_t base_lambda(Obj *n)
{
    if (1 < omni_as_int(n, "base-lambda+0: (< 1 n 17)") && omni_int_value(n) < 17) {
        return omni_int_value(n);
    }
    Pair list_pair;  /* at most 24 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair, n, OMNI_NIL);
    omni_error(OMNI_REF(text_bad_base), list, "base-lambda+0: (error \"bad base\" n)");
}

static Obj *base_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return mk_int_region(dest, base_lambda(args[0]));
}

/* main_parameterized
 *   spell  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *main_parameterized(Region *dest)
{
    OMNI_STACK_CHECK("main-parameterized");
    return spell(dest, 12);
}

static Obj *main_parameterized_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    (void)args;
    return main_parameterized(dest);
}

/* main_guarded_parameterized
 *   spell  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *main_guarded_parameterized(Region *dest)
{
    OMNI_STACK_CHECK("main-guarded-parameterized");
    return spell(dest, 3);
}

static Obj *main_guarded_parameterized_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    (void)args;
    return main_guarded_parameterized(dest);
}

/* main_guarded
 *   with  global  reachable from the top-level variable base: lives until the program ends
 */
static Obj *main_guarded(void)
{
    OMNI_STACK_CHECK("main-guarded");
    Obj *parameter = base;
    Obj *value = omni_call(parameter, omni_global, 2,
                           (Obj *[]){ OMNI_REF(sym_convert), OMNI_FIX(1) },
                           "main-guarded+0: (base 1)");
    return with_parameter(omni_global, parameter, value,
                          OMNI_REF(main_guarded_parameterized_closure));
}

static Obj *main_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    (void)args;
    return main_guarded();
}

/* main
 *   base          global          reachable from the top-level variable base: lives until the
 *                                 program ends
 *   spell         spell_region    not reachable from outside; last use: (println (spell 12) " "
 *                                 (parameterize...; not on the stack: size unknown: built by spell
 *   with          global          reachable from the top-level variable base: lives until the
 *                                 program ends
 *   spell         spell_region_2  not reachable from outside; last use: (println (spell 12) " "
 *                                 (parameterize...; not on the stack: size unknown: built by spell
 *   depth         global          reachable from the top-level variable depth: lives until the
 *                                 program ends
 *   depth_result  global          reachable from the top-level variable depth: lives until the
 *                                 program ends
 *   base_result   global          reachable from the top-level variable base: lives until the
 *                                 program ends
 *   e             global          reachable from the top-level variable base: lives until the
 *                                 program ends
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    base = make_parameter_2(omni_global, 10, OMNI_REF(base_lambda_closure));

    /* for spell: last used in (println (spell 12) " " (parameterize... */
    Region *spell_region = region_create();
    Obj *spell_result = spell(spell_region, 12);
    Obj *parameter = base;
    Obj *value = omni_call(parameter, omni_global, 2,
                           (Obj *[]){ OMNI_REF(sym_convert), OMNI_FIX(2) }, "main: (base 2)");
    Obj *with = with_parameter(omni_global, parameter, value, OMNI_REF(main_parameterized_closure));
    /* for spell: last used in (println (spell 12) " " (parameterize... */
    Region *spell_region_2 = region_create();
    Obj *spell_result_2 = spell(spell_region_2, 12);
    omni_display(spell_result);
    region_exit(spell_region);  /* last use of spell: (println (spell 12) " " (parameterize... */
    omni_display(OMNI_REF(text_space));
    omni_display(with);
    omni_display(OMNI_REF(text_space));
    omni_display(spell_result_2);
    region_exit(spell_region_2);  /* last use of spell: (println (spell 12) " " (parameterize... */
    omni_newline();
    depth = make_parameter(omni_global, 0);
    Region *nested_region = region_create();  /* for nested: last used in (nested 3) */
    Obj *nested_result = omni_finish(nested(nested_region, 3));
    region_exit(nested_region);  /* nested: never used after this */
    Obj *depth_result = omni_call(depth, omni_global, 0, NULL, "main: (depth)");
    Obj *base_result = omni_call(base, omni_global, 0, NULL, "main: (base)");
    omni_display(nested_result);
    omni_display(depth_result);
    omni_display(base_result);
    omni_newline();
    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(OMNI_REF(main_guarded_closure), omni_global,
                            "main: (guard (e (#t (error-object-irritants...");
    Obj *result;
    if (omni_is_raised(outcome)) {
        Obj *e = omni_caught(omni_global);
        result = omni_error_irritants(e, "main: (error-object-irritants e)");
    } else {
        result = outcome;
    }
    omni_display(result);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* make_parameter_lambda
 *   value  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *make_parameter_lambda(Obj *value)
{
    return value;
}

static Obj *make_parameter_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    return make_parameter_lambda(args[0]);
}

/* make_parameter
 *   make_parameter_2  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *make_parameter(Region *dest, int64_t value)
{
    return make_parameter_2(dest, value, OMNI_REF(make_parameter_lambda_closure));
}

/* make_parameter_2_lambda
 *   value      borrowed  part of the result; the caller keeps it alive as long as the result
 *   place      borrowed  changed here; the caller keeps it
 *   converter  borrowed  only read here; the caller keeps it
 */
static Obj *make_parameter_2_lambda(Obj *self, Region *dest, Obj *operation, Obj *value)
{
    OMNI_STACK_CHECK("make-parameter-2-lambda");
    Obj *place = omni_captured(self, 0);
    Obj *converter = omni_captured(self, 1);
    if (omni_is_absent(operation)) {
        return omni_unbox(place, "make-parameter-2-lambda+1: (unbox place)");
    } else if (omni_is_absent(value)) {
        omni_wrong_argument_count(1,
                                  "make-parameter-2-lambda+0: (case-lambda (() (unbox place)) "
                                  "((ope...");
    }
    Obj *operation_2 = operation;
    Obj *value_2 = value;
    if (operation_2 == OMNI_REF(sym_convert)) {
        return omni_call(converter, dest, 1, (Obj *[]){ value_2 },
                         "make-parameter-2-lambda+4: (converter value)");
    } else if (operation_2 == OMNI_REF(sym_begin)) {
        omni_bind(place, value_2, "make-parameter-2-lambda+5: (%bind place value)");
        return OMNI_NOTHING;
    } else if (operation_2 == OMNI_REF(sym_end)) {
        omni_unbind(place, "make-parameter-2-lambda+6: (%unbind place)");
        return OMNI_NOTHING;
    }
    return OMNI_NOTHING;
}

static Obj *make_parameter_2_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    return make_parameter_2_lambda(self, dest, argc > 0 ? args[0] : OMNI_ABSENT,
                                   argc > 1 ? args[1] : OMNI_ABSENT);
}

/* make_parameter_2
 *   converter  borrowed  part of the result; the caller keeps it alive as long as the result
 *   place      dest      part of the result, which is returned: built in the caller's region
 */
static Obj *make_parameter_2(Region *dest, int64_t value, Obj *converter)
{
    Obj *value_2 = mk_int_region(dest, value);
    Obj *converter_result = omni_call(converter, dest, 1, (Obj *[]){ value_2 },
                                      "make-parameter-2+1: (converter value)");
    Obj *place = mk_cell_region(dest, converter_result);
    return mk_closure_region(dest, make_parameter_2_lambda_entry, 0, 2, 2,
                             (Obj *[]){ place, converter });
}

/* with_parameter
 *   parameter  borrowed  only read here; the caller keeps it
 *   value      borrowed  only read here; the caller keeps it
 *   body       borrowed  only read here; the caller keeps it
 *   result     dest      returned, so it is built in the caller's region: no copy
 */
static Obj *with_parameter(Region *dest, Obj *parameter, Obj *value, Obj *body)
{
    omni_call(parameter, dest, 2, (Obj *[]){ OMNI_REF(sym_begin), value },
              "%with-parameter+1: (parameter 'begin value)");
    Obj *result = omni_call(body, dest, 0, NULL, "%with-parameter+2: (body)");
    omni_call(parameter, dest, 2, (Obj *[]){ OMNI_REF(sym_end), value },
              "%with-parameter+3: (parameter 'end value)");
    return result;
}

/* with_parameters
 *   parameters  borrowed  only read here; the caller keeps it
 *   values      borrowed  only read here; the caller keeps it
 *   body        borrowed  only read here; the caller keeps it
 *   result      dest      returned, so it is built in the caller's region: no copy
 */
static inline Obj *with_parameters(Region *dest, Obj *parameters, Obj *values, Obj *body)
{
    OMNI_STACK_CHECK("%with-parameters");
    if (omni_is_null(parameters)) {
        /* goes on in the caller: may come back here through an unknown function, and takes no
         * stack */
        return omni_pend_call(body, dest, 0, NULL, "%with-parameters+2: (body)");
    }
    Obj *head = omni_pair_car(parameters);
    Obj *head_2 = omni_car(values, "%with-parameters+4: (car values)");
    omni_call(head, dest, 2, (Obj *[]){ OMNI_REF(sym_begin), head_2 },
              "%with-parameters+4: ((car parameters) 'begin (car values))");
    Obj *result = omni_finish(with_parameters(dest, omni_pair_cdr(parameters),
                                              omni_pair_cdr(values), body));
    Obj *head_3 = omni_pair_car(parameters);
    omni_call(head_3, dest, 2, (Obj *[]){ OMNI_REF(sym_end), omni_pair_car(values) },
              "%with-parameters+6: ((car parameters) 'end (car values))");
    return result;
}
