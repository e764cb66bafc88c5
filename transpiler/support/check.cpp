#include "support/check.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

namespace omni::support {

namespace {

constexpr int kInternalErrorExitCode = 3;

std::vector<const char*>& Stages() {
  thread_local std::vector<const char*> stages;
  return stages;
}

// Build folders put different prefixes in front of the same file.
const char* WithoutBuildPrefix(const char* file) {
  static constexpr char kRoot[] = "transpiler/";
  const char* found = nullptr;
  for (const char* at = std::strstr(file, kRoot); at != nullptr; at = std::strstr(at + 1, kRoot)) found = at;
  return found != nullptr ? found : file;
}

}  // namespace

StageScope::StageScope(const char* stage) { Stages().push_back(stage); }
StageScope::~StageScope() { Stages().pop_back(); }

const char* CurrentStage() { return Stages().empty() ? "" : Stages().back(); }

void CheckFailed(const char* condition, const char* file, int line, const std::string& message) {
  std::string text = "internal error: ";
  for (const char* stage : Stages()) {
    text += stage;
    text += ": ";
  }
  text += message;
  text += fmt::format("\n  check `{}` failed at {}:{}\n", condition, WithoutBuildPrefix(file), line);
  std::fflush(stdout);
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
  std::_Exit(kInternalErrorExitCode);
}

}  // namespace omni::support
