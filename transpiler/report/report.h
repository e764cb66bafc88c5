// The plan for people and for tools.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "report/view.h"
#include "source/diagnostics.h"

namespace omni::report {

// The plan for a terminal:
//
//   make-pair
//     create  result  dest         +1  returned, so it is built in the caller's region: no copy
//                                      not stack: outlives the call: result
//
// `+1` counts lines from the first line of the function, so that an edit elsewhere changes nothing here.
std::string PlanText(const Subject& subject);

// The plan for tools, as docs/plan-schema.md describes it: keys sorted, the same bytes for the same input.
std::string PlanJson(const Subject& subject);

// What a plan in JSON says of the C's functions, as the comment at the end of C that carries its plan (audit/trailer.h).
std::optional<std::string> AuditPlanOf(const std::string& json);

// The plan as SARIF 2.1.0: decisions as notes, growth as warnings. `version`: of omnic.
std::string PlanSarif(const Subject& subject, std::string_view version);

// What is wrong with a program that has no plan, in the same format: broken contracts are among it.
std::string DiagnosticsSarif(const source::SourceFiles& files, const source::Sink& sink, std::string_view version);

// What `omnic explain` was asked about.
struct Question {
  uint32_t line = 0;  // 1-based; 0: not about a line
  uint32_t column = 0;  // the same
  bool all = false;   // whole chains
  std::string name;   // a function, a binding, an id `function/binding`, or a place `function+N`; "" is all
};

// The decisions concerned, each with its chain of reasons and the rejected alternatives. None when the file has no such
// line or the program no such name.
std::optional<std::string> Explain(const Subject& subject, const Question& question);

// What the file does not have when Explain gives nothing: "no line 99; its last is 12".
std::string NoSuch(const Subject& subject, const Question& question);

// The source location that a panic of the running program names: "sum-list+3: (car xs)" -> "list.omni:12:5". Empty when
// no such function or line exists.
std::string LocateWhere(const Subject& subject, std::string_view where);

}  // namespace omni::report
