#include "driver/commands.h"

#include <variant>

#include "source/render.h"

namespace omni::driver {

namespace {

std::string Render(const source::SourceFiles& files, const source::Sink& sink, const Options& options,
                   const Environment& environment) {
  if (options.error_format == ErrorFormat::Json) return source::RenderJson(files, sink);
  source::RenderOptions render;
  render.colour =
      options.colour == Colour::Always || (options.colour == Colour::Auto && environment.err_is_terminal);
  return source::RenderText(files, sink, render);
}

int Dispatch(const Options& options, Environment& environment) {
  switch (options.command) {
    case CommandKind::Run: return RunProgram(options, environment);
    case CommandKind::Build: return Build(options, environment);
    case CommandKind::Explain: return Explain(options, environment);
    case CommandKind::Plan: return ShowPlan(options, environment);
    case CommandKind::Diff: return Diff(options, environment);
    case CommandKind::GoldenCheck: return GoldenCheck(options, environment);
    case CommandKind::GoldenUpdate: return GoldenUpdate(options, environment);
    case CommandKind::Audit: return Audit(options, environment);
  }
  OMNI_UNREACHABLE("command {}", static_cast<int>(options.command));
}

}  // namespace

Request RequestOf(const Options& options, bool emit_c) {
  Request request;
  request.path = options.input;
  request.translation = options.translation;
  request.stages.print = options.print;
  request.stages.verbose = options.verbose;
  request.emit_c = emit_c;
  return request;
}

int Report(const Translated& translated, const Options& options, Environment& environment) {
  environment.err << Render(translated.files, translated.sink, options, environment) << translated.internal_error
                  << std::flush;
  return static_cast<int>(translated.exit_code());
}

int Fail(source::DiagKind kind, const Options& options, Environment& environment, const std::string& subject,
         const std::string& detail) {
  source::Sink sink;
  sink.Report(kind, {}, subject, detail);
  environment.err << Render({}, sink, options, environment) << std::flush;
  return static_cast<int>(ExitCode::ProgramWrong);
}

int Main(int count, const char* const* arguments, Environment& environment) {
  const std::variant<Options, ExitCode> parsed = ParseOptions(count, arguments, environment);
  if (const ExitCode* code = std::get_if<ExitCode>(&parsed)) return static_cast<int>(*code);
  const int code = Dispatch(std::get<Options>(parsed), environment);
  environment.out.flush();
  if (!environment.out) {
    environment.err << "omnic: standard output cannot be written\n";
    return static_cast<int>(ExitCode::ProgramWrong);
  }
  return code;
}

}  // namespace omni::driver
