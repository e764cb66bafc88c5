#pragma once
// What must be counted together: the closure of a node over everything that holds it or is held by it, in all functions
// that make such objects.

#include <optional>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "analysis/storage.h"
#include "core/place_use.h"
#include "plan/global_links.h"
#include "plan/heap.h"

namespace omni::plan {

class Structure;

/// Facts of the program that closures share; computed once.
class HeapScope {
public:
    HeapScope(const core::Module& module, analysis::Facts& facts);

    analysis::Escape EscapeOf(core::FuncId function, analysis::Node node);
    /// A reference in objects of a node is changed, here or below.
    struct Change {
        core::PlaceId place;  ///< the field; None: it is no field that a store of its own can set
        source::Span by;      ///< the store, or the call
        bool links;           ///< to an object, and not to a constant
        bool again;           ///< it happens in a loop or a recursion
        bool takes_out;       ///< an object that the field held may not be there any longer
    };
    [[nodiscard]] const std::vector<Change>& ChangesOf(analysis::Node node) const;
    /// Does the edge stand for the field that is changed?
    [[nodiscard]] bool IsOf(const Change& change, const analysis::StorageGraph::Edge& edge) const
    {
        return change.place.valid() && use_.PlaceOf(edge.kind, edge.index) == change.place;
    }
    [[nodiscard]] bool has_changes() const { return !changed_.empty(); }
    /// Could objects of the node become part of a cycle by the change? What is counted would never be freed.
    [[nodiscard]] bool MayMakeCycle(core::FuncId function, analysis::Node node, const Change& change) const;
    /// May an error leave the function for a guard around it?
    [[nodiscard]] bool IsLeftByErrors(core::FuncId function) const { return left_by_errors_[function.index()]; }
    /// Does a function that it calls call it, other than it itself?
    [[nodiscard]] bool IsCalledBack(core::FuncId function) const { return called_back_[function.index()]; }
    /// Calls of a function: who, and which.
    struct Caller {
        core::FuncId function;
        const analysis::CallClone* call;
    };
    [[nodiscard]] const std::vector<Caller>& callers(core::FuncId function) const { return callers_[function.index()]; }
    /// Functions that read or set a top-level variable.
    [[nodiscard]] const std::vector<core::FuncId>& users(core::GlobalId global) const { return users_[global.index()]; }
    [[nodiscard]] const GlobalLinks& links() const { return links_; }
    [[nodiscard]] const core::PlaceUse& use() const { return use_; }

private:
    const core::Module& module_;
    analysis::Facts& facts_;
    std::unordered_map<uint32_t, std::unordered_map<analysis::Node, analysis::Escape>> escapes_;
    std::unordered_map<analysis::Node, std::vector<Change>> changed_;
    std::vector<bool> left_by_errors_, called_back_;
    std::vector<std::vector<Caller>> callers_;
    std::vector<std::vector<core::FuncId>> users_;
    const GlobalLinks links_;
    const core::PlaceUse use_;

    void FindChanges();
    void NoteChange(const core::Function& function, const Structure& structure, core::StmtId id, bool again);
    bool AddChange(analysis::Node node, const Change& change);
    void FindLeftByErrors();
};

/// Why a node cannot be in the heap.
struct HeapObstacle {
    reason::ReasonKind kind;
    source::Span expression;
    support::Symbol subject;
};

/// Which functions may have versions for heap objects, a class vector each, while the function itself builds in regions.
enum class Workers : uint8_t {
    None,
    OfLibrary,  ///< others build in the heap for all callers
    OfProgram,  ///< all
};

class HeapClosure {
public:
    /// `plan`: what is in the heap already. `with_parts`: what the objects hold goes to the heap as well when it is made
    /// here; otherwise it stays in its region, which outlives them. `with_workers`: which function that also builds
    /// for others may have a version for these objects.
    HeapClosure(const core::Module& module, analysis::Facts& facts, HeapScope& scope, const HeapPlan& plan,
                bool with_parts, Workers with_workers);

    /// Closes over `nodes` of their owner; an obstacle when that is not possible.
    std::optional<HeapObstacle> Close(core::FuncId owner, const std::vector<analysis::Node>& nodes);
    [[nodiscard]] const NodeSet& nodes() const { return nodes_; }
    /// Top-level variables that hold such objects, by GlobalId.
    [[nodiscard]] const std::vector<bool>& globals() const { return globals_; }
    /// Nodes whose objects hold, as a caller knows, heap objects in fields that the function has never heard of: what it does
    /// not know it cannot hand over, so it does not take such objects apart.
    [[nodiscard]] NodeSet OpenNodes();
    /// Functions that make, take over or own such objects, in the order of their ids.
    [[nodiscard]] std::vector<core::FuncId> functions() const;
    /// Functions that need a version of their own for these objects, with the calls that need it.
    [[nodiscard]] std::vector<HeapWorker> workers() const;

private:
    const core::Module& module_;
    analysis::Facts& facts_;
    analysis::StorageGraph& graph_;
    HeapScope& scope_;
    const HeapPlan& plan_;
    const bool with_parts_;
    const Workers with_workers_;
    NodeSet nodes_;
    std::vector<bool> globals_;
    std::unordered_set<const std::vector<GlobalLinks::Known>*> linked_;  ///< sets that have been pushed
    std::set<core::FuncId> workers_;
    std::unordered_map<uint32_t, std::unordered_set<analysis::Node>> of_function_;
    std::vector<std::pair<core::FuncId, analysis::Node>> work_;

    void Push(core::FuncId function, analysis::Node node);
    std::optional<HeapObstacle> Visit(core::FuncId function, analysis::Node node);
    std::optional<HeapObstacle> CheckMakers(const core::Function& function, analysis::Node node);
    std::optional<HeapObstacle> PushSameAs(core::FuncId function, analysis::Node node);
    [[nodiscard]] bool HoldsManyTimes(const core::Function& function, const core::Stmt& stmt) const;
    [[nodiscard]] bool MayBePart(core::FuncId function, analysis::Node node);
    using Seen = std::set<std::pair<core::FuncId, analysis::Node>>;
    [[nodiscard]] bool HoldsUncounted(core::FuncId function, analysis::Node node, Seen& seen) const;
    [[nodiscard]] bool IsInHeapAbove(core::FuncId function, analysis::Node node, Seen& seen) const;
    void PushUncounted();
    [[nodiscard]] bool MaySetFieldOf(const core::Function& function, core::StmtId stmt, analysis::Node node) const;
    [[nodiscard]] std::optional<HeapObstacle> CheckChanges() const;
    [[nodiscard]] std::optional<HeapObstacle> CheckHolders();
    void PushBeginnings(const core::Function& function, analysis::Node node);
    std::optional<HeapObstacle> FollowCalls();
    std::optional<HeapObstacle> FollowCallers();
    [[nodiscard]] bool IsIn(core::FuncId function, analysis::Node node) const;
    [[nodiscard]] bool MayHaveWorker(core::FuncId function) const;
};

}  // namespace omni::plan
