#pragma once
// Liveness: which variables may still be read, at the head of each segment of the CFG.
//
//   live-out(s) = union of live-in(q) over the edges s -> q, without the loop parameters that the edge sets
//   live-in(s)  = use(s) + (live-out(s) - def(s))
//
//   %temp  = call build-tree(%data)        ; live {data temp}
//   %stats = call compute-stats(%temp)     ; last use of temp
//
// A yielded, carried or broken-out operand is a use at the jump; the result of an If or Loop and the parameters of a
// Loop are defined where the construct stands.

#include <vector>

#include "analysis/cfg.h"
#include "core/core.h"

namespace omni::analysis {

struct Liveness {
    /// By SegmentId index: variables live at its head, sorted. Sparse, because few are live at one place.
    std::vector<std::vector<core::VarId>> live_in;
    /// By VarId index: the statements after which the variable is dead though they use it, in source order. Empty for a
    /// variable that is never used.
    std::vector<std::vector<core::StmtId>> last_uses;
};

/// Solves the equations above by a worklist over the segments in reverse source order.
Liveness ComputeLiveness(const core::Function& function, const Cfg& cfg);

}  // namespace omni::analysis
