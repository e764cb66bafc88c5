// What the documentation says of a code of a diagnostic or a kind of reason: docs/diagnostics.md and docs/reasons.md, which
// are built into omnic.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "reason/wording.h"

namespace omni::report {

extern const std::string_view kPages[];
extern const size_t kPageCount;

// The entry of `E0201` or `last_use` as plain text. Nothing when there is no such code or kind.
std::optional<std::string> ExplainEntry(std::string_view name, const reason::WordingTable& wording);

// A message whose holes nothing fills: "`...` takes ..., ... given".
std::string WithDots(std::string_view message);

}  // namespace omni::report
