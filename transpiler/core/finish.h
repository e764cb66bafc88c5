#pragma once
// What is done to a module when all of its functions are built.

#include <functional>
#include <vector>

#include "core/core.h"

namespace omni::core {

/// Gives back the slack of the function's tables.
void ShrinkToFit(Function& function);

/// Puts the functions in their order: the user's in source order, those made from inside of a function directly before
/// it, then the entry, then the prelude. Functions that nothing mentions are dropped unless the user defined them at the
/// top level.
void OrderFunctions(Module& module);

/// By FuncId: what the program may come to from the functions that the user defined at the top level; of these only from
/// the ones that `stays` says, when it is given.
std::vector<bool> Reachable(const Module& module, const std::function<bool(const Function&)>& stays = {});

/// Sets `used_as_value`: a closure of the function is made somewhere.
void MarkValues(Module& module);

/// Sets `is_recursive` from the call graph: the strongly connected components of Tarjan (1972). Calls of unknown
/// procedures do not count.
void MarkRecursive(Module& module);

}  // namespace omni::core
