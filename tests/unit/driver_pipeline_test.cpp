// What the pipeline does with a plan with heap objects that the verifier cannot prove.

#include <criterion/criterion.h>

#include <sstream>
#include <string>

#include "driver/pipeline.h"
#include "report/report.h"
#include "support/file_system.h"

namespace {

using namespace omni;

const char* const kProgram =
    "(define (step xs) (if (null? xs) '() (cons (+ (car xs) 1) (step (cdr xs)))))\n"
    "(define (run xs i) (if (= i 0) xs (run (step xs) (- i 1))))\n"
    "(println (run (list 1 2 3) 4))\n";

/// What the plan of the program says, when the verifier refuses plans with heap objects, or does not.
struct Reports {
  std::string text, json, explained, c;
};

Reports ReportsOf(bool refused) {
  std::istringstream in(kProgram);
  std::ostringstream out;
  std::ostringstream err;
  support::DiskFileSystem files;
  driver::Environment environment{files, in, out, err};
  driver::Request request;
  request.path = "-";
  request.emit_c = true;
  if (refused) {
    request.judge = [](const rir::Module& module) {
      rir::Violation violation;
      violation.rule = "V5";
      for (const rir::Function& function : module.functions) {
        if (function.code.name.text() == "step") violation.fn = function.code.id;
      }
      return std::vector{violation};
    };
  }
  const std::unique_ptr<driver::Translated> translated = driver::Translate(request, environment);
  cr_assert(translated->ok(), "%s", translated->internal_error.c_str());
  return {report::PlanText(translated->subject()), report::PlanJson(translated->subject()),
          report::Explain(translated->subject(), {}).value_or(""), translated->c};
}

bool Holds(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

constexpr const char* kSaid = "omnic could not prove the counts in step, so all stays in regions";

}  // namespace

Test(driver_pipeline, a_plan_with_heap_objects_is_taken_when_it_is_proven) {
  const Reports reports = ReportsOf(false);
  cr_assert(Holds(reports.c, "reuse_as_pair"), "%s", reports.c.c_str());
  cr_assert_not(Holds(reports.text, kSaid), "%s", reports.text.c_str());
}

Test(driver_pipeline, one_that_cannot_be_proven_is_given_up_and_the_plan_says_so) {
  const Reports reports = ReportsOf(true);
  cr_assert_not(Holds(reports.c, "reuse_"), "%s", reports.c.c_str());
  cr_assert_not(Holds(reports.c, "free_tree"), "%s", reports.c.c_str());
  cr_assert(Holds(reports.text, (std::string("not heap: ") + kSaid).c_str()), "%s", reports.text.c_str());
  cr_assert(Holds(reports.explained, (std::string("not heap: ") + kSaid).c_str()), "%s", reports.explained.c_str());
  cr_assert(Holds(reports.json, "\"heap_not_proven\""), "%s", reports.json.c_str());
  const size_t missed = reports.json.find("\"missed\"");
  cr_assert(reports.json.find("\"heap_not_proven\"", missed) != std::string::npos, "not among what was missed");
}
