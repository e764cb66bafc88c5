#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>

#include "driver/commands.h"
#include "driver/home.h"
#include "support/file_system.h"

namespace {

std::string Variable(const char* name, const char* fallback) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0' ? value : fallback;
}

// Who starts us without standard streams must not find a pipe of ours in their place.
void OpenStandardStreams() {
  int stream = 0;
  do stream = open("/dev/null", O_RDWR);
  while (stream >= 0 && stream <= STDERR_FILENO);
  if (stream >= 0) close(stream);
}

}  // namespace

int main(int count, char** arguments) {
  OpenStandardStreams();
  std::ios::sync_with_stdio(false);
  omni::support::DiskFileSystem files;
  omni::driver::Environment environment{files, std::cin, std::cout, std::cerr};
  environment.out_is_terminal = isatty(STDOUT_FILENO) != 0;
  environment.err_is_terminal = isatty(STDERR_FILENO) != 0;
  environment.executable = omni::driver::ExecutablePath(arguments[0]);
  environment.home = Variable("OMNIC_HOME", "");
  environment.c_compiler = Variable("CC", "cc");
  environment.c_flags = Variable("CFLAGS", "-O2 -std=c99");
  return omni::driver::Main(count, arguments, environment);
}
