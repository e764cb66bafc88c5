#pragma once
// Takes out what nobody looks at.

#include "core/core.h"

namespace omni::core {

/// Removes statements without effect whose results are never needed, also those that need each other only around a loop
/// (`acc` of a loop that gives another value), and functions that nothing mentions afterwards. A value is needed when an
/// effect, a check that can fail, the way that control takes or a needed value depends on it; loops stay, because they
/// may not end. Marking runs from the roots over def-use edges and enclosing conditions (R. Cytron et al., "Efficiently
/// computing static single assignment form and the control dependence graph", TOPLAS 13(4), 1991, section 7.1).
///
/// Runs before memory is planned: what is gone needs no storage.
void RemoveUnused(Module& module);

}  // namespace omni::core
