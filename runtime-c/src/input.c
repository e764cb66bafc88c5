/* input.c: the program's input, buffered, and ports that give text. */
#include "internal.h"

#include <string.h>

static char input[1024];
static size_t input_start;  /* the bytes from here to input_end are still to be read */
static size_t input_end;

static const Port program_input = {{OMNI_TAG_PORT, OMNI_STORAGE_STATIC, 0, OMNI_PORT_STDIN, 0}, NULL, 0, 0, 0, 0, 0};

Obj *omni_current_input(void)
{
    return OMNI_REF(program_input);
}

Obj *omni_open_input_string(Region *dest, const Obj *string, const char *where)
{
    const String *s = omni__as_string(string, where);
    Port *port = omni__new_port(dest, OMNI_PORT_INPUT);
    port->length = s->length;
    port->capacity = s->length;
    if (s->length > 0) {
        port->text = (char *)omni__buffer_alloc(dest, s->length);
        memcpy(port->text, s->text, s->length);
    }
    return &port->header;
}

/* NULL: the program's input. */
static Obj *current;

Port *omni__as_input(Obj *value, bool binary, const char *where)
{
    if (OMNI_UNLIKELY(!omni_is_port(value) || (value->aux != OMNI_PORT_INPUT && value->aux != OMNI_PORT_STDIN))) {
        omni_panic_type("an input port", value, where);
    }
    if (OMNI_UNLIKELY(((const Port *)value)->closed != 0)) {
        omni_panic(OMNI_ERROR_VALUE, "the port is closed", where);
    }
    if (OMNI_UNLIKELY(value->storage != OMNI_STORAGE_STATIC && (((const Port *)value)->binary != 0) != binary)) {
        omni_panic_type(binary ? "a binary port" : "a textual port", value, where);
    }
    return value->aux == OMNI_PORT_STDIN ? (Port *)current : (Port *)value;
}

void omni_begin_input(Obj *port, const char *where)
{
    Port *next = omni__as_input(port, false, where);
    omni__bind(&current, next != NULL ? &next->header : NULL);
}

void omni_end_input(Obj *port, const char *where)
{
    (void)port;
    (void)where;
    omni__unbind(&current);
}

/* Gets `wanted` bytes into the buffer, or as many as there are. A prompt must be seen before the answer. */
static size_t fill(size_t wanted)
{
    while (input_end - input_start < wanted) {
        size_t count;
        memmove(input, input + input_start, input_end - input_start);
        input_end -= input_start;
        input_start = 0;
        omni_flush();
        count = omni_port_read(input + input_end, sizeof input - input_end);
        if (count == 0) {
            break;
        }
        input_end += count;
    }
    return input_end - input_start;
}

const char *omni__look(const Port *port, size_t wanted, size_t *count)
{
    if (port != NULL) {
        *count = port->length - port->position;
        return *count > 0 ? port->text + port->position : "";
    }
    *count = fill(wanted);
    return input + input_start;
}

void omni__skip_input(Port *port, size_t count)
{
    if (port != NULL) {
        port->position += (uint32_t)count;
    } else {
        input_start += count;
    }
}

/* The width of the next char in bytes, 0 at the end. */
size_t omni__next_char(const Port *port, uint32_t *c)
{
    size_t count;
    const char *text = omni__look(port, 1, &count);
    if (count == 0) {
        return 0;
    }
    if (((unsigned char)text[0] & 0x80u) != 0) {
        text = omni__look(port, OMNI_UTF8_BYTES, &count);
    }
    return omni_utf8_decode(text, count, c);
}

static Obj *read_char(Port *port, bool stays)
{
    uint32_t c;
    size_t width = omni__next_char(port, &c);
    if (width == 0) {
        return OMNI_EOF;
    }
    if (!stays) {
        omni__skip_input(port, width);
    }
    return omni_char(c);
}

Obj *omni_read_char(void)
{
    return read_char((Port *)current, false);
}

Obj *omni_read_char_from(Obj *port, const char *where)
{
    return read_char(omni__as_input(port, false, where), false);
}

Obj *omni_peek_char(void)
{
    return read_char((Port *)current, true);
}

Obj *omni_peek_char_from(Obj *port, const char *where)
{
    return read_char(omni__as_input(port, false, where), true);
}

/* --- longer pieces --------------------------------------------------------------------------------------------------------- */

void omni__piece_add(Piece *piece, const char *bytes, size_t count)
{
    if (count > piece->capacity - piece->length) {
        size_t capacity = (piece->length + count) * 2;
        char *bigger = (char *)omni_port_allocate(capacity);
        if (bigger == NULL) {
            omni_panic(OMNI_ERROR_OUT_OF_MEMORY, "no memory for the input", NULL);
        }
        if (piece->bytes != NULL) {
            memcpy(bigger, piece->bytes, piece->length);
            omni_port_free(piece->bytes, piece->capacity);
        }
        piece->bytes = bigger;
        piece->capacity = capacity;
    }
    if (count > 0) {
        memcpy(piece->bytes + piece->length, bytes, count);
    }
    piece->length += count;
}

void omni__piece_end(Piece *piece)
{
    if (piece->bytes != NULL) {
        omni_port_free(piece->bytes, piece->capacity);
    }
}

static Obj *finish(Region *dest, Piece *piece)
{
    Obj *string = mk_string_region(dest, piece->bytes != NULL ? piece->bytes : "", piece->length);
    omni__piece_end(piece);
    return string;
}

static Obj *read_line(Region *dest, Port *port)
{
    Piece line = {NULL, 0, 0};
    bool any = false;
    bool ended = false;
    while (!ended) {
        size_t count;
        const char *from = omni__look(port, 1, &count);
        const char *newline;
        if (count == 0) {
            break;
        }
        any = true;
        newline = (const char *)memchr(from, '\n', count);
        if (newline != NULL) {
            count = (size_t)(newline - from);
            ended = true;
        }
        omni__piece_add(&line, from, count);
        omni__skip_input(port, count + (ended ? 1 : 0));
    }
    return any ? finish(dest, &line) : OMNI_EOF;
}

Obj *omni_read_line(Region *dest)
{
    return read_line(dest, (Port *)current);
}

Obj *omni_read_line_from(Region *dest, Obj *port, const char *where)
{
    return read_line(dest, omni__as_input(port, false, where));
}

static Obj *read_string(Region *dest, int64_t count, Port *port, const char *where)
{
    Piece piece = {NULL, 0, 0};
    int64_t i;
    (void)omni__check_length(count, "string", where);
    for (i = 0; i < count; i++) {
        char bytes[OMNI_UTF8_BYTES];
        uint32_t c;
        size_t width = omni__next_char(port, &c);
        if (width == 0) {
            break;
        }
        omni__skip_input(port, width);
        omni__piece_add(&piece, bytes, omni_utf8_encode(c, bytes));
    }
    return i == 0 && count > 0 ? OMNI_EOF : finish(dest, &piece);
}

Obj *omni_read_string(Region *dest, int64_t count, const char *where)
{
    return read_string(dest, count, (Port *)current, where);
}

Obj *omni_read_string_from(Region *dest, int64_t count, Obj *port, const char *where)
{
    return read_string(dest, count, omni__as_input(port, false, where), where);
}
