#include <charconv>

#include "driver/commands.h"

namespace omni::driver {

namespace {

// "app.omni:12" and "app.omni:make-pair" are a file and a question; a file whose own name holds a colon goes first.
report::Question SplitQuestion(std::string& input, Environment& environment) {
  report::Question question;
  const size_t colon = input.rfind(':');
  if (colon == std::string::npos || colon == 0 || environment.files.Exists(input)) return question;
  const std::string rest = input.substr(colon + 1);
  input.resize(colon);
  const char* end = rest.data() + rest.size();
  const auto parsed = std::from_chars(rest.data(), end, question.line);
  if (parsed.ec != std::errc() || parsed.ptr != end || question.line == 0) {
    question.line = 0;
    question.name = rest;
  }
  return question;
}

}  // namespace

int Explain(const Options& given, Environment& environment) {
  Options options = given;
  const report::Question question = SplitQuestion(options.input, environment);
  const std::unique_ptr<Translated> translated = Translate(RequestOf(options, false), environment);
  const int code = Report(*translated, options, environment);
  if (code != 0) return code;
  const std::optional<std::string> text = report::Explain(translated->subject(), question);
  if (text) {
    environment.out << *text;
    return static_cast<int>(ExitCode::Done);
  }
  const std::string what = question.line != 0 ? fmt::format("line {}", question.line) : fmt::format("name `{}`", question.name);
  environment.err << "omnic: `" << options.input << "` has no " << what << "\n";
  return static_cast<int>(ExitCode::ProgramWrong);
}

int ShowPlan(const Options& options, Environment& environment) {
  const std::unique_ptr<Translated> translated = Translate(RequestOf(options, false), environment);
  const int code = Report(*translated, options, environment);
  if (code != 0) return code;
  environment.out << (options.plan_format == PlanFormat::Json ? report::PlanJson(translated->subject())
                                                             : report::PlanText(translated->subject()));
  return static_cast<int>(ExitCode::Done);
}

}  // namespace omni::driver
