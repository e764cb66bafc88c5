#pragma once
// From storage facts to decisions: the order of preference of design section 6, as far as this stage knows it:
// static, stack, local region, dest, the region that holds a parameter, global.

#include <span>
#include <string>
#include <vector>

#include "analysis/storage.h"
#include "core/core.h"
#include "plan/heap.h"
#include "plan/plan.h"
#include "plan/reorder.h"
#include "reason/reason.h"
#include "syntax/contract.h"

namespace omni::plan {

/// A region operation to be put in front of statement `index` of `block`.
struct Insertion {
    core::BlockId block;
    uint32_t index;
    core::StmtKind kind;      ///< RegionCreate, RegionExit, RegionOf, StackReserve
    core::RegionId region;
    DecisionId decision;
};

/// Decisions of one function in the form that rir/ builds from.
struct FunctionPlan {
    support::Table<core::RegionId, Region> regions;
    std::vector<analysis::Node> nodes;        ///< the function's nodes, representatives
    std::vector<core::RegionId> region_of;    ///< by position in `nodes`; None: immediates and constants only
    std::vector<core::RegionId> place;        ///< by StmtId index: region allocated in, or passed as dest
    std::vector<Insertion> insertions;        ///< in the order of emission for equal positions
    std::vector<std::pair<core::StmtId, DecisionId>> site_decisions;  ///< Place decisions, sorted by statement
    std::vector<DecisionId> header;
    DecisionId entry;                         ///< of what the closure entry makes, or None
    core::RegionId copied_out;                ///< local region whose returned objects are transmigrated to dest, or None
    core::RegionId dest;                      ///< the region passed by the caller, or None
    DecisionId copy_decision;

    /// A statement that makes objects, itself or through a callee; for the contracts on whole functions.
    struct Made {
        core::StmtId site;
        StorageClass choice;
        int64_t bytes;             ///< of the object; 0: unknown
        bool in_loop;
        reason::ReasonId because;
    };
    std::vector<Made> made;
    std::vector<bool> unique;                 ///< by position in `nodes`: in the heap, without counts
    std::vector<Borrow> borrows;              ///< of heap objects, sorted by variable
};

struct Plan {
    std::vector<FunctionPlan> functions;      ///< by FuncId index
    std::vector<std::string> paths;           ///< by FuncId index, see FunctionPaths
    support::Table<DecisionId, Decision> decisions;
    std::vector<BrokenContract> broken;
    std::vector<Growth> growing;
    std::vector<LateUse> late_uses;
    bool narrowed = false;                    ///< some function copies out what leaves it on some paths only
};

/// Decides for every function. `facts` is not const because finding representatives compresses paths and because
/// coalescing merges region classes. `moves`: what ReorderForRegions has moved.
Plan Decide(const core::Module& module, analysis::Facts& facts, reason::Ledger& ledger, const PlanOptions& options,
            const HeapPlan& heap, std::span<const syntax::Contract> contracts = {}, const Moves& moves = {});

}  // namespace omni::plan
