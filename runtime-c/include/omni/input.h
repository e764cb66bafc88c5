/* input.h: reading from the program's input, or from ports that hold text. */
#ifndef OMNI_INPUT_H
#define OMNI_INPUT_H

#include "omni/region.h"
#include "omni/value.h"

OMNI_BEGIN_C

/* A port that gives the text of `string`, of which it keeps a copy. */
Obj *omni_open_input_string(Region *dest, const Obj *string, const char *where);
/* The program's input as a port. */
Obj *omni_current_input(void);

/* Makes `port` the current one until the matching end; it must live as long. */
void omni_begin_input(Obj *port, const char *where);
void omni_end_input(Obj *port, const char *where);

/* A datum: lists, vectors, bytes, strings, chars, symbols, numbers, Bools; text that is none raises a read error. */
Obj *omni_read(Region *dest, const char *where);
Obj *omni_read_from(Region *dest, Obj *port, const char *where);

/* All of these give the end-of-file object when there is nothing left. A line comes without its newline. */
Obj *omni_read_line(Region *dest);
Obj *omni_read_line_from(Region *dest, Obj *port, const char *where);
Obj *omni_read_char(void);
Obj *omni_read_char_from(Obj *port, const char *where);
/* The char that comes next, which stays. */
Obj *omni_peek_char(void);
Obj *omni_peek_char_from(Obj *port, const char *where);
/* At most `count` chars. */
Obj *omni_read_string(Region *dest, int64_t count, const char *where);
Obj *omni_read_string_from(Region *dest, int64_t count, Obj *port, const char *where);

OMNI_END_C

#endif
