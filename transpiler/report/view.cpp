#include "report/view.h"

#include <algorithm>
#include <tuple>

namespace omni::report {

namespace {

// The reasons and those that they rest on, nearest first, each once.
std::vector<Sentence> Chain(const Subject& subject, const std::vector<reason::ReasonId>& reasons) {
  std::vector<reason::ReasonId> seen;
  std::vector<Sentence> chain;
  for (reason::ReasonId id : reasons) {
    for (; id.valid() && std::find(seen.begin(), seen.end(), id) == seen.end(); id = subject.program.reasons[id].because) {
      const reason::Reason& reason = subject.program.reasons[id];
      chain.push_back({reason::Name(reason.kind), reason::Word(reason, subject.wording, subject.files)});
      seen.push_back(id);
    }
  }
  return chain;
}

DecisionView ViewOf(const Subject& subject, const plan::Decision& decision) {
  DecisionView view{decision.path,  decision.kind, decision.function, decision.subject.text(), plan::Name(decision.choice),
                    decision.region, decision.site, Chain(subject, decision.because), {}};
  for (const plan::Rejected& rejected : decision.rejected) {
    view.rejected.push_back({plan::Name(rejected.choice), Chain(subject, {rejected.because})});
  }
  return view;
}

}  // namespace

std::vector<DecisionView> View(const Subject& subject) {
  std::vector<DecisionView> views;
  views.reserve(subject.program.decisions.size());
  for (const plan::Decision& decision : subject.program.decisions) views.push_back(ViewOf(subject, decision));
  const auto key = [](const DecisionView& view) {
    return std::tie(view.function, view.site.file, view.site.begin, view.id, view.kind, view.site.end);
  };
  std::stable_sort(views.begin(), views.end(),
                   [&](const DecisionView& a, const DecisionView& b) { return key(a) < key(b); });
  return views;
}

uint32_t RelativeLine(const Subject& subject, core::FuncId function, source::Span span) {
  const source::Span whole = subject.program.functions[function.index()].code.span;
  const uint32_t line = subject.files.Locate(span).line;
  const uint32_t first = subject.files.Locate(whole).line;
  return whole.file == span.file && line >= first ? line - first : 0;
}

}  // namespace omni::report
