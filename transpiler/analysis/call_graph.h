#pragma once
// Which function refers to which: calls and closures made.

#include <vector>

#include "core/core.h"

namespace omni::analysis {

/// Strongly connected components of the call graph, callees first; functions of a component in source order. Making a
/// closure counts as calling its function. (Tarjan 1972, with an explicit stack.)
std::vector<std::vector<core::FuncId>> CallComponents(const core::Module& module);

}  // namespace omni::analysis
