#pragma once
// Copies of the functions of a recursion.

#include <string>
#include <vector>

#include "core/core.h"

namespace omni::types {

/// Copies the functions of the recursion `members`, who call and make closures of one another; the copy of `root`. They
/// are named for `types`, for example "Int, Float".
core::FuncId CopyUnit(core::Module& module, const std::vector<core::FuncId>& members, core::FuncId root,
                      const std::string& types);

}  // namespace omni::types
