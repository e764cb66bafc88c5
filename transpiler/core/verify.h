#pragma once
// The structural rules of core, checked after every stage that makes or changes it.
//
//   CORE-1  every block ends, and only ends, in a terminator or in a statement that control does not pass
//   CORE-2  every operand is defined on each path to its use
//   CORE-3  a variable that is not `assigned` is defined once
//   CORE-4  operand counts fit: prims, calls of known functions, loops and their continues
//   CORE-5  Yield stands in an If arm, Continue and Break in a Loop; a wanted result is given on every path
//   CORE-6  every id is in its table, every block is used once
//   CORE-7  the captured variables of a function fit each MakeClosure of it; a Call goes to a function without any

#include <string>
#include <vector>

#include "core/core.h"

namespace omni::core {

/// One sentence for each violation, beginning with its rule: "CORE-2: sum-list: %head used before it is defined".
std::vector<std::string> Verify(const Module& module);

}  // namespace omni::core
