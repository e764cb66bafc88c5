/* output.c: the output buffer. */
#include "internal.h"

#include <string.h>

#define BUFFER_BYTES 4096

static char buffer[BUFFER_BYTES];
static size_t used;

void omni_flush(void)
{
    size_t count = used;
    used = 0;
    if (count > 0 && !omni_port_write(OMNI_STREAM_OUTPUT, buffer, count)) {
        static const char message[] = "omni: cannot write the output\n";
        (void)omni_port_write(OMNI_STREAM_ERROR, message, sizeof message - 1);
        omni_port_exit(1);
    }
}

static void put_output(const char *text, size_t length)
{
    if (omni__put_current(text, length)) {
        return;
    }
    while (length > 0) {
        size_t part = BUFFER_BYTES - used;
        if (part > length) {
            part = length;
        }
        memcpy(buffer + used, text, part);
        used += part;
        text += part;
        length -= part;
        if (used == BUFFER_BYTES) {
            omni_flush();
        }
    }
}

void omni__put(Sink *sink, const char *text, size_t length)
{
    if (sink->buffer == NULL) {
        put_output(text, length);
        return;
    }
    if (length > sink->capacity - sink->used) {
        length = sink->capacity - sink->used;
        sink->full = true;
    }
    memcpy(sink->buffer + sink->used, text, length);
    sink->used += length;
}

void omni_display(const Obj *value)
{
    Sink output = {NULL, 0, 0, false};
    omni__put_value(&output, value, false);
}

void omni_write(const Obj *value)
{
    Sink output = {NULL, 0, 0, false};
    omni__put_value(&output, value, true);
}

void omni_write_shared(const Obj *value)
{
    Sink output = {NULL, 0, 0, false};
    omni__put_shared(&output, value);
}

void omni_newline(void)
{
    put_output("\n", 1);
    if (omni__is_program_output() && omni_port_is_terminal(OMNI_STREAM_OUTPUT)) {
        omni_flush();
    }
}

void omni_display_int(int64_t value)
{
    char digits[OMNI_INT_TEXT_BYTES];
    put_output(digits, omni__int_text(value, 10, digits));
}

void omni_display_float(double value)
{
    char text[OMNI_FLOAT_TEXT_BYTES];
    put_output(text, omni_float_text(value, text));
}

void omni_display_bool(bool value)
{
    put_output(value ? "#t" : "#f", 2);
}

void omni_display_char(uint32_t c)
{
    char bytes[OMNI_UTF8_BYTES];
    put_output(bytes, omni_utf8_encode(c, bytes));
}

void omni_display_cstr(const char *text)
{
    put_output(text, strlen(text));
}
