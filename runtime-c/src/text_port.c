/* text_port.c: ports that take output. */
#include "internal.h"
#include "omni/port.h"

#include <string.h>

#define FIRST_BYTES 64

static const Port current_output = {{OMNI_TAG_PORT, OMNI_STORAGE_STATIC, 0, OMNI_PORT_CURRENT, 0}, NULL, 0, 0, 0, 0, 0};
static const Port error_output = {{OMNI_TAG_PORT, OMNI_STORAGE_STATIC, 0, OMNI_PORT_ERROR, 0}, NULL, 0, 0, 0, 0, 0};

/* NULL: the program's output. */
static Obj *current;

bool (*omni__write_file)(uint32_t number, const char *text, size_t length);
void (*omni__end_files)(void);

bool omni_is_input_port(const Obj *value)
{
    return omni_is_port(value) && (value->aux == OMNI_PORT_INPUT || value->aux == OMNI_PORT_STDIN);
}

bool omni_is_output_port(const Obj *value)
{
    return omni_is_port(value) && !omni_is_input_port(value);
}

bool omni_input_port_is_open(const Obj *port, const char *where)
{
    if (!omni_is_input_port(port)) {
        omni_panic_type("an input port", port, where);
    }
    return ((const Port *)port)->closed == 0;
}

bool omni_output_port_is_open(const Obj *port, const char *where)
{
    if (!omni_is_output_port(port)) {
        omni_panic_type("an output port", port, where);
    }
    return ((const Port *)port)->closed == 0;
}

void omni_close_port(Obj *port, const char *where)
{
    if (!omni_is_port(port)) {
        omni_panic_type("a port", port, where);
    }
    if (port->storage != OMNI_STORAGE_STATIC) {
        ((Port *)port)->closed = 1;
        if (port->aux == OMNI_PORT_FILE) {
            (void)omni__write_file(((const Port *)port)->position, NULL, 0);
        }
    }
}

Port *omni__as_output(const Obj *value, bool binary, const char *where)
{
    if (OMNI_UNLIKELY(!omni_is_port(value) || value->aux == OMNI_PORT_INPUT || value->aux == OMNI_PORT_STDIN)) {
        omni_panic_type("an output port", value, where);
    }
    if (OMNI_UNLIKELY(((const Port *)value)->closed != 0)) {
        omni_panic(OMNI_ERROR_VALUE, "the port is closed", where);
    }
    if (OMNI_UNLIKELY(value->storage != OMNI_STORAGE_STATIC && (((const Port *)value)->binary != 0) != binary)) {
        omni_panic_type(binary ? "a binary port" : "a textual port", value, where);
    }
    return value->aux == OMNI_PORT_CURRENT ? (Port *)current : (Port *)(uintptr_t)value;
}

static Port *as_output(const Obj *value, const char *where)
{
    return omni__as_output(value, false, where);
}

Port *omni__new_port(Region *dest, uint8_t kind)
{
    Port *port = (Port *)omni_region_object(dest, sizeof(Port), OMNI_TAG_PORT);
    port->header.aux = kind;
    port->text = NULL;
    port->length = 0;
    port->capacity = 0;
    port->position = 0;
    port->closed = 0;
    port->binary = 0;
    return port;
}

Obj *omni_open_output_string(Region *dest)
{
    return &omni__new_port(dest, OMNI_PORT_TEXT)->header;
}

Obj *omni_get_output_string(Region *dest, const Obj *port, const char *where)
{
    const Port *from;
    if (omni_is_port(port) && port->aux == OMNI_PORT_CURRENT && current != NULL) {
        port = current;
    }
    from = (const Port *)port;
    if (!omni_is_port(port) || port->aux != OMNI_PORT_TEXT || from->binary != 0) {
        omni_panic_type("a string port", port, where);
    }
    return mk_string_region(dest, from->text != NULL ? from->text : "", from->length);
}

static void grow(Port *port, size_t wanted)
{
    size_t capacity = port->capacity == 0 ? FIRST_BYTES : port->capacity;
    char *text;
    while (capacity < wanted) {
        capacity *= 2;
    }
    text = (char *)omni__buffer_alloc(region_of(&port->header), omni__check_length((int64_t)capacity, "port", NULL));
    if (port->capacity > 0) {
        memcpy(text, port->text, port->length);
        omni__buffer_free(region_of(&port->header), port->text, port->capacity);
    }
    port->text = text;
    port->capacity = (uint32_t)capacity;
}

bool omni__is_program_output(void)
{
    return current == NULL;
}

bool omni__put_current(const char *text, size_t length)
{
    Port *port = (Port *)current;
    if (port == NULL) {
        return false;
    }
    if (port->header.aux == OMNI_PORT_ERROR) {
        (void)omni_port_write(OMNI_STREAM_ERROR, text, length);
        return true;
    }
    if (port->header.aux == OMNI_PORT_FILE) {
        if (!omni__write_file(port->position, text, length)) {
            omni_panic(OMNI_ERROR_FILE, "the file cannot be written", NULL);
        }
        return true;
    }
    if (length > port->capacity - port->length) {
        grow(port, (size_t)port->length + length);
    }
    if (length > 0) {
        memcpy(port->text + port->length, text, length);
        port->length += (uint32_t)length;
    }
    return true;
}

Obj *omni_current_output(void)
{
    return OMNI_REF(current_output);
}

Obj *omni_current_error(void)
{
    return OMNI_REF(error_output);
}

void omni_begin_output(Obj *port, const char *where)
{
    Port *next = as_output(port, where);
    omni__bind(&current, next != NULL ? &next->header : NULL);
}

void omni_end_output(Obj *port, const char *where)
{
    (void)port;
    (void)where;
    omni__unbind(&current);
}

void omni__put_to(Port *port, const char *text, size_t length)
{
    Obj *before = current;
    Sink output = {NULL, 0, 0, false};
    current = (Obj *)port;
    omni__put(&output, text, length);
    current = before;
}

void omni_display_to(const Obj *value, Obj *port, const char *where)
{
    Obj *before = current;
    current = (Obj *)as_output(port, where);
    omni_display(value);
    current = before;
}

void omni_write_to(const Obj *value, Obj *port, const char *where)
{
    Obj *before = current;
    current = (Obj *)as_output(port, where);
    omni_write(value);
    current = before;
}

void omni_write_shared_to(const Obj *value, Obj *port, const char *where)
{
    Obj *before = current;
    current = (Obj *)as_output(port, where);
    omni_write_shared(value);
    current = before;
}

void omni_newline_to(Obj *port, const char *where)
{
    Obj *before = current;
    current = (Obj *)as_output(port, where);
    omni_newline();
    current = before;
}

void omni_write_string(const Obj *string, const char *where)
{
    omni_display(&omni__as_string(string, where)->header);
}

void omni_write_string_to(const Obj *string, Obj *port, const char *where)
{
    omni_display_to(&omni__as_string(string, where)->header, port, where);
}

void omni_write_char_to(uint32_t c, Obj *port, const char *where)
{
    Obj *before = current;
    current = (Obj *)as_output(port, where);
    omni_display_char(c);
    current = before;
}
