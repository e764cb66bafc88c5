/* byte_port.c: ports that give or take bytes. They are those of text with a mark (text_port.c, input.c, files.c). */
#include "internal.h"
#include "omni/byte_port.h"
#include "omni/files.h"

#include <string.h>

bool omni_is_binary_port(const Obj *value)
{
    return omni_is_port(value) && ((const Port *)value)->binary != 0;
}

static Obj *binary(Obj *port)
{
    ((Port *)port)->binary = 1;
    return port;
}

Obj *omni_open_input_bytes(Region *dest, const Obj *bytes, const char *where)
{
    size_t length = (size_t)omni_bytes_length(bytes, where);
    Port *port = omni__new_port(dest, OMNI_PORT_INPUT);
    port->length = (uint32_t)length;
    port->capacity = (uint32_t)length;
    if (length > 0) {
        port->text = (char *)omni__buffer_alloc(dest, length);
        memcpy(port->text, ((const Bytes *)bytes)->data, length);
    }
    return binary(&port->header);
}

Obj *omni_open_output_bytes(Region *dest)
{
    return binary(&omni__new_port(dest, OMNI_PORT_TEXT)->header);
}

Obj *omni_get_output_bytes(Region *dest, const Obj *port, const char *where)
{
    if (!omni_is_binary_port(port) || port->aux != OMNI_PORT_TEXT) {
        omni_panic_type("a port that collects bytes", port, where);
    }
    return omni__new_bytes(dest, ((const Port *)port)->text, ((const Port *)port)->length);
}

Obj *omni_open_binary_input_file(Region *dest, const Obj *path, const char *where)
{
    return binary(omni_open_input_file(dest, path, where));
}

Obj *omni_open_binary_output_file(Region *dest, const Obj *path, const char *where)
{
    return binary(omni_open_output_file(dest, path, where));
}

static Obj *next_byte(Port *port, size_t width)
{
    size_t count;
    const char *bytes = omni__look(port, 1, &count);
    unsigned char byte;
    if (count == 0) {
        return OMNI_EOF;
    }
    byte = (unsigned char)bytes[0];
    omni__skip_input(port, width);
    return OMNI_FIX(byte);
}

Obj *omni_read_u8(Obj *port, const char *where)
{
    return next_byte(omni__as_input(port, true, where), 1);
}

Obj *omni_peek_u8(Obj *port, const char *where)
{
    return next_byte(omni__as_input(port, true, where), 0);
}

Obj *omni_read_bytes(Region *dest, int64_t count, Obj *port, const char *where)
{
    Port *from = omni__as_input(port, true, where);
    size_t wanted = omni__check_length(count, "bytes", where);
    Piece piece = {NULL, 0, 0};
    Obj *bytes;
    while (piece.length < wanted) {
        size_t ready;
        const char *text = omni__look(from, 1, &ready);
        if (ready == 0) {
            break;
        }
        if (ready > wanted - piece.length) {
            ready = wanted - piece.length;
        }
        omni__piece_add(&piece, text, ready);
        omni__skip_input(from, ready);
    }
    if (piece.length == 0 && wanted > 0) {
        return OMNI_EOF;
    }
    bytes = omni__new_bytes(dest, piece.bytes, piece.length);
    omni__piece_end(&piece);
    return bytes;
}

void omni_write_u8(int64_t byte, Obj *port, const char *where)
{
    Port *to = omni__as_output(port, true, where);
    char text;
    if (OMNI_UNLIKELY(byte < 0 || byte > 255)) {
        IntBox box;
        omni_panic_value(OMNI_ERROR_VALUE, "a byte is 0 to 255", mk_int_stack(&box, byte), where);
    }
    text = (char)(unsigned char)byte;
    omni__put_to(to, &text, 1);
}

void omni_write_bytes(const Obj *bytes, Obj *port, const char *where)
{
    size_t length = (size_t)omni_bytes_length(bytes, where);
    omni__put_to(omni__as_output(port, true, where), (const char *)((const Bytes *)bytes)->data, length);
}
