#pragma once
// What is done to a module when all of its functions are built.

#include "core/core.h"

namespace omni::core {

/// Gives back the slack of the function's tables.
void ShrinkToFit(Function& function);

/// Puts the functions in their order: the user's in source order, those made from inside of a function directly before
/// it, then the entry, then the prelude. Functions that nothing mentions are dropped unless the user defined them at the
/// top level.
void OrderFunctions(Module& module);

/// Sets `is_recursive` from the call graph: the strongly connected components of Tarjan (1972). Calls of unknown
/// procedures do not count.
void MarkRecursive(Module& module);

}  // namespace omni::core
