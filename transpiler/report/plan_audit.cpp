// The part of a saved plan that `omnic audit` compares C with.
#include <sstream>

#include "audit/trailer.h"
#include "report/json.h"
#include "report/report.h"

namespace omni::report {

namespace {

std::string Word(const Json& value) { return value.is_string() ? value.get<std::string>() : std::string("?"); }

}  // namespace

std::optional<std::string> AuditPlanOf(const std::string& json) {
  const Json plan = Json::parse(json, nullptr, false);
  if (!plan.is_object() || !plan.contains("audit") || !plan["audit"].is_array()) return std::nullopt;
  audit::Aliases aliases;
  if (plan.contains("aliases") && plan["aliases"].is_object()) {
    for (const auto& [alias, name] : plan["aliases"].items()) aliases.emplace(alias, Word(name));
  }
  std::string text = audit::TrailerHead(aliases);
  for (const Json& row : plan["audit"]) {
    if (!row.is_object()) return std::nullopt;
    std::vector<std::string> words{Word(row.value("c_function", Json())), Word(row.value("fingerprint", Json()))};
    const Json holds = row.value("holds", Json::object());
    for (const auto& [region, variables] : holds.items()) {
      words.push_back("[" + region + ":");
      for (const Json& variable : variables) words.push_back(Word(variable));
      words.back() += ']';
    }
    std::istringstream steps(Word(row.value("steps", Json())));
    for (std::string step; steps >> step;) words.push_back(step);
    text += audit::TrailerLines(words);
  }
  return text + std::string(audit::TrailerEnd());
}

}  // namespace omni::report
