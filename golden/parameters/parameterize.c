/* parameterize.omni, translated by omnic */
#include "omni.h"

static Obj *base_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *make_parameter_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *make_parameter(Region *dest, int64_t value);
static Obj *make_parameter_2_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *make_parameter_2(Region *dest, int64_t value, Obj *converter);
static Obj *with_parameter_main_parameterized(Region *dest, Obj *parameter, Obj *value);
static Obj *with_parameters_nested_parameterized(Obj *parameters, Obj *values, int64_t n);
static Obj *with_parameter_main_guarded_parameterized(Region *dest, Obj *parameter, Obj *value);

OMNI_STATIC_SYMBOL(sym_begin, "begin");
OMNI_STATIC_SYMBOL(sym_convert, "convert");
OMNI_STATIC_SYMBOL(sym_end, "end");

OMNI_STATIC_STRING(text_bad_base, "bad base", 8);
OMNI_STATIC_STRING(text_space, " ", 1);

OMNI_STATIC_CLOSURE(base_lambda_closure, base_lambda_entry, 1, 1);
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

/* nested_parameterized_nested_percent_with_parameters_nested_parameterized
 *   parameters  consumed  taken over from the caller, who does not use it afterwards
 *   values      consumed  taken over from the caller, who does not use it afterwards
 */
static Obj *nested_parameterized_nested_percent_with_parameters_nested_parameterized(
        int64_t state, int64_t n, Obj *parameters, Obj *values)
{
    OMNI_STACK_CHECK("nested-parameterized-nested-%with-parameters-nested-parameterized");
    for (;;) {
        if (state == 0) {
            free_tree(parameters);  /* parameters: not used on this path */
            free_tree(values);  /* values: not used on this path */
            state = 1;
            n = omni_int_sub(n, 1,
                             "nested-parameterized-nested-%with-parameters-nested-parameterized+0"
                             ": (- n 1)");
            parameters = OMNI_NOTHING;
            values = OMNI_NOTHING;
        } else if (state == 1) {
            free_tree(parameters);  /* parameters: not used on this path */
            free_tree(values);  /* values: not used on this path */
            if (n == 0) {
                return omni_call(depth, omni_global, 0, NULL,
                                 "nested-parameterized-nested-%with-parameters-nested-parameteriz"
                                 "ed+0: (depth)");
            }
            Obj *parameter = depth;
            Obj *depth_result = omni_call(depth, omni_global, 0, NULL,
                                          "nested-parameterized-nested-%with-parameters-nested-pa"
                                          "rameterized+0: (depth)");
            int64_t depth_result_2 = omni_as_int(depth_result,
                                                 "nested-parameterized-nested-%with-parameters-ne"
                                                 "sted-parameterized+0: (+ 1 (depth))");
            int64_t sum = omni_int_add(1, depth_result_2,
                                       "nested-parameterized-nested-%with-parameters-nested-param"
                                       "eterized+0: (+ 1 (depth))");
            Obj *sum_2 = mk_int_region(omni_global, sum);
            Obj *parameter_2 = base;
            Obj *value = omni_call(parameter, omni_global, 2,
                                   (Obj *[]){ OMNI_REF(sym_convert), sum_2 },
                                   "nested-parameterized-nested-%with-parameters-nested-parameter"
                                   "ized+0: (depth (+ 1 (depth)))");
            Obj *value_2 = omni_call(parameter_2, omni_global, 2,
                                     (Obj *[]){ OMNI_REF(sym_convert), OMNI_FIX(16) },
                                     "nested-parameterized-nested-%with-parameters-nested-paramet"
                                     "erized+0: (base 16)");
            state = 2;
            parameters = mk_pair_heap(parameter, mk_pair_heap(parameter_2, OMNI_NIL));
            values = mk_pair_heap(value, mk_pair_heap(value_2, OMNI_NIL));
        } else if (omni_is_null(parameters)) {
            free_tree(values);  /* values: not used on this path */
            state = 0;
            parameters = OMNI_NOTHING;
            values = OMNI_NOTHING;
        } else {
            Obj *head = omni_pair_car(parameters);
            Obj *head_2 = omni_car(values,
                                   "nested-parameterized-nested-%with-parameters-nested-parameter"
                                   "ized+0: (car values)");
            omni_call(head, omni_global, 2, (Obj *[]){ OMNI_REF(sym_begin), head_2 },
                      "nested-parameterized-nested-%with-parameters-nested-parameterized+0: "
                      "((car parameters) 'begin (car values))");
            Obj *tail = omni_pair_cdr(parameters);
            free_obj(parameters);  /* parameters is taken apart; what lives on: (cdr parameters) */
            Obj *tail_2 = omni_pair_cdr(values);
            free_obj(values);  /* values is taken apart; what lives on: (cdr values) */
            Obj *result = with_parameters_nested_parameterized(tail, tail_2, n);
            omni_call(head, omni_global, 2, (Obj *[]){ OMNI_REF(sym_end), head_2 },
                      "nested-parameterized-nested-%with-parameters-nested-parameterized+0: "
                      "((car parameters) 'end (car values))");
            return result;
        }
    }
}

static Obj *nested(int64_t n)
{
    return nested_parameterized_nested_percent_with_parameters_nested_parameterized(1, n,
                                                                                    OMNI_NOTHING,
                                                                                    OMNI_NOTHING);
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
    return with_parameter_main_guarded_parameterized(omni_global, parameter, value);
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
    Obj *with = with_parameter_main_parameterized(omni_global, parameter, value);
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
    Obj *nested_result = nested(3);
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
 *   value      borrowed  put into place; the caller keeps it alive as long as place
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

/* with_parameter_main_parameterized
 *   with_parameter_main_parameterized  version   specialised for main-parameterized: what it gets
 *                                                to call is known
 *   parameter                          borrowed  only read here; the caller keeps it
 *   value                              borrowed  only read here; the caller keeps it
 *   result                             dest      returned, so it is built in the caller's region:
 *                                                no copy
 */
static Obj *with_parameter_main_parameterized(Region *dest, Obj *parameter, Obj *value)
{
    omni_call(parameter, dest, 2, (Obj *[]){ OMNI_REF(sym_begin), value },
              "%with-parameter+1: (parameter 'begin value)");
    Obj *result = spell(dest, 12);
    omni_call(parameter, dest, 2, (Obj *[]){ OMNI_REF(sym_end), value },
              "%with-parameter+3: (parameter 'end value)");
    return result;
}

/* with_parameters_nested_parameterized
 *   with_parameters_nested_parameterized  version   specialised for nested-parameterized: what it
 *                                                   gets to call is known
 *   parameters                            consumed  taken over from the caller, who does not use it
 *                                                   afterwards
 *   values                                consumed  taken over from the caller, who does not use it
 *                                                   afterwards
 */
static Obj *with_parameters_nested_parameterized(Obj *parameters, Obj *values, int64_t n)
{
    OMNI_STACK_CHECK("%with-parameters");
    return nested_parameterized_nested_percent_with_parameters_nested_parameterized(2, n,
                                                                                    parameters,
                                                                                    values);
}

/* with_parameter_main_guarded_parameterized
 *   with_parameter_main_guarded_parameterized  version   specialised for
 *                                                        main-guarded-parameterized: what it gets
 *                                                        to call is known
 *   parameter                                  borrowed  only read here; the caller keeps it
 *   value                                      borrowed  only read here; the caller keeps it
 *   result                                     dest      returned, so it is built in the caller's
 *                                                        region: no copy
 */
static Obj *with_parameter_main_guarded_parameterized(Region *dest, Obj *parameter, Obj *value)
{
    omni_call(parameter, dest, 2, (Obj *[]){ OMNI_REF(sym_begin), value },
              "%with-parameter+1: (parameter 'begin value)");
    Obj *result = spell(dest, 3);
    omni_call(parameter, dest, 2, (Obj *[]){ OMNI_REF(sym_end), value },
              "%with-parameter+3: (parameter 'end value)");
    return result;
}
