/* files.c: ports on files. A port for output knows its file by a number that no other file ever has: a copy of the port may
 * outlive the file. */
#include "internal.h"
#include "omni/files.h"
#include "omni/port.h"

#include <string.h>

#define FILE_BYTES 4096

/* A file that is written. */
typedef struct File {
    struct File *next;
    uint32_t number;
    int handle;  /* of the machine */
    size_t used;
    char buffer[FILE_BYTES];
} File;

static File *files;
static uint32_t last_number;

static OMNI_NORETURN void panic_file(const char *what, const String *path, const char *where)
{
    omni_panic_value(OMNI_ERROR_FILE, what, &path->header, where);
}

static bool flush(File *file)
{
    size_t used = file->used;
    file->used = 0;
    return used == 0 || omni_port_write_file(file->handle, file->buffer, used);
}

static bool end_file(File **link)
{
    File *file = *link;
    bool written = flush(file);
    omni_port_close(file->handle);
    *link = file->next;
    omni_port_free(file, sizeof *file);
    return written;
}

static void end_files(void)
{
    while (files != NULL) {
        (void)end_file(&files);
    }
}

static bool write_file(uint32_t number, const char *text, size_t length)
{
    File **link = &files;
    File *file;
    while (*link != NULL && (*link)->number != number) {
        link = &(*link)->next;
    }
    file = *link;
    if (file == NULL) {
        return false;
    }
    if (text == NULL) {
        return end_file(link);
    }
    if (length > FILE_BYTES - file->used && !flush(file)) {
        return false;
    }
    if (length > FILE_BYTES) {
        return omni_port_write_file(file->handle, text, length);
    }
    memcpy(file->buffer + file->used, text, length);
    file->used += length;
    return true;
}

Obj *omni_open_input_file(Region *dest, const Obj *path, const char *where)
{
    const String *name = omni__as_string(path, where);
    int handle = omni_port_open(name->text, false);
    Piece text = {NULL, 0, 0};
    char part[1024];
    size_t count;
    Port *port;
    if (handle <= 0) {
        panic_file("cannot open", name, where);
    }
    while ((count = omni_port_read_file(handle, part, sizeof part)) > 0) {
        omni__piece_add(&text, part, count);
    }
    omni_port_close(handle);
    port = omni__new_port(dest, OMNI_PORT_INPUT);
    if (text.length > 0) {
        port->length = (uint32_t)omni__check_length((int64_t)text.length, "file", where);
        port->capacity = port->length;
        port->text = (char *)omni__buffer_alloc(dest, text.length);
        memcpy(port->text, text.bytes, text.length);
    }
    omni__piece_end(&text);
    return &port->header;
}

Obj *omni_open_output_file(Region *dest, const Obj *path, const char *where)
{
    const String *name = omni__as_string(path, where);
    int handle = omni_port_open(name->text, true);
    File *file;
    Port *port;
    if (handle <= 0) {
        panic_file("cannot open", name, where);
    }
    file = (File *)omni_port_allocate(sizeof *file);
    if (file == NULL) {
        omni_panic(OMNI_ERROR_OUT_OF_MEMORY, "no memory for a file", where);
    }
    file->next = files;
    file->number = ++last_number;
    file->handle = handle;
    file->used = 0;
    files = file;
    omni__write_file = write_file;
    omni__end_files = end_files;
    port = omni__new_port(dest, OMNI_PORT_FILE);
    port->position = file->number;
    return &port->header;
}

bool omni_file_exists(const Obj *path, const char *where)
{
    return omni_port_file_exists(omni__as_string(path, where)->text);
}

void omni_delete_file(const Obj *path, const char *where)
{
    const String *name = omni__as_string(path, where);
    if (!omni_port_delete_file(name->text)) {
        panic_file("cannot delete", name, where);
    }
}
