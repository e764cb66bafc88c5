/* raise.h: raising values and catching them.
 *
 *     Obj *outcome = omni_try(body, dest, "where");    calls the body
 *     if (omni_is_raised(outcome)) {
 *         Obj *e = omni_caught(e_region);              what was raised
 *
 * A raise leaves all functions between it and the innermost omni_try. Regions that they have created end there,
 * whatever they hold: nothing that is older can point into them. What is raised is copied out before, with everything
 * that it reaches and that is not a constant, so it is a new object, also when the original still exists. In between
 * it lies in a region of the runtime, which omni_caught ends; it must follow at once.
 *
 * All errors of error.h can be caught, except out of memory, stack exhausted and internal errors. They arrive as
 * error objects whose message is the text of the panic. When no omni_try is there, they are panics.
 */
#ifndef OMNI_RAISE_H
#define OMNI_RAISE_H

#include "omni/error.h"
#include "omni/region.h"
#include "omni/value.h"

OMNI_BEGIN_C

/* Calls `body`, a function without parameters, which builds its result in `dest`. Gives the result, or OMNI_RAISED. */
Obj *omni_try(Obj *body, Region *dest, const char *where);

/* Calls `thunk`. What is raised meanwhile is given to `handler`, a function without parameters, which is called where it is
 * raised and fetches it with omni_caught. Both build their results in `dest`. */
Obj *omni_handle(Obj *thunk, Obj *handler, Region *dest, const char *where);

/* Calls `body`, a function without parameters, which builds its result in `dest`. Gives the result or, when omni_exit_to
 * has ended the call, what the box `exit` holds. */
Obj *omni_call_with_exit(Obj *body, Obj *exit, Region *dest, const char *where);
/* Puts `value` into the box and ends the call that has it as its exit, with all calls that began later. Their regions end as
 * those of a raise do; no guard and no handler sees it. A panic when that call has ended before. */
OMNI_NORETURN void omni_exit_to(Obj *exit, Obj *value, const char *where);

/* Calls `thunk`. When a raise or an exit leaves the call, or when the program ends in it, calls `after`, a function without
 * parameters. Both build their results in `dest`. */
Obj *omni_wind(Obj *thunk, Obj *after, Region *dest, const char *where);

static inline bool omni_is_raised(const Obj *outcome)
{
    return outcome == OMNI_RAISED;
}

/* What was raised last, moved to `dest`. */
Obj *omni_caught(Region *dest);
/* The same for who does not look at it. */
void omni_drop_raised(void);

/* Asks the handler; a copy of its answer is then fetched with omni_caught. */
void omni_signal(const Obj *value, const char *where);

/* The form (raise value). After a handler has returned, that is raised. */
OMNI_NORETURN void omni_raise(const Obj *value, const char *where);

static inline bool omni_is_error_object(const Obj *value)
{
    return omni_has_tag(value, OMNI_TAG_ERROR);
}

/* Is it what an operation on files, or `read`, has raised? */
bool omni_is_file_error(const Obj *value);
bool omni_is_read_error(const Obj *value);

Obj *omni_error_message(const Obj *error, const char *where);
Obj *omni_error_irritants(const Obj *error, const char *where);

OMNI_END_C

#endif
