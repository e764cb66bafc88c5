#pragma once
// Unique or counted.

#include "plan/heap.h"
#include "plan/heap_scope.h"

namespace omni::plan {

/// A set of nodes is unique when nobody makes a second reference to an object of it, and no constant is one: then the
/// counts, which all are 1, need not be looked at. Runs when all operations stand; the drops of what is unique become
/// free_tree.
void FindCounts(core::Module& module, analysis::Facts& facts, reason::Ledger& ledger, const PlanOptions& options,
                const HeapScope& scope, HeapPlan& plan);

}  // namespace omni::plan
