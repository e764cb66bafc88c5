/* text_port.h: output that goes to a port. */
#ifndef OMNI_TEXT_PORT_H
#define OMNI_TEXT_PORT_H

#include "omni/region.h"
#include "omni/value.h"

OMNI_BEGIN_C

/* A port that collects text, in its own region. */
Obj *omni_open_output_string(Region *dest);
/* What was written to such a port so far. */
Obj *omni_get_output_string(Region *dest, const Obj *port, const char *where);

/* Where display, write and newline without a port go. */
Obj *omni_current_output(void);
/* Makes `port` the current one; it must live until it is replaced. Returns the one before. */
Obj *omni_swap_output(Obj *port, const char *where);

void omni_display_to(const Obj *value, Obj *port, const char *where);
void omni_write_to(const Obj *value, Obj *port, const char *where);
void omni_newline_to(Obj *port, const char *where);
/* The string itself; other values panic. */
void omni_write_string(const Obj *string, const char *where);

OMNI_END_C

#endif
