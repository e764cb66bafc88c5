// What helps against a wrong type.
#pragma once

#include <string>

#include "core/core.h"

namespace omni::types {

/// `prim` wants an operand of the kinds `wanted` and gets one of `found`; empty when nothing helps.
[[nodiscard]] std::string HintForArgument(core::Prim prim, core::KindSet wanted, core::KindSet found);
/// A value of these kinds is called.
[[nodiscard]] std::string HintForCall(core::KindSet found);

}  // namespace omni::types
