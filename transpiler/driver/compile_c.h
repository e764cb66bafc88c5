// From emitted C to an executable, with the user's C compiler.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "driver/environment.h"
#include "driver/options.h"
#include "driver/process.h"

namespace omni::driver {

// The flags under which every emitted file is silent.
std::vector<std::string> StrictFlags();

// The C files of the runtime, as paths.
std::vector<std::string> RuntimeSources(Environment& environment, const std::string& home);
std::string RuntimeInclude(const std::string& home);

// What the C of a translation must be compiled with, and the runtime beside it.
std::vector<std::string> Definitions(const Translation& translation);

// A C file to be compiled.
struct CProgram {
  const std::string& text;
  std::string name;                // of the C file in messages, without extension
  std::vector<std::string> definitions;
};

// Compiles the C and the runtime with $CC $CFLAGS to `program`, by way of `folder`. Empty when that worked, else what to
// tell the user.
std::optional<std::string> CompileProgram(Environment& environment, const CProgram& c, const std::string& folder,
                                          const std::string& program);

}  // namespace omni::driver
