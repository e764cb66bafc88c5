// The plan as one HTML page that needs no network: source and C side by side, lifetimes, decisions.
#pragma once

#include <string>
#include <string_view>

#include "report/view.h"

namespace omni::report {

// The page with a hole for its data: report/page.html.
extern const std::string_view kHtmlPage;

// `c`: the C that the plan's lines count in.
std::string PlanHtml(const Subject& subject, std::string_view c);

}  // namespace omni::report
