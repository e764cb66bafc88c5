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

/* The arguments stand in an array on the C stack; many of them in a buffer of `dest`. */
Obj *omni_apply(Obj *function, Region *dest, int argc, Obj *const *args, const Obj *list, const char *where)
{
    Obj *few[16];
    Obj **all = few;
    Obj *result;
    int64_t count = argc;
    const Obj *rest;
    int i;
    if (OMNI_UNLIKELY(!omni_is_list(list))) {
        omni_panic_type("a list of arguments", list, where);
    }
    for (rest = list; omni_is_pair(rest); rest = omni_pair_cdr(rest)) {
        count++;
    }
    if (count > 16) {
        if (count > INT_MAX) {
            omni_panic(OMNI_ERROR_ARITY, "too many arguments", where);
        }
        all = (Obj **)omni__buffer_alloc(dest, (size_t)count * sizeof *all);
    }
    for (i = 0; i < argc; i++) {
        all[i] = args[i];
    }
    for (rest = list; omni_is_pair(rest); rest = omni_pair_cdr(rest)) {
        all[i++] = omni_pair_car(rest);
    }
    result = omni_call(function, dest, i, all, where);
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
