/* error.c: panics.
 *
 * Messages are put together in buffers of fixed size: a panic must not need memory. One that happens inside of another (a handler
 * that fails, output that cannot be written) leaves the program without a word more.
 */
#include "internal.h"

#include <string.h>

#define MESSAGE_BYTES 400
#define VALUE_BYTES 120

uintptr_t omni_stack_limit;

void (*omni__catch_panic)(OmniErrorCode code, const char *message, const char *where);
void (*omni__catch_error)(const Obj *message, const Obj *irritants, const char *where);
void (*omni__end_winds)(void);

static OmniPanicHandler panic_handler;
static bool in_default_panic;

static const char *const names[] = {
    "type error",
    "index error",
    "overflow",
    "division by zero",
    "wrong number of arguments",
    "not a function",
    "value error",
    "constant",
    "no clause applies",
    "error",
    "assertion failed",
    "file error",
    "read error",
    "uncaught raise",
    "the handler returned from",
    "ended continuation",
    "out of memory",
    "stack exhausted",
    "internal error",
};

typedef char a_name_for_each_error[(sizeof names / sizeof names[0] == OMNI_ERROR_COUNT) ? 1 : -1];

const char *omni_error_name(OmniErrorCode code)
{
    return names[code];
}

OmniPanicHandler omni_set_panic_handler(OmniPanicHandler handler)
{
    OmniPanicHandler before = panic_handler;
    panic_handler = handler;
    return before;
}

static void put_stderr(const char *text)
{
    (void)omni_port_write(OMNI_STREAM_ERROR, text, strlen(text));
}

/* Of these a program cannot go on: there may be no memory to do it with, or its data may be broken. */
static bool is_fatal(OmniErrorCode code)
{
    return code == OMNI_ERROR_OUT_OF_MEMORY || code == OMNI_ERROR_STACK || code == OMNI_ERROR_INTERNAL;
}

void omni_panic(OmniErrorCode code, const char *message, const char *where)
{
    if (omni__catch_panic != NULL && !is_fatal(code)) {
        omni__catch_panic(code, message, where);
    }
    if (omni__end_winds != NULL && !is_fatal(code)) {
        omni__end_winds();
    }
    if (panic_handler != NULL) {
        panic_handler(code, message, where);
    }
    if (!in_default_panic) {
        in_default_panic = true;
        omni_flush();
        if (omni__end_files != NULL) {
            omni__end_files();
        }
        put_stderr("omni: ");
        put_stderr(names[code]);
        if (message[0] != '\0') {
            put_stderr(": ");
            put_stderr(message);
        }
        if (where != NULL) {
            put_stderr("\n  at ");
            put_stderr(where);
        }
        put_stderr("\n");
    }
    omni_port_exit(1);
}

/* Ends a message; one that did not fit ends in "...". */
static const char *finish(Sink *sink)
{
    if (sink->full) {
        size_t end = sink->used < sink->capacity - 3 ? sink->used : sink->capacity - 3;
        while (end > 0 && end < sink->used && ((unsigned char)sink->buffer[end] & 0xC0u) == 0x80u) {
            end--; /* not within a char */
        }
        sink->used = end;
        memcpy(sink->buffer + sink->used, "...", 3);
        sink->used += 3;
    }
    sink->buffer[sink->used] = '\0';
    return sink->buffer;
}

size_t omni_describe(const Obj *value, char *buffer, size_t size)
{
    Sink sink = {buffer, 0, 0, false};
    if (size < 4) {
        if (size > 0) {
            buffer[0] = '\0';
        }
        return 0;
    }
    sink.capacity = size - 1;
    omni__put_value(&sink, value, true);
    (void)finish(&sink);
    return sink.used;
}

/* Adds a value in at most VALUE_BYTES bytes. */
static void put_short(Sink *sink, const Obj *value)
{
    char text[VALUE_BYTES];
    omni__put(sink, text, omni_describe(value, text, sizeof text));
}

void omni_panic_value(OmniErrorCode code, const char *text, const Obj *value, const char *where)
{
    char message[MESSAGE_BYTES];
    Sink sink = {message, sizeof message - 1, 0, false};
    omni__put_cstr(&sink, text);
    omni__put_cstr(&sink, ": ");
    put_short(&sink, value);
    omni_panic(code, finish(&sink), where);
}

void omni_panic_type(const char *wanted, const Obj *value, const char *where)
{
    char message[MESSAGE_BYTES];
    Sink sink = {message, sizeof message - 1, 0, false};
    omni__put_cstr(&sink, "wanted ");
    omni__put_cstr(&sink, wanted);
    omni__put_cstr(&sink, ", got ");
    put_short(&sink, value);
    omni_panic(OMNI_ERROR_TYPE, finish(&sink), where);
}

void omni__describe_error(const Obj *message, const Obj *irritants, char *text, size_t size)
{
    Sink sink = {text, size - 1, 0, false};
    omni__put_value(&sink, message, false);
    while (omni_is_pair(irritants) && !sink.full) {
        omni__put_cstr(&sink, " ");
        put_short(&sink, omni_pair_car(irritants));
        irritants = omni_pair_cdr(irritants);
    }
    (void)finish(&sink);
}

void omni__panic_error(OmniErrorCode code, const Obj *message, const Obj *irritants, const char *where)
{
    char text[MESSAGE_BYTES];
    omni__describe_error(message, irritants, text, sizeof text);
    omni_panic(code, text, where);
}

void omni_error(const Obj *message, const Obj *irritants, const char *where)
{
    if (omni__catch_error != NULL) {
        omni__catch_error(message, irritants, where);
    }
    omni__panic_error(OMNI_ERROR_USER, message, irritants, where);
}

void omni_assert_failed(const char *where)
{
    omni_panic(OMNI_ERROR_ASSERT, "", where);
}

void omni_no_clause(const Obj *value, const char *where)
{
    char text[VALUE_BYTES];
    (void)omni_describe(value, text, sizeof text);
    omni_panic(OMNI_ERROR_NO_CLAUSE, text, where);
}

void omni_wrong_argument_count(int64_t count, const char *where)
{
    char message[64];
    char digits[OMNI_INT_TEXT_BYTES];
    Sink sink = {message, sizeof message - 1, 0, false};
    omni__put_cstr(&sink, "no clause takes ");
    omni__put(&sink, digits, omni__int_text(count, 10, digits));
    omni__put_cstr(&sink, count == 1 ? " argument" : " arguments");
    message[sink.used] = '\0';
    omni_panic(OMNI_ERROR_ARITY, message, where);
}

void omni_stack_exhausted(const char *where)
{
    omni_panic(OMNI_ERROR_STACK, "recursion is too deep", where);
}

#if !defined(__GNUC__)
uintptr_t omni_stack_pointer(void)
{
    volatile char here = 0;
    return (uintptr_t)&here + (uintptr_t)here;
}
#endif
