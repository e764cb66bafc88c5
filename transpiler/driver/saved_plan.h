// Plans to compare: of a source, of a saved plan, of a file as a revision of git has it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "driver/environment.h"
#include "driver/options.h"
#include "report/diff.h"

namespace omni::driver {

// `name`: a source file, a saved plan, or REVISION:FILE. What is wrong has been reported when there is none.
std::optional<std::vector<report::PlanRow>> LoadPlan(const std::string& name, const Options& options,
                                                     Environment& environment);

}  // namespace omni::driver
