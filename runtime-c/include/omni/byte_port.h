/* byte_port.h: ports that give or take bytes. */
#ifndef OMNI_BYTE_PORT_H
#define OMNI_BYTE_PORT_H

#include "omni/region.h"
#include "omni/value.h"

OMNI_BEGIN_C

bool omni_is_binary_port(const Obj *value);

/* A port that gives a copy of the bytes. */
Obj *omni_open_input_bytes(Region *dest, const Obj *bytes, const char *where);
/* A port that collects bytes, in its own region. */
Obj *omni_open_output_bytes(Region *dest);
/* What was written to such a port so far. */
Obj *omni_get_output_bytes(Region *dest, const Obj *port, const char *where);
Obj *omni_open_binary_input_file(Region *dest, const Obj *path, const char *where);
Obj *omni_open_binary_output_file(Region *dest, const Obj *path, const char *where);

/* The next byte as an Int, or the eof object. */
Obj *omni_read_u8(Obj *port, const char *where);
Obj *omni_peek_u8(Obj *port, const char *where);
/* At most `count` bytes, or the eof object. */
Obj *omni_read_bytes(Region *dest, int64_t count, Obj *port, const char *where);
void omni_write_u8(int64_t byte, Obj *port, const char *where);
void omni_write_bytes(const Obj *bytes, Obj *port, const char *where);

OMNI_END_C

#endif
