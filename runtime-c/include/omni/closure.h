/* closure.h: functions as values. */
#ifndef OMNI_CLOSURE_H
#define OMNI_CLOSURE_H

#include "omni/error.h"
#include "omni/region.h"
#include "omni/value.h"

OMNI_BEGIN_C

/* A closure takes `min` to `max` arguments, any number from `min` on when max is -1. The captured values are copied. */
Obj *mk_closure_region(Region *region, OmniCode code, int min, int max, int captured_count, Obj *const *captured);

/* The type of a C object that holds a closure with `n` captured values:
 *
 *     OMNI_CLOSURE_STORAGE(2) add_closure;
 *     Obj *captured[] = {x, y};
 *     Obj *add = mk_closure_stack(&add_closure, add_entry, 1, 1, 2, captured);
 */
#define OMNI_CLOSURE_STORAGE(n) struct { Closure closure; Obj *captured[n]; }

Obj *mk_closure_stack(void *storage, OmniCode code, int min, int max, int captured_count, Obj *const *captured);

/* Captured value number `index` of a closure; `self` is not checked. */
static inline Obj *omni_captured(const Obj *self, int index)
{
    return ((Obj *const *)(const void *)((const Closure *)self + 1))[index];
}

OMNI_NORETURN void omni__panic_arity(const Closure *closure, int argc, const char *where);

/* A call in tail position that may come back to where it stands takes no stack: the function stores what is to be called,
 *
 *     return omni_pend_call(k, dest, 1, (Obj *[]){ sum }, where);
 *
 * and ends. The mark that it returns, OMNI_PENDING, goes to whoever called it otherwise than in this way, and that calls:
 * omni_call by itself, C that calls such a function by name with omni_finish. */
Obj *omni_pend_call(Obj *function, Region *dest, int argc, Obj *const *args, const char *where);
/* The same with further arguments in a list, as omni_apply. */
Obj *omni_pend_apply(Obj *function, Region *dest, int argc, Obj *const *args, const Obj *list, const char *where);
Obj *omni__finish(void);

/* The value that a function gives in the end whose result may be the mark. */
static inline Obj *omni_finish(Obj *result)
{
    return OMNI_UNLIKELY(result == OMNI_PENDING) ? omni__finish() : result;
}

/* Calls a value that must be a function with `argc` arguments; `args` may be NULL when there are none. */
static inline Obj *omni_call(Obj *function, Region *dest, int argc, Obj *const *args, const char *where)
{
    const Closure *closure = (const Closure *)function;
    if (OMNI_UNLIKELY(!omni_is_procedure(function))) {
        omni_panic_value(OMNI_ERROR_NOT_A_FUNCTION, "cannot call", function, where);
    }
    if (OMNI_UNLIKELY(argc < closure->min_args || (closure->max_args >= 0 && argc > closure->max_args))) {
        omni__panic_arity(closure, argc, where);
    }
    return omni_finish(closure->code(function, dest, argc, args));
}

/* Calls a function with `argc` arguments and the elements of `list`. */
Obj *omni_apply(Obj *function, Region *dest, int argc, Obj *const *args, const Obj *list, const char *where);

OMNI_END_C

#endif
