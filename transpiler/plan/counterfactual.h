#pragma once
// Counterfactuals: which one thing of the program would have to be otherwise for an object to live in a better class.
//
// A candidate is an operand of a statement through which an object may be kept, returned or handed on. It is replaced by a
// constant, the storage facts are computed anew for the whole program, the function is decided again, and what has become
// better is noted: nothing is guessed. So are decisions that an option stands in the way of.
//
// Where heap objects are concerned, one function alone says nothing: the whole program is planned anew, verified like any
// other, and what has changed is noted for all functions that the objects go through.

#include <functional>
#include <optional>

#include "plan/decide.h"

namespace omni::plan {

/// How the whole program is planned.
struct WholeProgram {
    const core::Module& before;  ///< the program without operations on heap objects
    /// The decisions about another program; nothing when the verifier does not prove them.
    std::function<std::optional<support::Table<DecisionId, Decision>>(core::Module, const PlanOptions&)> plan;
};

/// Fills `would_be` of the decisions of the user's own functions. `module` is changed meanwhile; when done it is as before but
/// for a constant that nothing uses.
/// The work is bounded: candidates are tried in source order until `budget` statements have been analysed anew.
void AddCounterfactuals(core::Module& module, Plan& plan, reason::Ledger& ledger, const PlanOptions& options,
                        const WholeProgram& whole, size_t budget = 400'000);

}  // namespace omni::plan
