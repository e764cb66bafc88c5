#pragma once
// Storage facts of a program: its storage graph, one summary for each function, and what escapes where.
//
// Functions are summarised bottom-up over the strongly connected components of the call graph; at a call the summary
// (the part of the graph that parameters, captured variables and result reach) is cloned into the caller: that is
// region polymorphism. Inside a component recursion is polymorphic too, within a bound: start from nothing, clone the
// last round's summary at recursive calls, at most three rounds (Tofte and Birkedal); when the summaries have not become
// stable by then, recursive calls share the nodes of the callee.

#include <utility>
#include <vector>

#include "analysis/storage_graph.h"
#include "core/core.h"
#include "reason/reason.h"

namespace omni::analysis {

/// Does a value of this representation and these kinds have a storage node?
[[nodiscard]] inline bool HoldsObject(core::Repr repr, core::KindSet kinds)
{
    return repr == core::Repr::Obj && (kinds & core::kind::kObject) != 0;
}

/// A statement that makes objects of `node`, itself or through a callee.
struct AllocSite {
    core::StmtId stmt;
    Node node;        ///< its region class is what the statement allocates in
    bool by_callee;   ///< the number of objects is unknown
};

/// What a call does with the callee's summary.
struct CallClone {
    core::StmtId call;
    std::vector<std::pair<Node, Node>> nodes;  ///< callee node, caller node
};

/// Where the objects of a region class live, seen from one function (design section 6).
enum class Escape : uint8_t {
    Local,    ///< does not leave the function: it owns them
    Dest,     ///< leaves with the result: made in the caller's region
    Holder,   ///< becomes part of a parameter's structure: made in the region that holds it
    Outside,  ///< the caller's; nothing is made here
    Global,   ///< until the program ends
};

/// Storage facts of one function.
struct FunctionFacts {
    std::vector<Node> node_of;          ///< by VarId index; kNoNode for values without objects
    Node result = kNoNode;
    Node dest = kNoNode;                ///< a node of the class that is made in `dest`; kNoNode: takes no dest
    std::vector<AllocSite> sites;       ///< in source order
    std::vector<AllocSite> latent;      ///< closures made: what a call of them would make, and where
    std::vector<CallClone> calls;       ///< in source order
    std::vector<std::pair<core::GlobalId, Node>> globals;  ///< what it reads from top-level variables, and what they are set to
    std::vector<Node> nodes;            ///< all nodes of the function, representatives, in order of discovery
    std::vector<Node> interface;        ///< those reached from parameters, captured variables and result
    bool recursion_shared = false;      ///< recursive calls share nodes: the bound on rounds was reached
};

/// Storage facts of a program.
struct Facts {
    StorageGraph graph;
    std::vector<FunctionFacts> functions;  ///< by FuncId index
    std::vector<std::vector<core::FuncId>> components;  ///< call graph, callees first
};

/// Computes the storage facts of a typed module. Verdicts that raise a node to global storage are written to the ledger.
Facts ComputeStorage(const core::Module& module, reason::Ledger& ledger);

/// Nodes reached from `roots` through pointers only, or through all edges; representatives, each once.
std::vector<Node> Reach(StorageGraph& graph, const std::vector<Node>& roots, bool pointers_only);

/// Text of the facts, for `--print=storage`.
std::string PrintStorage(const core::Module& module, Facts& facts);

}  // namespace omni::analysis
