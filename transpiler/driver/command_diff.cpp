#include "driver/commands.h"
#include "driver/saved_plan.h"

namespace omni::driver {

namespace {

// A..B of FILE is A:FILE and B:FILE; an end that is left out is the file as it stands.
std::pair<std::string, std::string> Sides(const Options& options) {
  if (options.revisions.empty()) return {options.input, options.second};
  const size_t dots = options.revisions.find("..");
  const std::string from = options.revisions.substr(0, dots);
  const std::string to = dots == std::string::npos ? std::string() : options.revisions.substr(dots + 2);
  return {from + ":" + options.input, to.empty() ? options.input : to + ":" + options.input};
}

}  // namespace

int Diff(const Options& options, Environment& environment) {
  const auto [old_name, new_name] = Sides(options);
  const auto before = LoadPlan(old_name, options, environment);
  const auto now = before ? LoadPlan(new_name, options, environment) : std::nullopt;
  if (!now) return static_cast<int>(ExitCode::ProgramWrong);
  emit::Templates templates;
  if (options.translation.wording != "en") templates.LoadWording(options.translation.wording);
  const reason::WordingTable& words = templates.wording();
  const report::PlanDiff diff = report::Compare(*before, *now, words);
  if (options.diff_format == DiffFormat::Markdown) {
    environment.out << report::DiffMarkdown(diff, new_name, words);
  } else {
    const std::string text = report::DiffText(diff, words);
    environment.out << (text.empty() ? words.Phrase(reason::PhraseId::NothingChanged) + "\n" : text);
  }
  const bool failed = (options.fail_on == FailOn::Worse && diff.count(report::Verdict::Worse) != 0) ||
                      (options.fail_on == FailOn::Change && !diff.changes.empty());
  return static_cast<int>(failed ? ExitCode::ProgramWrong : ExitCode::Done);
}

}  // namespace omni::driver
