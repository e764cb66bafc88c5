#include <algorithm>

#include "report/report.h"
#include "source/source_file.h"
#include "support/text_writer.h"

namespace omni::report {

namespace {

using reason::PhraseId;

std::string Title(const Subject& subject, const rir::Function& function) {
  return function.code.is_entry ? subject.wording.Phrase(PhraseId::TopLevel) : std::string(function.code.name.text());
}

struct Columns {
  size_t kind = 0;
  size_t subject = 0;
  size_t place = 0;
};

size_t Width(std::string_view text) { return source::CountCodePoints(text); }

// A column has no blanks: they part the columns.
std::string KindWord(const Subject& subject, const DecisionView& view) {
  std::string word = subject.wording.Term("kind", plan::Name(view.kind));
  std::replace(word.begin(), word.end(), ' ', '_');
  return word;
}

Columns Measure(const Subject& subject, const std::vector<DecisionView>& views, size_t begin, size_t end) {
  Columns widest;
  for (size_t i = begin; i < end; ++i) {
    widest.kind = std::max(widest.kind, Width(KindWord(subject, views[i])));
    widest.subject = std::max(widest.subject, Width(views[i].subject));
    widest.place = std::max(widest.place, Width(PlaceWord(subject, views[i])));
  }
  return widest;
}

void WriteDecision(const Subject& subject, const DecisionView& view, const Columns& columns, TextWriter& writer) {
  constexpr size_t kGap = 2;
  constexpr size_t kLineNumber = 5;
  const size_t subject_column = kGap + columns.kind + kGap;
  const size_t place_column = subject_column + columns.subject + kGap;
  const size_t line_column = place_column + columns.place + kGap;
  const size_t text_column = line_column + kLineNumber;
  writer.PadTo(kGap).Write(KindWord(subject, view));
  writer.PadTo(subject_column).Write(view.subject);
  writer.PadTo(place_column).Write(PlaceWord(subject, view));
  writer.PadTo(line_column).Format("+{}", RelativeLine(subject, view.function, view.site));
  const std::string as = subject.wording.Phrase(PhraseId::As) + ": ";
  std::string_view separator;
  for (const Sentence& sentence : view.because) {
    writer.PadTo(text_column).Write(separator).Line(sentence.text);
    separator = as;
  }
  for (const Alternative& alternative : view.rejected) {
    writer.PadTo(text_column).Format("{}: ", subject.wording.Phrase(PhraseId::NotPlace, {.place = subject.wording.Term("class", alternative.choice)}));
    for (size_t i = 0; i < alternative.because.size(); ++i) {
      if (i != 0) writer.Write("; ").Write(as);
      writer.Write(alternative.because[i].text);
    }
    writer.Line();
  }
}

}  // namespace

std::string PlanText(const Subject& subject) {
  const std::vector<DecisionView> views = View(subject);
  TextWriter writer;
  for (size_t begin = 0; begin < views.size();) {
    const core::FuncId function = views[begin].function;
    size_t end = begin;
    while (end < views.size() && views[end].function == function) ++end;
    const Columns columns = Measure(subject, views, begin, end);
    writer.BlankLine().Line(Title(subject, subject.program.functions[function.index()]));
    for (size_t i = begin; i < end; ++i) WriteDecision(subject, views[i], columns, writer);
    begin = end;
  }
  if (views.empty()) writer.Line(subject.wording.Phrase(PhraseId::NoObjects));
  return writer.Take();
}

}  // namespace omni::report
