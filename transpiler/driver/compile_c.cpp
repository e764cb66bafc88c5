#include "driver/compile_c.h"

#include <fmt/core.h>

#include "driver/home.h"

namespace omni::driver {

namespace {

// The beginning of what a tool said: enough to see the first error.
std::string FirstLines(const std::string& text, size_t count) {
  size_t end = 0;
  for (size_t i = 0; i < count && end != std::string::npos; ++i) end = text.find('\n', end == 0 ? 0 : end + 1);
  return text.substr(0, end);
}

}  // namespace

std::vector<std::string> StrictFlags() {
  return {"-std=c99", "-pedantic", "-Wall", "-Wextra", "-Wconversion", "-Wshadow", "-Werror"};
}

std::vector<std::string> RuntimeSources(Environment& environment, const std::string& home) {
  const std::string folder = home + "/runtime-c/src";
  std::vector<std::string> sources;
  for (const std::string& name : environment.files.List(folder)) {
    if (name.size() > 2 && name.compare(name.size() - 2, 2, ".c") == 0) sources.push_back(folder + "/" + name);
  }
  return sources;
}

std::string RuntimeInclude(const std::string& home) { return "-I" + home + "/runtime-c/include"; }

std::vector<std::string> Definitions(const Translation& translation) {
  if (!translation.wrap_overflow) return {};
  return {"-DOMNI_OVERFLOW_WRAP=1"};
}

std::optional<std::string> CompileProgram(Environment& environment, const CProgram& c, const std::string& folder,
                                          const std::string& program) {
  const std::optional<std::string> home = FindHome(environment);
  if (!home) {
    return environment.home.empty() ? "the runtime is not installed beside omnic; set OMNIC_HOME to the folder that holds runtime-c/"
                                    : "OMNIC_HOME (" + environment.home + ") holds no runtime-c/include/omni.h";
  }
  const std::string c_path = folder + "/" + c.name + ".c";
  const support::FileStatus written = environment.files.WriteAtomically(c_path, c.text);
  if (!written.ok()) return fmt::format("cannot write `{}`: {}", c_path, written.message());
  Command command;
  command.arguments = SplitFlags(environment.c_compiler);
  if (command.arguments.empty()) return "CC is set but empty";
  for (const std::string& flag : SplitFlags(environment.c_flags)) command.arguments.push_back(flag);
  command.arguments.insert(command.arguments.end(), c.definitions.begin(), c.definitions.end());
  command.arguments.insert(command.arguments.end(), {RuntimeInclude(*home), "-o", program, c_path});
  for (const std::string& source : RuntimeSources(environment, *home)) command.arguments.push_back(source);
  command.arguments.push_back("-lm");
  command.no_input = true;
  const ProcessResult result = RunCaptured(command);
  if (!result.started) {
    return fmt::format("cannot start this C compiler: {}", result.err);
  }
  if (!result.ok()) {
    const std::string said = FirstLines(result.err, 20);
    const size_t end = said.find_last_not_of('\n');
    const std::string code = fmt::format("exit code {}", result.exit_code);
    return end == std::string::npos ? code : code + "\n" + said.substr(0, end + 1);
  }
  return std::nullopt;
}

}  // namespace omni::driver
