/* raise.c: the stack of guards, handlers, exits and winds.
 *
 * What keeps a jump buffer in its own frame keeps nothing else there that changes, so that no variable needs to be
 * volatile. The value on its way lies in `pending`, a region that is younger than all that the raise ends. A value that
 * leaves through an exit lies in the exit's box.
 */
#include "internal.h"

#include <setjmp.h>
#include <string.h>

/* What takes a value that is raised: a guard, or a handler that is called where it is raised. */
typedef struct Catcher {
    struct Catcher *outer;
    Obj *handler;        /* a procedure without parameters; NULL: a guard */
    Region *dest;        /* where the handler builds its answer */
} Catcher;

/* A call that has not returned and that control can be sent back to: by omni_try, omni_call_with_exit or omni_wind. */
typedef struct Place {
    struct Place *outer;
    Catcher *catcher;        /* the innermost one at its begin */
    Obj *exit;               /* the box of an exit; NULL: none */
    Obj *after;              /* of a wind: called when control passes on its way out; NULL: no wind */
    const Region *mark;      /* the youngest region at its begin */
    const Binding *bindings; /* those at its begin */
    jmp_buf buffer;
} Place;

typedef struct Guard {
    Catcher catcher;
    Place place;
} Guard;

static Catcher *innermost;
static Place *places;    /* the innermost */
static Place *target;    /* where control is on its way to */
static Region *pending;  /* holds `raised`; NULL when nothing is on its way */
static Obj *raised;

static void catch_panic(OmniErrorCode code, const char *message, const char *where);
static void catch_error(const Obj *message, const Obj *irritants, const char *where);

static void set_innermost(Catcher *catcher)
{
    innermost = catcher;
    omni__catch_panic = catcher != NULL ? catch_panic : NULL;
    omni__catch_error = catcher != NULL ? catch_error : NULL;
}

static void begin_place(Place *place)
{
    place->outer = places;
    place->catcher = innermost;
    place->exit = NULL;
    place->after = NULL;
    place->mark = omni__youngest_region();
    place->bindings = omni__bindings();
    places = place;
}

/* Everything that began later than the place is over. */
static void end_place(const Place *place)
{
    places = place->outer;
    set_innermost(place->catcher);
}

/* Leaves for the place, or for the innermost wind before it, which goes on from there. */
static OMNI_NORETURN void leave(Place *place, Region *kept)
{
    Place *next = places;
    while (next != place && next->after == NULL) {
        next = next->outer;
    }
    target = place;
    end_place(next);
    pending = kept; /* an earlier one that nobody asked for is younger than the mark */
    omni__unbind_to(next->bindings);
    omni__end_younger_regions(next->mark, kept);
    longjmp(next->buffer, 1);
}

/* Leaves for the guard with a value that lies in `region`. */
static OMNI_NORETURN void leave_with(Guard *guard, Region *region, Obj *value)
{
    raised = value;
    leave(&guard->place, region);
}

/* Calls the innermost catcher, a handler, with a value that lies in `region`. Outer ones catch what it raises. */
static Obj *ask_handler(Region *region, Obj *value, const char *where)
{
    Catcher *catcher = innermost;
    Obj *answer;
    omni_drop_raised();
    pending = region;
    raised = value;
    set_innermost(catcher->outer);
    answer = omni_call(catcher->handler, catcher->dest, 0, NULL, where);
    set_innermost(catcher);
    return answer;
}

/* What an uncaught value would have said. */
static void describe_raised(const Obj *value, char *text, size_t size)
{
    if (omni_is_error_object(value)) {
        const Error *error = (const Error *)value;
        omni__describe_error(error->message, error->irritants, text, size);
    } else {
        (void)omni_describe(value, text, size);
    }
}

/* Raises a value that lies in `region`. There is a catcher. */
static OMNI_NORETURN void throw_value(Region *region, Obj *value, const char *where)
{
    char text[400];
    if (innermost->handler == NULL) {
        leave_with((Guard *)innermost, region, value);
    }
    describe_raised(value, text, sizeof text);
    (void)ask_handler(region, value, where);
    set_innermost(innermost->outer);
    omni_panic(OMNI_ERROR_HANDLER, text, where);
}

static Obj *make_error(Region *region, OmniErrorCode code, Obj *message, Obj *irritants, const char *where)
{
    Error *error = (Error *)omni_region_object(region, sizeof(Error), OMNI_TAG_ERROR);
    error->header.aux = (uint8_t)code;
    error->message = message;
    error->irritants = irritants;
    error->where = where;
    return &error->header;
}

/* A run-time check has failed. */
static void catch_panic(OmniErrorCode code, const char *message, const char *where)
{
    const char *name = omni_error_name(code);
    size_t name_length = strlen(name);
    size_t length = strlen(message);
    Region *region = region_create();
    char *text;
    Obj *full;
    if (length == 0) {
        full = mk_string_region(region, name, name_length);
    } else {
        full = omni__new_string(region, name_length + 2 + length, 0, &text);
        memcpy(text, name, name_length);
        memcpy(text + name_length, ": ", 2);
        memcpy(text + name_length + 2, message, length);
    }
    throw_value(region, make_error(region, code, full, OMNI_NIL, where), where);
}

/* (error message irritant ...): both become part of one error object, so that what they share stays shared. */
static void catch_error(const Obj *message, const Obj *irritants, const char *where)
{
    Region *region = region_create();
    Error error;
    omni_set_header(&error.header, OMNI_TAG_ERROR, OMNI_STORAGE_STACK, 0);
    error.header.aux = OMNI_ERROR_USER;
    error.message = (Obj *)(uintptr_t)message;
    error.irritants = (Obj *)(uintptr_t)irritants;
    error.where = where;
    throw_value(region, omni__copy_out(&error.header, region), where);
}

void omni_drop_raised(void)
{
    if (pending != NULL) {
        region_exit(pending);
        pending = NULL;
        raised = NULL;
    }
}

Obj *omni_try(Obj *body, Region *dest, const char *where)
{
    Guard guard;
    Obj *result;
    OMNI_STACK_CHECK(where);
    omni_drop_raised();
    guard.catcher.outer = innermost;
    guard.catcher.handler = NULL;
    guard.catcher.dest = NULL;
    begin_place(&guard.place);
    if (setjmp(guard.place.buffer) != 0) {
        return OMNI_RAISED;
    }
    set_innermost(&guard.catcher);
    result = omni_call(body, dest, 0, NULL, where);
    end_place(&guard.place);
    return result;
}

Obj *omni_call_with_exit(Obj *body, Obj *exit, Region *dest, const char *where)
{
    Place place;
    Obj *result;
    OMNI_STACK_CHECK(where);
    begin_place(&place);
    place.exit = exit;
    if (setjmp(place.buffer) != 0) {
        return omni_cell_get(place.exit);
    }
    result = omni_call(body, dest, 0, NULL, where);
    end_place(&place);
    return result;
}

void omni_exit_to(Obj *exit, Obj *value, const char *where)
{
    Place *place = places;
    while (place != NULL && place->exit != exit) {
        place = place->outer;
    }
    if (place == NULL) {
        omni_panic(OMNI_ERROR_EXIT, "its call/cc has returned, and omnic continues only outwards", where);
    }
    omni_cell_set(exit, value);
    leave(place, NULL);
}

/* Control is on its way out: calls what the wind asks for, which may itself raise and catch, or leave, and goes on. */
static OMNI_NORETURN void pass_wind(const Place *wind, Region *dest, const char *where)
{
    Place *place = target;
    Region *kept = pending;
    Obj *value = raised;
    pending = NULL;
    (void)omni_call(wind->after, dest, 0, NULL, where);
    raised = value;
    leave(place, kept);
}

/* The program ends: what the winds ask for is done, from the innermost outwards. */
static void end_winds(void)
{
    while (places != NULL) {
        const Place *place = places;
        places = place->outer;
        set_innermost(NULL);
        omni__unbind_to(place->bindings);
        if (place->after != NULL) {
            (void)omni_call(place->after, omni_global, 0, NULL, NULL);
        }
    }
}

Obj *omni_wind(Obj *thunk, Obj *after, Region *dest, const char *where)
{
    Place wind;
    Obj *result;
    OMNI_STACK_CHECK(where);
    begin_place(&wind);
    wind.after = after;
    omni__end_winds = end_winds;
    if (setjmp(wind.buffer) != 0) {
        pass_wind(&wind, dest, where);
    }
    result = omni_call(thunk, dest, 0, NULL, where);
    end_place(&wind);
    return result;
}

Obj *omni_handle(Obj *thunk, Obj *handler, Region *dest, const char *where)
{
    Catcher catcher;
    Obj *result;
    OMNI_STACK_CHECK(where);
    if (!omni_is_procedure(thunk)) {
        omni_panic_value(OMNI_ERROR_NOT_A_FUNCTION, "called", thunk, where);
    }
    catcher.outer = innermost;
    catcher.handler = handler;
    catcher.dest = dest;
    set_innermost(&catcher);
    result = omni_call(thunk, dest, 0, NULL, where);
    set_innermost(catcher.outer);
    return result;
}

Obj *omni_caught(Region *dest)
{
    Region *region = pending;
    Obj *value;
    if (region == NULL) {
        return OMNI_NOTHING;
    }
    value = transmigrate(raised, region, dest);
    pending = NULL;
    raised = NULL;
    region_exit(region);
    return value;
}

/* What was an error before keeps its name and its place when nobody catches it. */
static OMNI_NORETURN void panic_uncaught(const Obj *value, const char *where)
{
    char text[400];
    if (omni_is_error_object(value)) {
        const Error *error = (const Error *)value;
        OmniErrorCode code = (OmniErrorCode)error->header.aux;
        const String *message = (const String *)error->message; /* of a check that has failed: "NAME: what was wrong" */
        size_t name_length = strlen(omni_error_name(code));
        if (code == OMNI_ERROR_USER) {
            omni__panic_error(code, error->message, error->irritants, error->where);
        }
        omni_panic(code, message->length > name_length ? message->text + name_length + 2 : "", error->where);
    }
    (void)omni_describe(value, text, sizeof text);
    omni_panic(OMNI_ERROR_RAISE, text, where);
}

void omni_raise(const Obj *value, const char *where)
{
    Region *region;
    if (innermost == NULL) {
        panic_uncaught(value, where);
    }
    region = region_create();
    throw_value(region, omni__copy_out(value, region), where);
}

void omni_signal(const Obj *value, const char *where)
{
    Region *region;
    Obj *copy;
    if (innermost == NULL) {
        panic_uncaught(value, where);
    }
    region = region_create();
    copy = omni__copy_out(value, region);
    if (innermost->handler == NULL) {
        leave_with((Guard *)innermost, region, copy);
    }
    value = ask_handler(region, copy, where);
    region = region_create();
    raised = omni__copy_out(value, region);
    pending = region;
}

static const Error *as_error(const Obj *value, const char *where)
{
    if (!omni_is_error_object(value)) {
        omni_panic_type("an error object", value, where);
    }
    return (const Error *)value;
}

bool omni_is_file_error(const Obj *value)
{
    return omni_is_error_object(value) && value->aux == OMNI_ERROR_FILE;
}

bool omni_is_read_error(const Obj *value)
{
    return omni_is_error_object(value) && value->aux == OMNI_ERROR_READ;
}

Obj *omni_error_message(const Obj *error, const char *where)
{
    return as_error(error, where)->message;
}

Obj *omni_error_irritants(const Obj *error, const char *where)
{
    return as_error(error, where)->irritants;
}
