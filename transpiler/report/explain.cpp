#include <algorithm>
#include <charconv>

#include "report/report.h"
#include "support/text_writer.h"

namespace omni::report {

namespace {

using reason::PhraseId;

// A line of the C without its indentation, as a reader finds it.
std::string_view CLine(const Subject& subject, uint32_t line) {
  std::string_view text = subject.c;
  for (uint32_t i = 1; i < line; ++i) text.remove_prefix(std::min(text.find('\n') + 1, text.size()));
  text = text.substr(0, text.find('\n'));
  return text.substr(std::min(text.find_first_not_of(' '), text.size()));
}

constexpr size_t kHops = 3;  // of a chain, when not all are wanted

std::string AndMore(const Subject& subject, size_t count) {
  return "  " + subject.wording.Phrase(PhraseId::AndMore, {.number = count}) + ": --all";
}

void WriteChain(const Subject& subject, const std::vector<Sentence>& chain, const std::string& lead, bool all,
                TextWriter& writer) {
  for (size_t i = 0; i < chain.size(); ++i) {
    if (i == kHops && !all) {
      writer.Line(AndMore(subject, chain.size() - i));
      return;
    }
    writer.FormatLine("{}: {}", i == 0 ? lead : "  " + subject.wording.Phrase(PhraseId::As), chain[i].text);
  }
}

// "line 12: region_exit(temp_region); line 4 of the comment above `f`"
void WriteLines(const Subject& subject, const DecisionView& view, bool all, TextWriter& writer) {
  constexpr size_t kShown = 6;
  size_t shown = 0;
  const auto write = [&](uint32_t line) {
    if (shown++ >= kShown && !all) return;
    writer.FormatLine("{}: {}", subject.wording.Phrase(PhraseId::CLine, {.number = line}), CLine(subject, line));
  };
  uint32_t last = 0;
  for (const uint32_t line : view.plan_lines) write(line);
  for (const emit::Operation* operation : view.operations) {
    if (operation->line != last) write(operation->line);
    last = operation->line;
  }
  if (shown > kShown && !all) writer.Line(AndMore(subject, shown - kShown));
}

void WriteDecision(const Subject& subject, const DecisionView& view, bool all, TextWriter& writer) {
  const auto phrase = [&](PhraseId id, std::string_view place = {}) { return subject.wording.Phrase(id, {.place = place}); };
  writer.BlankLine().FormatLine("{}: {}", subject.files.Describe(view.site), Headline(subject, view));
  const IndentScope body(writer);
  writer.FormatLine("{}: {}", phrase(PhraseId::Id), view.id);
  if (view.site.valid()) {
    writer.FormatLine("{}: {}", phrase(PhraseId::Expression), reason::ExpressionText(subject.files, view.site, 70));
  }
  WriteChain(subject, view.because, phrase(PhraseId::Because), all, writer);
  for (const Alternative& alternative : view.rejected) {
    WriteChain(subject, alternative.because, phrase(PhraseId::NotPlace, alternative.choice), all, writer);
  }
  for (const Alternative& alternative : view.would_be) {
    WriteChain(subject, alternative.because, phrase(PhraseId::WouldBe, alternative.choice), all, writer);
  }
  WriteLines(subject, view, all, writer);
}

// "f+3" -> the function and 3; functions' own names may hold a plus.
struct FunctionLine {
  const core::Function* function = nullptr;
  uint32_t line = 0;
};

FunctionLine ParseFunctionLine(const Subject& subject, std::string_view text) {
  const size_t plus = text.rfind('+');
  if (plus == std::string_view::npos) return {};
  FunctionLine place;
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data() + plus + 1, end, place.line);
  if (parsed.ec != std::errc() || parsed.ptr != end) return {};
  for (const rir::Function& function : subject.program.functions) {
    const bool named = function.code.name.text() == text.substr(0, plus);
    if (named && function.code.span.valid() && !function.code.is_extern) {
      place.function = &function.code;
      break;
    }
  }
  return place;
}

bool Covers(const Subject& subject, source::Span site, source::FileId file, uint32_t line) {
  if (!site.valid() || site.file != file) return false;
  const source::SourceFile& text = subject.files[file];
  return text.LineOf(site.begin) <= line && line <= text.LineOf(site.end > site.begin ? site.end - 1 : site.end);
}

bool BeginsOn(const Subject& subject, source::Span site, source::FileId file, uint32_t line) {
  return site.valid() && site.file == file && subject.files[file].LineOf(site.begin) == line;
}

bool IsNameOfProgram(const Subject& subject, std::string_view name) {
  for (const rir::Function& function : subject.program.functions) {
    if (function.code.name.text() == name) return true;
    for (const core::Var& var : function.code.vars) {
      if (var.name.text() == name) return true;
    }
  }
  return std::any_of(subject.program.globals.begin(), subject.program.globals.end(),
                     [&](const core::Global& global) { return global.name.text() == name; });
}

using Views = std::vector<const DecisionView*>;

template <class Keep>
Views Select(const std::vector<DecisionView>& views, Keep&& keep) {
  Views kept;
  for (const DecisionView& view : views) {
    if (keep(view)) kept.push_back(&view);
  }
  return kept;
}

// Decisions that begin on the line; where there are none, those whose expression reaches over it.
Views AboutLine(const Subject& subject, const std::vector<DecisionView>& views, source::FileId file, uint32_t line) {
  Views found = Select(views, [&](const DecisionView& view) { return BeginsOn(subject, view.site, file, line); });
  if (found.empty()) {
    found = Select(views, [&](const DecisionView& view) { return Covers(subject, view.site, file, line); });
  }
  return found;
}

// Of the decisions about the line, those whose expression reaches over the column; among these the innermost expression
// has the say. Column 0: all.
Views AboutPlace(const Subject& subject, const std::vector<DecisionView>& views, source::FileId file, uint32_t line,
                 uint32_t column) {
  if (column == 0) return AboutLine(subject, views, file, line);
  const auto reaches = [&](const DecisionView& view) {
    if (!Covers(subject, view.site, file, line)) return false;
    const source::SourceFile& text = subject.files[file];
    const source::Location begin = text.Locate(view.site.begin);
    const source::Location end = text.Locate(view.site.end);
    return (begin.line < line || begin.column <= column) && (end.line > line || column < end.column);
  };
  const Views found = Select(views, reaches);
  uint32_t least = UINT32_MAX;
  for (const DecisionView* view : found) least = std::min(least, view->site.size());
  Views innermost;
  std::copy_if(found.begin(), found.end(), std::back_inserter(innermost),
               [&](const DecisionView* view) { return view->site.size() == least; });
  return innermost;
}

Views AboutName(const Subject& subject, const std::vector<DecisionView>& views, const std::string& name) {
  return Select(views, [&](const DecisionView& view) {
    const core::Function& function = subject.program.functions[view.function.index()].code;
    return view.id == name || view.subject == name || view.region == name || function.name.text() == name;
  });
}

std::string Show(const Subject& subject, const Views& views, bool all, const std::string& nothing) {
  TextWriter writer;
  for (const DecisionView* view : views) WriteDecision(subject, *view, all, writer);
  if (views.empty()) writer.Line(nothing);
  return writer.Take();
}

}  // namespace

std::optional<std::string> Explain(const Subject& subject, const Question& question) {
  const std::vector<DecisionView> views = View(subject);
  const source::FileId main_file = subject.program.main_file;
  if (question.line != 0) {
    if (question.line > subject.files[main_file].line_count()) return std::nullopt;
    return Show(subject, AboutPlace(subject, views, main_file, question.line, question.column), question.all,
                subject.wording.Phrase(PhraseId::Line, {.number = question.line}) + ": " +
                    subject.wording.Phrase(PhraseId::NothingThere));
  }
  if (question.name.empty()) {
    return Show(subject, Select(views, [](const DecisionView&) { return true; }), question.all,
                subject.wording.Phrase(PhraseId::NoObjects));
  }
  const Views named = AboutName(subject, views, question.name);
  if (!named.empty() || IsNameOfProgram(subject, question.name)) {
    return Show(subject, named, question.all, fmt::format("`{}`: {}", question.name, subject.wording.Phrase(PhraseId::NoObjectOfItsOwn)));
  }
  const FunctionLine place = ParseFunctionLine(subject, question.name);
  if (place.function == nullptr) return std::nullopt;
  const uint32_t line = subject.files.Locate(place.function->span).line + place.line;
  return Show(subject, AboutPlace(subject, views, place.function->span.file, line, 0), question.all,
              fmt::format("{}: {}", question.name, subject.wording.Phrase(PhraseId::NothingThere)));
}

std::string LocateWhere(const Subject& subject, std::string_view where) {
  const size_t colon = where.find(": ");
  const FunctionLine place = ParseFunctionLine(subject, where.substr(0, colon));
  if (place.function == nullptr) return "";
  const source::SourceFile& file = subject.files[place.function->span.file];
  const uint32_t line = file.LineOf(place.function->span.begin) + place.line;
  if (line > file.line_count()) return "";
  const std::string_view text = file.LineText(line);
  std::string_view expression = colon == std::string_view::npos ? std::string_view() : where.substr(colon + 2);
  expression = expression.substr(0, std::min(expression.find("..."), expression.find('\n')));
  const size_t column = text.find(expression);
  const size_t begin = column == std::string_view::npos || expression.empty() ? text.find_first_not_of(" \t") : column;
  return fmt::format("{}:{}:{}", file.path(), line, begin == std::string_view::npos ? 1 : begin + 1);
}

}  // namespace omni::report
