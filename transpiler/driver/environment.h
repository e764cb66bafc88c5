// The world outside: all that a command may touch comes in through here, so that tests can bring their own.
#pragma once

#include <istream>
#include <ostream>
#include <string>
#include <vector>

#include "support/file_system.h"

namespace omni::driver {

struct Environment {
  support::FileSystem& files;
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  std::string executable = {};  // path of the running omnic
  std::string home = {};        // $OMNIC_HOME, or ""
  std::string c_compiler = {};  // $CC, or "cc"; may hold flags
  std::string c_flags = {};     // $CFLAGS, or "-O2 -std=c99"
};

// Exit codes of omnic.
enum class ExitCode : int { Done = 0, ProgramWrong = 1, Usage = 2, Internal = 3 };

}  // namespace omni::driver
