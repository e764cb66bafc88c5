#include <charconv>
#include <utility>

#include "driver/commands.h"
#include "report/entries.h"
#include "report/plan_html.h"

namespace omni::driver {

namespace {

// The number that `text` is, or 0.
uint32_t Number(std::string_view text) {
  uint32_t number = 0;
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, number);
  return parsed.ec == std::errc() && parsed.ptr == end ? number : 0;
}

// "app.omni:12", "app.omni:12:7" and "app.omni:make-pair" are a file and a question; a file whose own name holds a colon
// goes first.
report::Question SplitQuestion(std::string& input, Environment& environment) {
  report::Question question;
  size_t colon = input.rfind(':');
  if (colon == std::string::npos || colon == 0 || environment.files.Exists(input)) return question;
  const std::string rest = input.substr(colon + 1);
  input.resize(colon);
  question.line = Number(rest);
  if (question.line == 0) {
    question.name = rest;
    return question;
  }
  colon = input.rfind(':');
  const uint32_t line = colon == std::string::npos ? 0 : Number(std::string_view(input).substr(colon + 1));
  if (line != 0 && !environment.files.Exists(input)) {
    input.resize(colon);
    question.column = std::exchange(question.line, line);
  }
  return question;
}

Request Thorough(const Options& options) {
  Request request = RequestOf(options, true);
  request.counterfactuals = true;
  request.trace = true;
  return request;
}

}  // namespace

int Explain(const Options& given, Environment& environment) {
  Options options = given;
  if (!environment.files.Exists(options.input)) {
    emit::Templates templates;
    templates.LoadWording(options.translation.wording);
    if (const std::optional<std::string> entry = report::ExplainEntry(options.input, templates.wording())) {
      environment.out << *entry;
      return static_cast<int>(ExitCode::Done);
    }
    if (options.input.find_first_of(".:/") == std::string::npos && options.input != "-") {
      environment.err << "omnic: `" << options.input
                      << "` is no file, no code of a diagnostic and no kind of reason; docs/diagnostics.md and "
                         "docs/reasons.md list those\n";
      return static_cast<int>(ExitCode::ProgramWrong);
    }
  }
  report::Question question = SplitQuestion(options.input, environment);
  if (question.name == "0") {
    environment.err << "omnic: lines and columns count from 1\n";
    return static_cast<int>(ExitCode::Usage);
  }
  question.all = options.all;
  const std::unique_ptr<Translated> translated = Translate(Thorough(options), environment);
  const int code = Report(*translated, options, environment);
  if (code != 0) return code;
  const std::optional<std::string> text = report::Explain(translated->subject(), question);
  if (text) {
    environment.out << *text;
    return static_cast<int>(ExitCode::Done);
  }
  environment.err << "omnic: `" << options.input << "` has " << report::NoSuch(translated->subject(), question) << "\n";
  return static_cast<int>(ExitCode::ProgramWrong);
}

int ShowPlan(const Options& options, Environment& environment) {
  const bool text = options.plan_format == PlanFormat::Text;
  const std::unique_ptr<Translated> translated =
      Translate(text ? RequestOf(options, false) : Thorough(options), environment);
  const int code = Report(*translated, options, environment);
  if (code != 0) {
    // Whoever collects SARIF wants what is wrong there, too.
    if (options.plan_format == PlanFormat::Sarif && translated->internal_error.empty()) {
      environment.out << report::DiagnosticsSarif(translated->files, translated->sink, OMNI_VERSION);
    }
    return code;
  }
  const report::Subject subject = translated->subject();
  switch (options.plan_format) {
    case PlanFormat::Text: environment.out << report::PlanText(subject); break;
    case PlanFormat::Json: environment.out << report::PlanJson(subject); break;
    case PlanFormat::Html: environment.out << report::PlanHtml(subject, translated->c); break;
    case PlanFormat::Sarif: environment.out << report::PlanSarif(subject, OMNI_VERSION); break;
  }
  return static_cast<int>(ExitCode::Done);
}

}  // namespace omni::driver
