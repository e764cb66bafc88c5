#pragma once
// Which Int operations cannot overflow.
//
// Behind a test like `(< i n)` the sum `(+ i 1)` fits an Int whatever `n` is; behind `(vector-ref v i)` the position `i` is one;
// a remainder by 7 is smaller than 7. A walk along the structured code keeps an interval for each Int variable, narrowed by tests and by
// operations that have succeeded (P. Cousot, R. Cousot, "Static determination of dynamic properties of programs", ISOP 1976). Where the
// result is inside 64 bits for all values of the operands, the checked operation becomes C's own.
//
// Parameters of a loop get what they are given: first the body is walked with nothing known of them, then with the union
// of the intervals that arrive. That is one step down from the top, so it needs no widening.

#include "core/core.h"

namespace omni::types {

/// Replaces checked Int operations of the lowered module by plain ones where that is proven to be the same.
void ProveRanges(core::Module& module);

}  // namespace omni::types
