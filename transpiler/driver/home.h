// Where the files that belong to omnic are.
#pragma once

#include <optional>
#include <string>

#include "driver/environment.h"

namespace omni::driver {

// The folder that holds runtime-c/: $OMNIC_HOME, else beside the installed program (../share/omnic), else the source
// tree that this omnic was built from. None when no such folder exists.
std::optional<std::string> FindHome(Environment& environment);

// Path of the running program.
std::string ExecutablePath(const char* argv0);

}  // namespace omni::driver
