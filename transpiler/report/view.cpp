#include "report/view.h"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <tuple>

#include "emit/names.h"
#include "support/check.h"

namespace omni::report {

namespace {

// The reasons and those that they rest on, nearest first, each once.
std::vector<Sentence> Chain(const Subject& subject, const std::vector<reason::ReasonId>& reasons) {
  std::vector<reason::ReasonId> seen;
  std::vector<Sentence> chain;
  for (reason::ReasonId id : reasons) {
    for (; id.valid() && std::find(seen.begin(), seen.end(), id) == seen.end(); id = subject.program.reasons[id].because) {
      const reason::Reason& reason = subject.program.reasons[id];
      chain.push_back(
          {reason::Name(reason.kind), reason::Word(reason, subject.wording, subject.files), reason.expression});
      seen.push_back(id);
    }
  }
  return chain;
}

std::vector<Alternative> Alternatives(const Subject& subject, const std::vector<plan::Rejected>& others) {
  std::vector<Alternative> alternatives;
  for (const plan::Rejected& other : others) {
    alternatives.push_back({plan::Name(other.choice), Chain(subject, {other.because})});
  }
  return alternatives;
}

DecisionView ViewOf(const Subject& subject, plan::DecisionId id) {
  const plan::Decision& decision = subject.program.decisions[id];
  DecisionView view;
  view.id = decision.path;
  view.decision = id;
  view.kind = decision.kind;
  view.function = decision.function;
  view.subject = decision.subject.text();
  view.choice = plan::Name(decision.choice);
  view.region = decision.region.empty() ? std::string() : emit::Mangle(decision.region);
  view.site = decision.site;
  view.because = Chain(subject, decision.because);
  view.rejected = Alternatives(subject, decision.rejected);
  view.would_be = Alternatives(subject, decision.would_be);
  return view;
}

}  // namespace

std::vector<DecisionView> View(const Subject& subject) {
  std::vector<DecisionView> views;
  views.reserve(subject.program.decisions.size());
  for (const plan::DecisionId id : subject.program.decisions.ids()) views.push_back(ViewOf(subject, id));
  for (const emit::Operation& operation : subject.trace.operations) {
    if (operation.decision.valid()) views[operation.decision.index()].operations.push_back(&operation);
  }
  for (const emit::PlanLine& line : subject.trace.plan_lines) views[line.decision.index()].plan_lines.push_back(line.line);
  const auto key = [](const DecisionView& view) {
    return std::tie(view.function, view.site.file, view.site.begin, view.id, view.kind, view.site.end);
  };
  std::stable_sort(views.begin(), views.end(),
                   [&](const DecisionView& a, const DecisionView& b) { return key(a) < key(b); });
  return views;
}

std::string Headline(const Subject& subject, const DecisionView& view) {
  using reason::PhraseId;
  static constexpr std::pair<plan::DecisionKind, PhraseId> kHeads[] = {
      {plan::DecisionKind::Place, PhraseId::HeadPlace},
      {plan::DecisionKind::Borrow, PhraseId::HeadBorrow},
      {plan::DecisionKind::RegionCreate, PhraseId::HeadRegionCreate},
      {plan::DecisionKind::RegionExit, PhraseId::HeadRegionExit},
      {plan::DecisionKind::RegionReset, PhraseId::HeadRegionReset},
      {plan::DecisionKind::Transmigrate, PhraseId::HeadTransmigrate},
      {plan::DecisionKind::Entry, PhraseId::HeadEntry},
      {plan::DecisionKind::Copy, PhraseId::HeadCopy},
      {plan::DecisionKind::Loop, PhraseId::HeadLoop},
      {plan::DecisionKind::Consume, PhraseId::HeadConsume},
      {plan::DecisionKind::Dup, PhraseId::HeadDup},
      {plan::DecisionKind::Drop, PhraseId::HeadDrop},
      {plan::DecisionKind::Free, PhraseId::HeadFree},
      {plan::DecisionKind::Reuse, PhraseId::HeadReuse},
  };
  const auto* head = std::find_if(std::begin(kHeads), std::end(kHeads), [&](const auto& h) { return h.first == view.kind; });
  OMNI_CHECK(head != std::end(kHeads), "decision kind {}", static_cast<int>(view.kind));
  const core::Function& function = subject.program.functions[view.function.index()].code;
  const std::string name =
      function.is_entry ? subject.wording.Phrase(PhraseId::TheTopLevel) : std::string(function.name.text());
  const std::string word = subject.wording.Term("class", view.choice);
  std::string place = PlaceWord(subject, view);
  if (view.kind == plan::DecisionKind::Borrow) place = word;
  if (view.kind == plan::DecisionKind::Place && place != word) place = fmt::format("{} ({})", word, place);
  return subject.wording.Phrase(head->second, {.subject = view.subject, .function = name, .place = place});
}

std::string PlaceWord(const Subject& subject, const DecisionView& view) {
  const bool has_name = view.choice == "region" || view.choice == "scratch" || view.choice == "holder";
  const std::string place = view.place();
  return has_name && !view.region.empty() ? place : subject.wording.Term("class", place);
}

std::vector<std::string> FunctionIds(const Subject& subject) {
  std::vector<const core::Function*> functions;
  for (const rir::Function& function : subject.program.functions) functions.push_back(&function.code);
  return plan::FunctionPaths(functions);
}

std::vector<std::pair<std::string_view, size_t>> Totals(const std::vector<DecisionView>& views) {
  std::vector<std::pair<std::string_view, size_t>> totals;
  for (size_t i = 0; i < plan::kStorageClasses; ++i) totals.emplace_back(plan::Name(static_cast<plan::StorageClass>(i)), 0);
  for (const DecisionView& view : views) {
    if (view.kind != plan::DecisionKind::Place && view.kind != plan::DecisionKind::Borrow) continue;
    for (auto& [choice, count] : totals) count += choice == view.choice ? 1U : 0U;
  }
  return totals;
}

bool Grows(const Subject& subject, const DecisionView& view) {
  const core::Function& function = subject.program.functions[view.function.index()].code;
  return view.kind == plan::DecisionKind::Place && view.choice == plan::Name(plan::StorageClass::Global) &&
         !function.is_entry && !view.because.empty() && view.because[0].kind != reason::Name(reason::ReasonKind::NobodyKeeps);
}

uint32_t RelativeLine(const Subject& subject, core::FuncId function, source::Span span) {
  const source::Span whole = subject.program.functions[function.index()].code.span;
  const uint32_t line = subject.files.Locate(span).line;
  const uint32_t first = subject.files.Locate(whole).line;
  return whole.file == span.file && line >= first ? line - first : 0;
}

}  // namespace omni::report
