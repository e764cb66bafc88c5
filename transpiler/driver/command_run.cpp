#include "driver/commands.h"
#include "driver/compile_c.h"
#include "driver/process.h"

namespace omni::driver {

namespace {

using source::DiagKind;

// A panic names a place as `function+line: expression`; this is where that stands in the source.
std::string PlaceOfPanic(const Translated& translated, const std::string& messages) {
  constexpr std::string_view kMark = "\n  at ";
  const size_t mark = messages.rfind(kMark);
  if (mark == std::string::npos) return "";
  const size_t begin = mark + kMark.size();
  return report::LocateWhere(translated.subject(), messages.substr(begin, messages.find('\n', begin) - begin));
}

}  // namespace

int RunProgram(const Options& options, Environment& environment) {
  constexpr size_t kPanicBytes = 4096;
  const std::unique_ptr<Translated> translated = Translate(RequestOf(options, true), environment);
  const int code = Report(*translated, options, environment);
  if (code != 0) return code;
  const TemporaryFolder folder;
  if (!folder.ok()) return Fail(DiagKind::FileUnwritable, options, environment, "temporary folder", "cannot make one");
  const CProgram c{translated->c, ProgramName(options.input), Definitions(options.translation)};
  const std::string program = folder.path() + "/program-" + c.name;
  if (const auto problem = CompileProgram(environment, c, folder.path(), program)) {
    return Fail(DiagKind::ToolFailed, options, environment, environment.c_compiler, *problem);
  }
  environment.out.flush();
  Command command;
  command.arguments = {program};
  command.arguments.insert(command.arguments.end(), options.program_arguments.begin(), options.program_arguments.end());
  const ProcessResult result = RunAttached(command, kPanicBytes);
  if (!result.started) return Fail(DiagKind::ToolFailed, options, environment, program, "cannot start it: " + result.err);
  if (result.exit_code != 0) {
    const std::string place = PlaceOfPanic(*translated, result.err);
    if (!place.empty()) environment.err << "  in the source: " << place << "\n";
  }
  return result.exit_code;
}

}  // namespace omni::driver
