#pragma once
// Independent operations change places so that a region ends sooner.
//
//   (let ((first (make-vector n 0)))          The length of `first` is the last that is wanted of it. It is taken before
//     (let ((second (make-vector n 1)))       `second` is made, so both need not be in memory together.
//       (+ (vector-length first) (vector-length second))))
//
// Only what nobody can tell is moved: an operation without effect, which makes no object, reads nothing that is changed
// meanwhile, and cannot fail. One that may fail is moved only in front of what has no effect and cannot fail itself. So
// every effect and every error stays where the source has it.

#include <unordered_map>
#include <vector>

#include "analysis/storage.h"
#include "core/core.h"
#include "plan/heap.h"

namespace omni::plan {

/// By function and statement that was moved: what holds the objects that are made behind it now.
using Moves = std::vector<std::unordered_map<uint32_t, support::Symbol>>;

/// Reorders the blocks of `module`; nothing when regions end with their scopes or with --no-reorder.
Moves ReorderForRegions(core::Module& module, analysis::Facts& facts, const HeapPlan& heap, const PlanOptions& options);

}  // namespace omni::plan
