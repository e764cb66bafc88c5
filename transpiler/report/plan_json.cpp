#include <nlohmann/json.hpp>

#include "report/report.h"

namespace omni::report {

namespace {

using Json = nlohmann::json;

Json Place(const Subject& subject, source::Span span) {
  if (!span.valid()) return nullptr;
  const source::SourceFile& file = subject.files[span.file];
  const source::Location begin = file.Locate(span.begin);
  const source::Location end = file.Locate(span.end);
  return Json{{"file", file.path()},        {"line", begin.line},    {"column", begin.column},
              {"end_line", end.line}, {"end_column", end.column}};
}

Json Chain(const std::vector<Sentence>& sentences) {
  Json chain = Json::array();
  for (const Sentence& sentence : sentences) {
    chain.push_back({{"kind", std::string(sentence.kind)}, {"text", sentence.text}});
  }
  return chain;
}

Json FunctionJson(const Subject& subject, const rir::Function& function) {
  Json regions = Json::array();
  for (const rir::Region& region : function.regions) {
    if (region.kind == rir::RegionKind::Local || region.kind == rir::RegionKind::Dest) regions.push_back(region.name);
  }
  return Json{{"name", std::string(function.code.name.text())},
              {"entry", function.code.is_entry},
              {"library", function.code.is_prelude},
              {"takes_dest", function.takes_dest},
              {"regions", std::move(regions)},
              {"place", Place(subject, function.code.span)}};
}

Json DecisionJson(const Subject& subject, const DecisionView& view) {
  Json rejected = Json::array();
  for (const Alternative& alternative : view.rejected) {
    rejected.push_back({{"choice", std::string(alternative.choice)}, {"because", Chain(alternative.because)}});
  }
  return Json{{"id", view.id},
              {"kind", std::string(plan::Name(view.kind))},
              {"function", std::string(subject.program.functions[view.function.index()].code.name.text())},
              {"subject", std::string(view.subject)},
              {"choice", std::string(view.choice)},
              {"region", view.region.empty() ? Json(nullptr) : Json(view.region)},
              {"because", Chain(view.because)},
              {"rejected", std::move(rejected)},
              {"place", Place(subject, view.site)}};
}

}  // namespace

std::string PlanJson(const Subject& subject) {
  Json files = Json::array();
  if (subject.program.main_file.valid()) files.push_back(subject.files[subject.program.main_file].path());
  Json functions = Json::array();
  for (const rir::Function& function : subject.program.functions) {
    if (!function.code.is_extern) functions.push_back(FunctionJson(subject, function));
  }
  Json decisions = Json::array();
  for (const DecisionView& view : View(subject)) decisions.push_back(DecisionJson(subject, view));
  const Json plan{{"schema", "omnic-plan-1"},
                  {"program", subject.program.name},
                  {"files", std::move(files)},
                  {"functions", std::move(functions)},
                  {"decisions", std::move(decisions)}};
  return plan.dump(2) + "\n";
}

}  // namespace omni::report
