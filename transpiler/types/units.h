#pragma once
// Inference units: sets of functions that are inferred together, callees before callers.

#include <vector>

#include "core/core.h"

namespace omni::types {

/// Strongly connected components of the call graph, where a function that captures variables belongs to its maker.
struct Units {
    std::vector<std::vector<core::FuncId>> bottom_up;  ///< members in module order
    std::vector<uint32_t> unit_of;                     ///< by function index: index into bottom_up
    std::vector<bool> called_from_outside;             ///< by function index: by a known call or MakeClosure of another unit
    std::vector<bool> live;                            ///< by function index: reachable from the entry or exported functions
};

/// R. E. Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Computing 1(2), 1972; without recursion.
Units ComputeUnits(const core::Module& module);

}  // namespace omni::types
