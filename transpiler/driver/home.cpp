#include "driver/home.h"

#include <filesystem>
#include <system_error>

namespace omni::driver {

std::optional<std::string> FindHome(Environment& environment) {
  const auto holds_runtime = [&](const std::string& folder) {
    return environment.files.Exists(folder + "/runtime-c/include/omni.h");
  };
  if (!environment.home.empty()) {
    return holds_runtime(environment.home) ? std::optional(environment.home) : std::nullopt;
  }
  const std::filesystem::path program(environment.executable);
  const std::string installed = (program.parent_path().parent_path() / "share" / "omnic").string();
  for (const std::string& folder : {installed, std::string(OMNI_SOURCE_ROOT)}) {
    if (holds_runtime(folder)) return folder;
  }
  return std::nullopt;
}

std::string ExecutablePath(const char* argv0) {
  std::error_code error;
  const std::filesystem::path path = std::filesystem::read_symlink("/proc/self/exe", error);
  return error ? std::string(argv0) : path.string();
}

}  // namespace omni::driver
