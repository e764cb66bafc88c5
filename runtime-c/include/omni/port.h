/* port.h: what the runtime asks of the machine. A port is one file that defines these functions (src/port_posix.c,
 * src/port_static.c). */
#ifndef OMNI_PORT_H
#define OMNI_PORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "omni/config.h"

OMNI_BEGIN_C

enum {
    OMNI_STREAM_OUTPUT = 1,
    OMNI_STREAM_ERROR = 2
};

/* A block aligned to 8, or NULL. */
void *omni_port_allocate(size_t bytes);
/* The same, all bytes 0. */
void *omni_port_allocate_zeroed(size_t bytes);
/* `bytes` is what was asked for. */
void omni_port_free(void *block, size_t bytes);

/* Writes everything; false on failure. */
bool omni_port_write(int stream, const char *bytes, size_t count);
/* Reads at most `capacity` bytes of the input; 0 at its end. */
size_t omni_port_read(char *buffer, size_t capacity);
/* Does a person watch this stream line by line? */
bool omni_port_is_terminal(int stream);

/* Files, by a positive number each; where there are none, opening fails. */
int omni_port_open(const char *path, bool for_output);
/* Reads at most `capacity` bytes; 0 at the end. */
size_t omni_port_read_file(int file, char *buffer, size_t capacity);
/* Writes everything; false on failure. */
bool omni_port_write_file(int file, const char *bytes, size_t count);
void omni_port_close(int file);
bool omni_port_file_exists(const char *path);
/* False when it cannot be deleted. */
bool omni_port_delete_file(const char *path);

OMNI_NORETURN void omni_port_exit(int code);

/* The lowest address that the stack of the calling thread may reach safely, or 0 when there is no telling. `argv` is main's. */
uintptr_t omni_port_stack_limit(char **argv);

/* A variable of the environment, or NULL. */
const char *omni_port_environment(const char *name);
/* NAME=VALUE, number `index` of the variables; NULL after the last one. */
const char *omni_port_environment_entry(size_t index);
int64_t omni_port_time_ms(void);

OMNI_END_C

#endif
