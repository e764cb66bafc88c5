/* closure.c: making closures, and calls with a wrong number of arguments. */
#include "internal.h"

#include <limits.h>
#include <string.h>

static void fill(Closure *closure, OmniCode code, int min, int max, int captured_count, Obj *const *captured)
{
    closure->code = code;
    closure->min_args = (int16_t)min;
    closure->max_args = (int16_t)max;
    closure->captured_count = (uint32_t)captured_count;
    if (captured_count > 0) {
        memcpy(closure + 1, captured, (size_t)captured_count * sizeof *captured);
    }
}

Obj *mk_closure_region(Region *region, OmniCode code, int min, int max, int captured_count, Obj *const *captured)
{
    size_t bytes = sizeof(Closure) + (size_t)captured_count * sizeof *captured;
    Obj *object = omni_region_object(region, bytes, OMNI_TAG_CLOSURE);
    fill((Closure *)object, code, min, max, captured_count, captured);
    return object;
}

Obj *mk_closure_stack(void *storage, OmniCode code, int min, int max, int captured_count, Obj *const *captured)
{
    Obj *object = (Obj *)storage;
    omni_set_header(object, OMNI_TAG_CLOSURE, OMNI_STORAGE_STACK, 0);
    fill((Closure *)object, code, min, max, captured_count, captured);
    OMNI_COUNT(stack_objects, 1);
    return object;
}

/* Arguments that are counted at run time: more than so many stand in a buffer of `dest`. */
#define FEW_ARGUMENTS 16

/* The call that the caller makes. There is one at most: whoever gets the mark makes it before anything else runs. */
static struct {
    Obj *function;
    Region *dest;
    int argc;
    Obj *few[FEW_ARGUMENTS];
    Obj **many; /* NULL: the arguments are in `few` */
} pending;

static void check_call(const Obj *function, int argc, const char *where)
{
    const Closure *closure = (const Closure *)function;
    if (OMNI_UNLIKELY(!omni_is_procedure(function))) {
        omni_panic_value(OMNI_ERROR_NOT_A_FUNCTION, "cannot call", function, where);
    }
    if (OMNI_UNLIKELY(argc < closure->min_args || (closure->max_args >= 0 && argc > closure->max_args))) {
        omni__panic_arity(closure, argc, where);
    }
}

static Obj **many_arguments(Region *dest, int count)
{
    return (Obj **)omni__buffer_alloc(dest, (size_t)count * sizeof(Obj *));
}

/* Where the arguments of the call are to stand that the caller makes. */
static Obj **pend(Obj *function, Region *dest, int argc, const char *where)
{
    check_call(function, argc, where);
    pending.function = function;
    pending.dest = dest;
    pending.argc = argc;
    pending.many = argc > FEW_ARGUMENTS ? many_arguments(dest, argc) : NULL;
    return pending.many != NULL ? pending.many : pending.few;
}

Obj *omni_pend_call(Obj *function, Region *dest, int argc, Obj *const *args, const char *where)
{
    Obj **to = pend(function, dest, argc, where);
    int i;
    for (i = 0; i < argc; i++) {
        to[i] = args[i];
    }
    return OMNI_PENDING;
}

Obj *omni__finish(void)
{
    Obj *few[FEW_ARGUMENTS]; /* the next call fills `pending` while this one looks at its own */
    Obj *result;
    do {
        Obj *function = pending.function;
        OmniCode code = ((const Closure *)function)->code;
        Region *dest = pending.dest;
        Obj **many = pending.many;
        int argc = pending.argc;
        if (OMNI_UNLIKELY(many != NULL)) {
            result = code(function, dest, argc, many);
            omni__buffer_free(dest, many, (size_t)argc * sizeof *many);
        } else {
            int i;
            for (i = 0; i < argc; i++) {
                few[i] = pending.few[i];
            }
            result = code(function, dest, argc, few);
        }
    } while (result == OMNI_PENDING);
    return result;
}

static int count_arguments(int argc, const Obj *list, const char *where)
{
    int64_t count = argc;
    const Obj *rest;
    if (OMNI_UNLIKELY(!omni_is_list(list))) {
        omni_panic_type("a list of arguments", list, where);
    }
    for (rest = list; omni_is_pair(rest); rest = omni_pair_cdr(rest)) {
        count++;
    }
    if (count > INT_MAX) {
        omni_panic(OMNI_ERROR_ARITY, "too many arguments", where);
    }
    return (int)count;
}

static void fill_arguments(Obj **all, int argc, Obj *const *args, const Obj *list)
{
    const Obj *rest;
    int i;
    for (i = 0; i < argc; i++) {
        all[i] = args[i];
    }
    for (rest = list; omni_is_pair(rest); rest = omni_pair_cdr(rest)) {
        all[i++] = omni_pair_car(rest);
    }
}

Obj *omni_pend_apply(Obj *function, Region *dest, int argc, Obj *const *args, const Obj *list, const char *where)
{
    int count = count_arguments(argc, list, where);
    fill_arguments(pend(function, dest, count, where), argc, args, list);
    return OMNI_PENDING;
}

/* The arguments stand in an array on the C stack; many of them in a buffer of `dest`. */
Obj *omni_apply(Obj *function, Region *dest, int argc, Obj *const *args, const Obj *list, const char *where)
{
    Obj *few[FEW_ARGUMENTS];
    Obj **all = few;
    Obj *result;
    int count = count_arguments(argc, list, where);
    if (count > FEW_ARGUMENTS) {
        all = many_arguments(dest, count);
    }
    fill_arguments(all, argc, args, list);
    result = omni_call(function, dest, count, all, where);
    if (all != few) {
        omni__buffer_free(dest, all, (size_t)count * sizeof *all);
    }
    return result;
}

static void put_int(Sink *sink, int64_t value)
{
    char digits[OMNI_INT_TEXT_BYTES];
    omni__put(sink, digits, omni__int_text(value, 10, digits));
}

void omni__panic_arity(const Closure *closure, int argc, const char *where)
{
    char message[96];
    Sink sink = {message, sizeof message - 1, 0, false};
    int most = closure->max_args;
    omni__put_cstr(&sink, "wanted ");
    if (most < 0) {
        omni__put_cstr(&sink, "at least ");
    }
    put_int(&sink, closure->min_args);
    if (most > closure->min_args) {
        omni__put_cstr(&sink, " to ");
        put_int(&sink, most);
    }
    omni__put_cstr(&sink, most == 1 || (most < 0 && closure->min_args == 1) ? " argument, got " : " arguments, got ");
    put_int(&sink, argc);
    message[sink.used] = '\0';
    omni_panic(OMNI_ERROR_ARITY, message, where);
}
