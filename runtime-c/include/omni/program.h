/* program.h: begin and end of a program, and what it sees of the world. */
#ifndef OMNI_PROGRAM_H
#define OMNI_PROGRAM_H

#include "omni/region.h"
#include "omni/value.h"

OMNI_BEGIN_C

/* Must come first: it makes the global region and finds the stack limit. Several programs in one executable each call it
 * (with 0 and NULL when they have no arguments), and the first call counts. */
void omni_init(int argc, char **argv);
/* The matching end; the last one does the work. Flushes the output and frees everything. Returns the exit code for main: `code`, or 70 when OMNI_CHECK_BALANCE finds a live region.
 * With OMNI_ACCOUNTING, the environment variable OMNI_STATS=1 prints a line of counts to the error stream. */
int omni_shutdown(int code);
/* Flushes the output and leaves the program at once, whatever is live. */
OMNI_NORETURN void omni_exit(int64_t code);
/* An Int is the code; false is failure, any other value success. */
OMNI_NORETURN void omni_exit_with(const Obj *value);
/* The same, and what dynamic-wind asks for is not done. */
OMNI_NORETURN void omni_emergency_exit(const Obj *value);

/* The program's name and arguments, as a list of strings. */
Obj *omni_command_line(Region *dest);
/* The next of the numbers from 0 to INT64_MAX that every run of a program gets in the same order. */
int64_t omni_random(void);
/* Milliseconds since a fixed moment. */
int64_t omni_current_time_ms(void);

OMNI_END_C

#endif
