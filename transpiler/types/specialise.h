#pragma once
// Copies of functions for the types of their arguments.
//
// A function that is called with Ints here and with Floats there has parameters that may be either, and pays for it with boxes and
// tests. Where its body has operations that gain from knowing, its callers are put into groups by the representations that their
// arguments, its result and the parts of both have, and each group beyond the first gets a copy of its own. What is left keeps
// the function as it is: the generic version. This happens before memory is planned, so that copies are planned like any
// other function.

#include <cstddef>
#include <map>
#include <string>
#include <utility>

#include "core/core.h"
#include "types/types.h"

namespace omni::types {

/// What copies may cost.
struct SpecialiseLimits {
    size_t copies = 4;             ///< of one function
    size_t function_stmts = 400;   ///< largest recursion that is copied, in statements
    size_t added_stmts = 4000;     ///< in the whole program
    std::map<std::pair<core::FuncId, std::string>, core::FuncId> made;  ///< so far: by function and types
};

/// Adds the copies that pay and lets calls name them. True when something changed: what was inferred holds no more.
bool Specialise(core::Module& module, const Inference& inference, SpecialiseLimits& limits);

}  // namespace omni::types
