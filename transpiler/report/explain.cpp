#include <algorithm>
#include <charconv>

#include "report/report.h"
#include "source/diagnostics.h"
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
  const auto phrase = [&](PhraseId id, std::string_view choice = {}) {
    return subject.wording.Phrase(id, {.place = subject.wording.Term("class", choice)});
  };
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

// The name that stands at a line and column of the source, or "".
std::string_view NameAt(const source::SourceFile& file, uint32_t line, uint32_t column) {
  constexpr std::string_view kEnds = " \t\r()[]{}\"';`,";
  const std::string_view text = file.LineText(line);
  size_t at = 0;
  for (uint32_t i = 1; i < column && at < text.size(); ++i) source::DecodeUtf8(text, at);
  if (at >= text.size() || kEnds.find(text[at]) != std::string_view::npos) return {};
  const size_t before = at == 0 ? std::string_view::npos : text.find_last_of(kEnds, at - 1);
  const size_t begin = before == std::string_view::npos ? 0 : before + 1;
  return text.substr(begin, std::min(text.find_first_of(kEnds, at), text.size()) - begin);
}

// Decisions about the name that stands there, in the innermost function that has such.
Views AboutNameAt(const Subject& subject, const std::vector<DecisionView>& views, source::FileId file, uint32_t line,
                  uint32_t column) {
  const std::string_view name = NameAt(subject.files[file], line, column);
  if (name.empty()) return {};
  const auto size_of = [&](const DecisionView* view) {
    return subject.program.functions[view->function.index()].code.span.size();
  };
  const Views found = Select(views, [&](const DecisionView& view) {
    return view.subject == name &&
           Covers(subject, subject.program.functions[view.function.index()].code.span, file, line);
  });
  uint32_t least = UINT32_MAX;
  for (const DecisionView* view : found) least = std::min(least, size_of(view));
  Views innermost;
  std::copy_if(found.begin(), found.end(), std::back_inserter(innermost),
               [&](const DecisionView* view) { return size_of(view) == least; });
  Views here;  // of several objects of the name those that are made on the line
  std::copy_if(innermost.begin(), innermost.end(), std::back_inserter(here),
               [&](const DecisionView* view) { return Covers(subject, view->site, file, line); });
  const bool made = std::any_of(here.begin(), here.end(),
                                [](const DecisionView* view) { return view->kind == plan::DecisionKind::Place; });
  return made ? here : innermost;
}

// Of the decisions about the line, those about the name at the column; otherwise those whose expression reaches over the
// column, of which the innermost expression has the say. Column 0: all.
Views AboutPlace(const Subject& subject, const std::vector<DecisionView>& views, source::FileId file, uint32_t line,
                 uint32_t column) {
  if (column == 0) return AboutLine(subject, views, file, line);
  if (Views named = AboutNameAt(subject, views, file, line, column); !named.empty()) return named;
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
    if (question.column > source::CountCodePoints(subject.files[main_file].LineText(question.line)) + 1) return std::nullopt;
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

std::string NoSuch(const Subject& subject, const Question& question) {
  const source::SourceFile& file = subject.files[subject.program.main_file];
  if (question.line > file.line_count()) {
    return fmt::format("no line {}; its last is {}", question.line, file.line_count());
  }
  if (question.line != 0) {
    return fmt::format("no column {} in line {}; its last is {}", question.column, question.line,
                       source::CountCodePoints(file.LineText(question.line)));
  }
  std::vector<std::string_view> names;
  for (const plan::Decision& decision : subject.program.decisions) names.push_back(decision.subject.text());
  for (const rir::Function& function : subject.program.functions) names.push_back(function.code.name.text());
  const std::string_view nearest = source::NearestName(question.name, names);
  return fmt::format("no name `{}`{}", question.name, nearest.empty() ? "" : fmt::format("; did you mean `{}`?", nearest));
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
