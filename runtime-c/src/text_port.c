/* text_port.c: ports that collect text. The program's output is a port too, which nobody can read. */
#include "internal.h"

#include <string.h>

#define FIRST_BYTES 64

static const Port program_output = {OMNI_STATIC_HEADER(OMNI_TAG_PORT), NULL, 0, 0};

/* NULL: the program's output. */
static Port *current;

static Port *as_port(const Obj *value, const char *where)
{
    if (OMNI_UNLIKELY(!omni_is_port(value))) {
        omni_panic_type("a port", value, where);
    }
    return value == OMNI_REF(program_output) ? NULL : (Port *)(uintptr_t)value;
}

Obj *omni_open_output_string(Region *dest)
{
    Port *port = (Port *)omni_region_object(dest, sizeof(Port), OMNI_TAG_PORT);
    port->text = NULL;
    port->length = 0;
    port->capacity = 0;
    return &port->header;
}

Obj *omni_get_output_string(Region *dest, const Obj *port, const char *where)
{
    const Port *from = as_port(port, where);
    if (from == NULL) {
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

bool omni__put_current(const char *text, size_t length)
{
    if (current == NULL) {
        return false;
    }
    if (length > current->capacity - current->length) {
        grow(current, (size_t)current->length + length);
    }
    if (length > 0) {
        memcpy(current->text + current->length, text, length);
        current->length += (uint32_t)length;
    }
    return true;
}

Obj *omni_current_output(void)
{
    return current == NULL ? OMNI_REF(program_output) : &current->header;
}

Obj *omni_swap_output(Obj *port, const char *where)
{
    Obj *before = omni_current_output();
    current = as_port(port, where);
    return before;
}

void omni_display_to(const Obj *value, Obj *port, const char *where)
{
    Port *before = current;
    current = as_port(port, where);
    omni_display(value);
    current = before;
}

void omni_write_to(const Obj *value, Obj *port, const char *where)
{
    Port *before = current;
    current = as_port(port, where);
    omni_write(value);
    current = before;
}

void omni_newline_to(Obj *port, const char *where)
{
    Port *before = current;
    current = as_port(port, where);
    omni_newline();
    current = before;
}

void omni_write_string(const Obj *string, const char *where)
{
    omni_display(&omni__as_string(string, where)->header);
}
