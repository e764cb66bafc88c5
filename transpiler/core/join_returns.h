#pragma once
// One `return` for the branches of a truth value.

#include "core/core.h"

namespace omni::core {

/// In functions that return a Bool, a branch whose arms do nothing but compute what is returned becomes the value of one
/// `return`: what the program writes as `(or (< x 0) (> x 9))` is `return x < 0 || x > 9;` in C.
///
/// Runs after types are lowered, before memory is planned; no arm that is joined makes an object.
void JoinReturns(Module& module);

}  // namespace omni::core
