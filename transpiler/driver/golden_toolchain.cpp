#include <fmt/core.h>

#include "driver/compile_c.h"
#include "driver/golden.h"
#include "driver/home.h"

namespace omni::driver {

namespace {

constexpr double kCompileSeconds = 120;
constexpr double kRunSeconds = 60;
constexpr int kSanitizerExit = 99;
constexpr int kFirstBadExit = 64;  // from here on: not balanced (70), a sanitizer (99), a signal (128 and more)

Command Compiler(const std::string& compiler, const std::vector<std::string>& flags, const std::string& home) {
  Command command;
  command.arguments = {compiler};
  command.arguments.insert(command.arguments.end(), flags.begin(), flags.end());
  command.arguments.push_back(RuntimeInclude(home));
  command.time_limit = kCompileSeconds;
  command.no_input = true;
  return command;
}

std::string Complaint(const Command& command, const ProcessResult& result) {
  if (!result.started) return fmt::format("cannot start {}: {}", command.arguments[0], result.err);
  if (result.timed_out) return fmt::format("{} does not end", command.arguments[0]);
  return fmt::format("{} refuses it:\n{}", command.arguments[0], result.err);
}

}  // namespace

GoldenToolchain::GoldenToolchain(const std::vector<GoldenCase>& cases, bool stress, Environment& environment)
    : stress_(stress) {
  for (const char* compiler : {"gcc", "clang"}) (ProgramExists(compiler) ? compilers_ : missing_).push_back(compiler);
  const std::optional<std::string> home = FindHome(environment);
  if (!home) {
    problem_ = "the runtime is not installed beside omnic; set OMNIC_HOME";
  } else if (compilers_.empty()) {
    problem_ = "neither gcc nor clang is installed";
  } else if (!folder_.ok()) {
    problem_ = "cannot make a temporary folder";
  }
  if (!ok()) return;
  home_ = *home;
  bool wanted[2] = {false, false};
  for (const GoldenCase& golden_case : cases) wanted[golden_case.translation.wrap_overflow ? 1 : 0] |= golden_case.runs;
  for (const bool wrap : {false, true}) {
    if (wanted[wrap ? 1 : 0]) CompileRuntime(wrap, environment);
  }
}

std::vector<std::string> GoldenToolchain::SanitizedFlags(bool wrap) const {
  std::vector<std::string> flags = {"-std=c99", "-O1", "-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all",
                                    "-fno-omit-frame-pointer", "-DOMNI_CHECK_BALANCE=1"};
  if (stress_) flags.push_back("-DOMNI_STRESS=1");
  if (wrap) flags.push_back("-DOMNI_OVERFLOW_WRAP=1");
  return flags;
}

void GoldenToolchain::CompileRuntime(bool wrap, Environment& environment) {
  const std::vector<std::string> sources = RuntimeSources(environment, home_);
  std::vector<std::string>& objects = objects_[wrap ? 1 : 0];
  for (size_t i = 0; i < sources.size(); ++i) {
    objects.push_back(fmt::format("{}/runtime-{}-{}.o", folder_.path(), wrap ? "wrap" : "checked", i));
  }
  std::vector<std::string> problems(sources.size());
  ForEachInParallel(sources.size(), [&](size_t i) {
    Command command = Compiler(compilers_[0], SanitizedFlags(wrap), home_);
    command.arguments.insert(command.arguments.end(), {"-c", sources[i], "-o", objects[i]});
    const ProcessResult result = RunCaptured(command);
    if (!result.ok()) problems[i] = sources[i] + ": " + Complaint(command, result);
  });
  for (const std::string& problem : problems) problem_ += problem;
}

std::string GoldenToolchain::CheckStrictly(const std::string& c_path, const GoldenCase& golden_case) const {
  for (const std::string& compiler : compilers_) {
    Command command = Compiler(compiler, StrictFlags(), home_);
    for (const std::string& definition : Definitions(golden_case.translation)) command.arguments.push_back(definition);
    command.arguments.insert(command.arguments.end(), golden_case.c_flags.begin(), golden_case.c_flags.end());
    command.arguments.insert(command.arguments.end(), {"-O2", "-c", c_path, "-o", "/dev/null"});
    const ProcessResult result = RunCaptured(command);
    if (!result.ok()) return Complaint(command, result);
  }
  return "";
}

GoldenToolchain::Outcome GoldenToolchain::Try(const GoldenCase& golden_case, const std::string& c, size_t number) const {
  const std::string base = fmt::format("{}/case-{}", folder_.path(), number);
  const std::string c_path = base + ".c";
  support::DiskFileSystem disk;
  if (!disk.WriteAtomically(c_path, c).ok()) return {"cannot write to the temporary folder", ""};
  std::string problem = CheckStrictly(c_path, golden_case);
  if (!problem.empty() || !golden_case.runs) return {std::move(problem), ""};

  const bool wrap = golden_case.translation.wrap_overflow;
  Command command = Compiler(compilers_[0], SanitizedFlags(wrap), home_);
  command.arguments.insert(command.arguments.end(), golden_case.c_flags.begin(), golden_case.c_flags.end());
  command.arguments.insert(command.arguments.end(), {"-o", base, c_path});
  for (const std::string& object : objects_[wrap ? 1 : 0]) command.arguments.push_back(object);
  command.arguments.push_back("-lm");
  const ProcessResult compiled = RunCaptured(command);
  if (!compiled.ok()) return {Complaint(command, compiled), ""};

  Command program;
  program.arguments = {base};
  program.time_limit = kRunSeconds;
  program.no_input = true;
  program.variables = {
      {"ASAN_OPTIONS", fmt::format("detect_leaks=1:exitcode={}:detect_stack_use_after_return=1", kSanitizerExit)},
      {"LSAN_OPTIONS", fmt::format("exitcode={}", kSanitizerExit)},
      {"UBSAN_OPTIONS", fmt::format("print_stacktrace=1:halt_on_error=1:exitcode={}", kSanitizerExit)}};
  const ProcessResult result = RunCaptured(program);
  if (!result.started) return {"the program does not start", ""};
  if (result.timed_out) return {fmt::format("the program does not end within {} seconds", kRunSeconds), ""};
  if (result.exit_code >= kFirstBadExit) {
    return {fmt::format("the program ended with exit code {}:\n{}", result.exit_code, result.err), ""};
  }
  if (result.exit_code == 0) return {"", result.out};
  return {"", fmt::format("{}{}[exit {}]\n", result.out, result.err, result.exit_code)};
}

}  // namespace omni::driver
