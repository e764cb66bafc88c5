#pragma once
// Region IR: core after planning. Every allocation names its region, every region its begin and end on each path, and
// every variable the storage node that its value may belong to. The node map is a certificate: rir/verify searches for
// nothing, it checks that each step agrees with the map and that the rules V0 to V11 of docs/rir.md hold on every path.
//
//   fn process (data: obj n0) dest -> obj n2
//     nodes    n0 outside {car: n0, cdr: n0}   n1 temp_region {car: n1, cdr: n1}   n2 dest
//     region.create temp_region
//     %temp = call build-tree(%data) into temp_region     ; n1   [n0 -> n0, n1 -> n1]
//     %result = call summarize(%temp) into dest           ; n2
//     region.exit temp_region
//     return %result

#include <string>
#include <utility>
#include <vector>

#include "core/core.h"
#include "core/field.h"
#include "plan/plan.h"
#include "reason/reason.h"
#include "support/id.h"
#include "support/table.h"

namespace omni::rir {

using core::RegionId;
using NodeId = support::Id<struct NodeTag>;  ///< storage node of one function

using core::FieldKind;
struct Field {
    FieldKind kind;
    uint16_t index;     ///< Captured, Param; Field: number of the field in the module; otherwise 0
    NodeId target;
};

using plan::Region;
using plan::RegionKind;

/// What the certificate says of one node: its region and what its fields may point to.
struct Node {
    RegionId region;              ///< None: only immediates and static constants belong to it
    bool allocated_into = false;  ///< this function or a callee allocates objects of it through RegionOf: never Stack
    bool any = false;             ///< nothing is known of its objects: each field leads to the node itself
    bool unique = false;          ///< Heap: there is one reference to each object, so no count is needed
    std::vector<Field> fields;    ///< sorted by (kind, index); none when `any`
};

/// How the nodes of a callee's interface (all nodes reachable from its parameters, captured variables and result) appear
/// in the caller, for one Call; for a MakeClosure: how those of the closure's function appear behind the Param, Result and
/// Captured fields of the closure's node. (A closure that is stored in a top-level variable has its Param and Result
/// nodes in the global region, because its callers are not known here.)
struct CallMap {
    core::StmtId call;            ///< Call or MakeClosure
    std::vector<std::pair<NodeId, NodeId>> nodes;  ///< callee node -> caller node, sorted by callee node
};

using plan::Borrow;

/// A function in region IR.
struct Function {
    core::Function code;
    bool takes_dest = false;                 ///< has a `Region *dest` parameter
    support::Table<RegionId, Region> regions;
    support::Table<NodeId, Node> nodes;
    std::vector<NodeId> node_of;             ///< by VarId index; None for scalars and values without objects
    NodeId result_node;                      ///< None: the result holds no object
    std::vector<CallMap> call_maps;          ///< sorted by call
    std::vector<Borrow> borrows;             ///< parameters and results of `if` and loops that borrow; sorted by variable
    std::vector<std::pair<core::StmtId, plan::DecisionId>> decisions;  ///< of region ops and allocations, sorted by stmt
    std::vector<plan::DecisionId> header;    ///< Place and Borrow decisions, in the order of the function's comment

    plan::DecisionId entry;                  ///< of what its closure entry makes for callers that do not know it

    [[nodiscard]] plan::DecisionId decision_of(core::StmtId stmt) const;
    /// The entry of `borrows`, or null: the variable owns what it is bound to.
    [[nodiscard]] const Borrow* borrow_of(core::VarId var) const;
};

/// A program in region IR. `functions` is indexed by core::FuncId.
struct Module {
    std::string name;
    bool has_exports = false;
    std::vector<Function> functions;
    support::Table<core::GlobalId, core::Global> globals;
    support::Table<core::ConstantId, core::Constant> constants;
    support::Table<core::StructId, core::StructType> structs;
    core::FuncId entry;
    source::FileId main_file;
    support::Table<plan::DecisionId, plan::Decision> decisions;
    reason::Ledger reasons;
    std::vector<plan::BrokenContract> broken;  ///< for diagnostics; not in the text form
    std::vector<plan::Growth> growing;
    std::vector<plan::LateUse> late_uses;
};

}  // namespace omni::rir
