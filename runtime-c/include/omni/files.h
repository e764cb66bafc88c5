/* files.h: ports that read or write files, where the machine has files (port.h). */
#ifndef OMNI_FILES_H
#define OMNI_FILES_H

#include "omni/region.h"
#include "omni/value.h"

OMNI_BEGIN_C

/* A port that gives the text of the file, which is read as a whole. */
Obj *omni_open_input_file(Region *dest, const Obj *path, const char *where);
/* A port that writes to the file, which begins empty. It is written when the port is closed, when there is much text, and
 * when the program ends. */
Obj *omni_open_output_file(Region *dest, const Obj *path, const char *where);

bool omni_file_exists(const Obj *path, const char *where);
void omni_delete_file(const Obj *path, const char *where);

OMNI_END_C

#endif
