#pragma once
// Escape: which objects leave a function, and through what.

#include "analysis/storage.h"

namespace omni::analysis {

/// Computes `nodes`, `interface` and `dest` of a function whose graph is built, and raises the interface flags that
/// callers clone. Equations, on region classes (a class is as bad as its worst member):
///
///   Global   some member is reachable from a top-level variable or from what unknown C code keeps
///   Dest     some member is allocated here or below and reachable from the result, or handed to or from a procedure
///            that is not made here (its parameters and results are the caller's business), or given to a pending call,
///            which begins when this function has returned
///   Holder   some member is allocated and reachable from a parameter or a captured variable
///   Outside  on the interface, nothing allocated
///   Local    the rest
///
/// All Dest classes become one: a function has one `dest`. A Holder class is merged with the class of the parameter that
/// reaches it, because the region is found through that object (region_of).
///
/// A node of unknown structure that is used as a procedure is Global: what the procedure keeps is not known here.
void ComputeEscape(const core::Function& function, StorageGraph& graph, FunctionFacts& facts, reason::Ledger& ledger);

/// Escape of each node of `facts.nodes`, in that order.
std::vector<Escape> EscapeOf(const core::Function& function, StorageGraph& graph, const FunctionFacts& facts);

}  // namespace omni::analysis
