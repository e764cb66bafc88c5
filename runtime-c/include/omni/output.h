/* output.h: the program's output, buffered until the buffer is full, a line ends on a terminal, or the program ends. */
#ifndef OMNI_OUTPUT_H
#define OMNI_OUTPUT_H

#include "omni/value.h"

OMNI_BEGIN_C

/* For people: strings and chars as they are. Constant stack. */
void omni_display(const Obj *value);
/* The external representation: strings quoted, chars as #\a. */
void omni_write(const Obj *value);
/* The same with a label for each object that has parts and appears more than once: (#0=(1 2) #0#). */
void omni_write_shared(const Obj *value);
void omni_newline(void);

void omni_display_int(int64_t value);
void omni_display_float(double value);
void omni_display_bool(bool value);
void omni_display_char(uint32_t c);
void omni_display_cstr(const char *text);

/* Hands the buffered output to the port. */
void omni_flush(void);

OMNI_END_C

#endif
