// What changed between two plans, and whether it got better or worse.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reason/wording.h"

namespace omni::report {

// A decision of a plan, as its text form has it: what a difference is made of.
struct PlanRow {
  std::string function;  // title; `f (2)` for the second function of a name
  std::string kind;      // `place`, `region_exit`, ...
  std::string subject;
  std::string place;     // storage class, or the name of a region
  uint32_t line = 0;     // from the first line of the function, which is 0
  std::vector<std::string> because;
  std::vector<std::pair<std::string, std::string>> rejected;  // class, reason
  friend bool operator==(const PlanRow& a, const PlanRow& b) = default;
};

// A saved plan, text (`omnic plan`) or JSON (`--format=json`). Nothing when it is neither.
std::optional<std::vector<PlanRow>> ReadPlan(const std::string& text);

enum class Verdict { Worse, Better, Other };

struct Change {
  Verdict verdict = Verdict::Other;
  std::string function;
  std::string text;  // "`acc` stack -> temp_region, because ..."
};

struct PlanDiff {
  std::vector<Change> changes;  // worse first, then better; each in the order of the plans
  std::vector<std::pair<std::string, std::pair<size_t, size_t>>> totals;  // storage class: objects before and after

  size_t count(Verdict verdict) const;
};

// `words`: those of the plans.
PlanDiff Compare(const std::vector<PlanRow>& old_plan, const std::vector<PlanRow>& new_plan,
                 const reason::WordingTable& words);

// "" when nothing changed.
std::string DiffText(const PlanDiff& diff, const reason::WordingTable& words);
// For a comment on a pull request. `title`: the program.
std::string DiffMarkdown(const PlanDiff& diff, std::string_view title, const reason::WordingTable& words);

}  // namespace omni::report
