#pragma once
// What a run of the program is certain to reach, for errors that are told while translating.

#include <vector>

#include "core/core.h"

namespace omni::types {

struct CertainCalls {
    std::vector<bool> called;   ///< by function: called in each run, by a call that stands in no If arm
    std::vector<bool> caught;   ///< by function: the body of a `guard` reaches it, which may catch what fails in it
};

[[nodiscard]] CertainCalls FindCertainCalls(const core::Module& module);

}  // namespace omni::types
