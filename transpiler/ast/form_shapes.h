// How forms are written, for hints.
#pragma once

#include <string>
#include <string_view>

namespace omni::ast {

/// "write (if test then else)": how the form is written; empty for what has no shape of its own here.
[[nodiscard]] std::string ShapeHint(std::string_view form);

}  // namespace omni::ast
