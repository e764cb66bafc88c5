#include <fmt/format.h>

#include <map>
#include <set>

#include "audit/trailer.h"
#include "report/json.h"
#include "report/report.h"

namespace omni::report {

namespace {

Json Chain(const Subject& subject, const std::vector<Sentence>& sentences) {
  Json chain = Json::array();
  for (const Sentence& sentence : sentences) {
    chain.push_back({{"kind", std::string(sentence.kind)},
                     {"text", sentence.text},
                     {"place", PlaceJson(subject, sentence.expression)}});
  }
  return chain;
}

Json Alternatives(const Subject& subject, const std::vector<Alternative>& others) {
  Json list = Json::array();
  for (const Alternative& other : others) {
    list.push_back({{"choice", std::string(other.choice)}, {"because", Chain(subject, other.because)}});
  }
  return list;
}

// Ids of operations: the C function and the place among its operations.
using OperationIds = std::map<const emit::Operation*, std::string>;

std::string CFunction(const Subject& subject, const emit::Operation& operation) {
  for (const emit::FunctionLines& lines : subject.trace.functions) {
    if (lines.function == operation.function) return lines.name + (operation.in_entry ? "_entry" : "");
  }
  return "";
}

OperationIds IdsOf(const Subject& subject) {
  OperationIds ids;
  for (const emit::Operation& operation : subject.trace.operations) {
    ids[&operation] = fmt::format("{}#{}", CFunction(subject, operation), operation.ordinal);
  }
  return ids;
}

Json DecisionJson(const Subject& subject, const DecisionView& view, const std::string& function, const OperationIds& ids) {
  Json operations = Json::array();
  std::set<uint32_t> lines(view.plan_lines.begin(), view.plan_lines.end());
  for (const emit::Operation* operation : view.operations) {
    operations.push_back(ids.at(operation));
    lines.insert(operation->line);
  }
  return Json{{"id", view.id},
              {"kind", std::string(plan::Name(view.kind))},
              {"function", function},
              {"subject", std::string(view.subject)},
              {"choice", std::string(view.choice)},
              {"region", view.region.empty() ? Json(nullptr) : Json(view.region)},
              {"because", Chain(subject, view.because)},
              {"rejected", Alternatives(subject, view.rejected)},
              {"would_be", Alternatives(subject, view.would_be)},
              {"place", PlaceJson(subject, view.site)},
              {"operations", std::move(operations)},
              {"c_lines", lines},
              {"c_comment_lines", view.plan_lines}};
}

Json OperationJson(const emit::Operation& operation, const std::string& id, const std::string& c_function,
                   const std::vector<std::string>& functions, const std::map<plan::DecisionId, std::string>& decisions) {
  const auto decision = decisions.find(operation.decision);
  return Json{{"id", id},
              {"kind", operation.kind},
              {"name", operation.name},
              {"storage", operation.where},
              {"function", functions[operation.function.index()]},
              {"c_function", c_function},
              {"ordinal", operation.ordinal},
              {"line", operation.line},
              {"column", operation.column},
              {"decision", decision == decisions.end() ? Json(nullptr) : Json(decision->second)}};
}

// Better classes that were within sight: each with what stands in the way and, where that is known, what would change it.
Json MissedTable(const Subject& subject, const std::vector<DecisionView>& views) {
  Json table = Json::array();
  for (const DecisionView& view : views) {
    for (const Alternative& alternative : view.rejected) {
      table.push_back({{"decision", view.id},
                       {"choice", std::string(view.choice)},
                       {"better", std::string(alternative.choice)},
                       {"because", Chain(subject, alternative.because)}});
    }
  }
  return table;
}

Json GrowthTable(const Subject& subject, const std::vector<DecisionView>& views) {
  Json table = Json::array();
  for (const DecisionView& view : views) {
    if (Grows(subject, view)) {
      table.push_back({{"decision", view.id}, {"text", view.because[0].text}, {"place", PlaceJson(subject, view.site)}});
    }
  }
  return table;
}

// What each function of the C does to memory, for `omnic audit --against PLAN.json`.
Json AuditTable(const Subject& subject) {
  Json table = Json::array();
  const audit::ReadTrailerResult read = audit::ReadTrailer(subject.audit_plan);
  if (!read.plan) return table;
  for (const audit::PlanFunction& function : read.plan->functions) {
    Json holds = Json::object();
    for (const auto& [region, variables] : function.holds) {
      holds[std::string(region)] = std::vector<std::string>(variables.begin(), variables.end());
    }
    std::string steps;
    audit::ForEachWord(function.body, [&steps](std::string_view word) {
      if (!steps.empty()) steps += ' ';
      steps += word;
    });
    table.push_back({{"c_function", std::string(function.name)},
                     {"fingerprint", fmt::format("{:08x}", function.fingerprint)},
                     {"holds", std::move(holds)},
                     {"steps", std::move(steps)}});
  }
  return table;
}

Json AliasTable(const Subject& subject) {
  Json table = Json::object();
  const audit::ReadTrailerResult read = audit::ReadTrailer(subject.audit_plan);
  if (!read.plan) return table;
  for (const auto& [alias, name] : read.plan->aliases) table[alias] = name;
  return table;
}

}  // namespace

std::string PlanJson(const Subject& subject) {
  const std::vector<DecisionView> views = View(subject);
  const std::vector<std::string> functions = FunctionIds(subject);
  const OperationIds operation_ids = IdsOf(subject);
  std::map<plan::DecisionId, std::string> decision_ids;
  Json decisions = Json::array();
  for (const DecisionView& view : views) {
    decision_ids[view.decision] = view.id;
    decisions.push_back(DecisionJson(subject, view, functions[view.function.index()], operation_ids));
  }
  Json operations = Json::array();
  for (const emit::Operation& operation : subject.trace.operations) {
    operations.push_back(OperationJson(operation, operation_ids.at(&operation), CFunction(subject, operation), functions,
                                       decision_ids));
  }
  Json totals = Json::object();
  for (const auto& [choice, count] : Totals(views)) totals[std::string(choice)] = count;
  const Json plan{{"schema", "omnic-plan-2"},
                  {"aliases", AliasTable(subject)},
                  {"audit", AuditTable(subject)},
                  {"program", subject.program.name},
                  {"files", FilesTable(subject)},
                  {"functions", FunctionsTable(subject, functions)},
                  {"variables", VariablesTable(subject, functions)},
                  {"nodes", NodesTable(subject, functions)},
                  {"regions", RegionsTable(subject, functions, views)},
                  {"decisions", std::move(decisions)},
                  {"operations", std::move(operations)},
                  {"missed", MissedTable(subject, views)},
                  {"growth", GrowthTable(subject, views)},
                  {"totals", std::move(totals)}};
  return plan.dump(2) + "\n";
}

}  // namespace omni::report
