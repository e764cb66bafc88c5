/* text_port.h: output that goes to a port. */
#ifndef OMNI_TEXT_PORT_H
#define OMNI_TEXT_PORT_H

#include "omni/region.h"
#include "omni/value.h"

OMNI_BEGIN_C

bool omni_is_input_port(const Obj *value);
bool omni_is_output_port(const Obj *value);
bool omni_input_port_is_open(const Obj *port, const char *where);
bool omni_output_port_is_open(const Obj *port, const char *where);
/* A closed string port is not read or written any more. The program's streams stay open. */
void omni_close_port(Obj *port, const char *where);

/* A port that collects text, in its own region. */
Obj *omni_open_output_string(Region *dest);
/* What was written to such a port so far. */
Obj *omni_get_output_string(Region *dest, const Obj *port, const char *where);

/* A port that stands for wherever display, write and newline without a port go when it is used: it can be kept for ever. */
Obj *omni_current_output(void);
/* The program's error output. */
Obj *omni_current_error(void);
/* Makes `port` the current one; it must live until the matching end. */
void omni_begin_output(Obj *port, const char *where);
/* What was current before `port` is so again. */
void omni_end_output(Obj *port, const char *where);

void omni_display_to(const Obj *value, Obj *port, const char *where);
void omni_write_to(const Obj *value, Obj *port, const char *where);
void omni_write_shared_to(const Obj *value, Obj *port, const char *where);
void omni_newline_to(Obj *port, const char *where);
/* The string itself; other values panic. */
void omni_write_string(const Obj *string, const char *where);
void omni_write_string_to(const Obj *string, Obj *port, const char *where);
void omni_write_char_to(uint32_t c, Obj *port, const char *where);

OMNI_END_C

#endif
