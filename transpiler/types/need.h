#pragma once
// Which values are looked at.

#include <vector>

#include "types/types.h"

namespace omni::types {

/// Fills the needed flags: a value is needed when an effect, a check, a condition or a call depends on it, or a needed
/// value does. `callers_first` holds every function once, callers before callees where there is no recursion.
void ComputeNeeded(const core::Module& module, const std::vector<core::FuncId>& callers_first, Inference& inference);

}  // namespace omni::types
