#pragma once
// Loop parameters that tell the first iteration from all others.

#include "core/core.h"

namespace omni::core {

/// The loop that is in its first iteration whenever its parameter `var` is of the kinds `kinds`, because what later iterations
/// get is of others; None when `var` is no such parameter. The list that a recursion modulo cons builds: its last pair is
/// the empty list only until there is a first one.
StmtId NeverAgain(const Function& function, VarId var, KindSet kinds);

}  // namespace omni::core
