#pragma once
// Text of what callers know of each function, for `--print=summaries`.

#include <string>

#include "plan/decide.h"

namespace omni::plan {

/// Functions in the order in which they were summarised: callees first, those that call one another together.
///
///   fn insert (tree: consumed, new: value) -> fresh in heap
///     makes: heap
///     recursive
///
/// docs/architecture.md has the words.
std::string PrintSummaries(const core::Module& module, analysis::Facts& facts, const HeapPlan& heap, const Plan& plan,
                           const reason::Ledger& ledger);

}  // namespace omni::plan
