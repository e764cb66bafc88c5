#pragma once
// Which storage nodes live in the heap, and where their objects are counted, freed and used again: design sections 6.6
// and 7. The only part of the plan that changes the program: operations on heap objects are put into core IR before
// regions are placed, so that a region does not end while a heap object is given up that points into it.
//
// Steps: heap_candidates.cpp finds nodes that may be worth it, heap_select.cpp tries them, heap_closure.cpp closes the set over
// everything that holds them or is held by them; heap_trial.cpp puts operations into copies of the functions:
// heap_globals.cpp for top-level variables, heap_fields.cpp for fields that are set, heap_modes.cpp decides which parameters are taken over (Lean's borrow inference),
// heap_place*.cpp insert dup, drop and taking apart (Perceus), heap_reuse.cpp finds an allocation for each object that is taken
// apart, heap_counts.cpp what needs no count, heap_pass_cells.cpp a callee for memory that is left. heap_workers.cpp makes versions of
// functions where some of their callers cannot have heap objects, and begins anew.

#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "analysis/storage.h"
#include "core/core.h"
#include "plan/plan.h"
#include "reason/reason.h"
#include "syntax/contract.h"

namespace omni::plan {

using NodeSet = std::unordered_set<analysis::Node>;

/// An operation on heap objects, for the decision that stands beside it.
struct HeapOperation {
    core::StmtId stmt;
    DecisionKind kind;
    support::Symbol subject;
    reason::ReasonId because;
};

/// One function that makes, takes over or frees heap objects.
struct HeapFunction {
    bool used = false;
    std::vector<bool> consumes;             ///< by parameter
    bool takes_to_reuse = true;             ///< parameters are taken over where that makes reuse possible
    bool gives = false;                     ///< the result is a heap object that the caller has to free
    std::vector<core::VarId> must_own;      ///< variables that cannot borrow: what they would borrow from is taken apart
    std::vector<core::FuncId> shares_with;  ///< callees that take over what is used afterwards: a second reference each
    std::vector<Borrow> borrows;            ///< sorted by variable
    std::vector<HeapOperation> operations;  ///< sorted by statement
};

/// A function that builds heap objects for some callers and others in regions: it needs two versions.
struct HeapWorker {
    core::FuncId function;
    std::vector<std::pair<core::FuncId, core::StmtId>> calls;  ///< caller, call: those that the version for the heap is for
};

/// What was decided about heap objects of the program. Nodes are representatives.
struct HeapPlan {
    NodeSet nodes, unique;
    std::vector<bool> globals;              ///< by GlobalId: top-level variables that hold heap objects
    std::vector<HeapFunction> functions;    ///< by FuncId index
    std::unordered_map<analysis::Node, reason::ReasonId> because;   ///< nodes of their owner: the evidence
    std::unordered_map<analysis::Node, reason::ReasonId> counting;  ///< why there are counts, or none
    std::unordered_map<analysis::Node, std::vector<Rejected>> rejected;  ///< by region class: why not in the heap
    std::unique_ptr<core::Module> original; ///< the module without the versions for heap objects, when there are any
    std::unique_ptr<core::Module> before;   ///< the module as it was, when operations were put into it
    std::vector<HeapWorker> workers;        ///< versions of functions with which more could be in the heap
};

/// A contract of the source that speaks of the heap: `^:heap` asks for it, `^:region` for something else.
struct HeapWish {
    core::FuncId function;
    analysis::Node node;
    const syntax::Contract* contract;
};

/// What the contracts ask for, in the order of the functions.
std::vector<HeapWish> HeapWishes(const core::Module& module, analysis::Facts& facts,
                                 std::span<const syntax::Contract> contracts);

/// Decides, and puts the operations into `module`. `facts` gets the nodes of new variables.
HeapPlan PlanHeap(core::Module& module, analysis::Facts& facts, reason::Ledger& ledger, const PlanOptions& options,
                  std::span<const syntax::Contract> contracts = {}, bool with_workers = false);

/// PlanHeap with versions of functions for heap objects, where it wants some: these are copied, and the storage
/// facts are computed anew. `facts` and `ledger` are those of the module that comes out.
HeapPlan PlanHeapWithWorkers(core::Module& module, analysis::Facts& facts, reason::Ledger& ledger,
                             const PlanOptions& options, std::span<const syntax::Contract> contracts = {});

}  // namespace omni::plan
