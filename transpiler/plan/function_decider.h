#pragma once
// Decides for one function; see decide.h. Split by step over decide*.cpp.

#include <optional>
#include <unordered_map>

#include "analysis/liveness.h"

#include "plan/decide.h"
#include "plan/heap.h"
#include "plan/on_demand.h"
#include "plan/place.h"
#include "plan/structure.h"

namespace omni::plan {

using analysis::Node;

/// Everything that is decided about one region class of the function.
struct ClassInfo {
    analysis::Escape escape = analysis::Escape::Local;
    std::vector<Node> members;
    std::vector<core::StmtId> sites;      ///< statements that make objects in it, in source order
    std::vector<core::StmtId> latent;     ///< statements that make closures whose calls would make objects in it
    bool by_callee = false;               ///< some site is a call: the number of objects is unknown
    bool allocated_into = false;
    Mentions mentions;                    ///< filled for classes that the function owns
    std::vector<core::VarId> vars;        ///< variables whose own objects belong to it, in order of binding
    core::RegionId region;                ///< None when nothing is made in it
    bool on_stack = false;
    bool in_scratch = false;              ///< its region begins in the C frame
    int64_t frame_bytes = 0;              ///< all that callees build in it lies in the C frame; 0: not known to
    bool in_heap = false;
    uint32_t merged_into = 0;             ///< itself, or the class that took its place
    std::vector<Rejected> rejected;
};

class FunctionDecider {
public:
    FunctionDecider(const core::Module& module, const core::Function& function, analysis::Facts& facts,
                    reason::Ledger& ledger, const PlanOptions& options, const HeapPlan& heap,
                    std::span<const syntax::Contract> contracts, OnDemand& on_demand, Plan& plan);
    void Run();
    /// Statements of the function that ReorderForRegions has moved.
    void TellMoves(const Moves::value_type& moved) { moved_ = &moved; }

private:
    const core::Module& module_;
    const core::Function& function_;
    analysis::Facts& facts_;
    analysis::StorageGraph& graph_;
    const analysis::FunctionFacts& mine_;
    reason::Ledger& ledger_;
    const PlanOptions& options_;
    const HeapPlan& heap_;
    const std::span<const syntax::Contract> contracts_;
    OnDemand& on_demand_;
    Plan& plan_;
    FunctionPlan& out_;
    const Structure structure_;
    const Moves::value_type* moved_ = nullptr;        ///< null: none
    std::optional<analysis::Liveness> liveness_;      ///< computed when first asked for

    std::vector<ClassInfo> classes_;                  ///< in order of their first node
    std::unordered_map<uint64_t, uint32_t> class_index_;  ///< by graph class, and whether in the heap
    std::unordered_map<Node, std::vector<uint32_t>> reach_;  ///< node -> owned classes that it reaches
    std::unordered_map<std::string, uint32_t> used_names_, used_paths_;

    // decide.cpp: facts of the function, gathered by region class
    void CollectClasses();
    void CollectSites();
    void CollectMentions();
    void CoalesceBoxes();
    [[nodiscard]] uint32_t ClassIndex(Node node);
    const std::vector<uint32_t>& OwnedReach(Node node);
    [[nodiscard]] bool IsOwned(const ClassInfo& info) const;
    /// Is something made in it, here or by a closure that is made here?
    [[nodiscard]] static bool HasObjects(const ClassInfo& info) { return !info.sites.empty() || !info.latent.empty(); }
    void MergeInto(uint32_t keep, uint32_t gone);
    void AssignRegions();
    void AssignPlaces();

    // decide_narrow.cpp: what leaves the function on some paths only
    struct Leaving {
        reason::ReasonKind why = reason::ReasonKind::Count;  ///< which row of the matrix
        int64_t bytes = 0;              ///< of the largest structure that is returned
        std::vector<Node> roots;        ///< nodes that are returned
        reason::ReasonId not_in_dest;   ///< why the caller's region is worse
        bool on_some_paths = false;     ///< each life of the objects has a way on which they die
        bool in_iterations = false;     ///< they live within an iteration of a loop
        bool much_is_made = false;      ///< any number of bytes
    };
    std::optional<Leaving> narrowed_;
    [[nodiscard]] bool CanBeCopiedOut();
    void AssignCopiedOut();
    [[nodiscard]] Mentions MentionsOf(uint32_t index);
    [[nodiscard]] core::VarId ReturnedAt(const Exit& exit);
    [[nodiscard]] bool IsMadeBefore(const ClassInfo& info, Position position) const;
    [[nodiscard]] bool IsBuiltByRecursion(const ClassInfo& info) const;
    [[nodiscard]] Leaving FindLeaving(uint32_t index);
    void DecideNarrowing();
    [[nodiscard]] reason::ReasonId NarrowedReason();

    // decide_heap.cpp: what heap.h has decided, as decisions
    [[nodiscard]] bool InHeap(Node node) const { return heap_.nodes.count(graph_.Find(node)) != 0; }
    [[nodiscard]] uint64_t ClassKey(Node node) const { return uint64_t{graph_.ClassOf(node)} * 2 + (InHeap(node) ? 1 : 0); }
    [[nodiscard]] reason::ReasonId HeapReason(const ClassInfo& info);
    void RejectHeap(ClassInfo& info);
    void DecideHeapOperations();
    [[nodiscard]] bool TakesOver(core::VarId param) const;

    // decide_stack.cpp: which classes live in the C frame
    void DecideStack(ClassInfo& info);

    // decide_region.cpp: lives of owned regions and of handles
    struct Life {
        uint32_t class_index;
        RegionLife life;
    };
    void PlaceOwned();
    void Coalesce(std::vector<Life>& lives);
    void EmitLife(const Life& life);
    [[nodiscard]] bool IsCopiedAtReturn(const Life& life);
    void EmitExits(const Life& life);
    void EmitHandles();
    void SortInsertions();

    // decide_loop.cpp: regions of one iteration
    void HoistOutOfLoops(std::vector<Life>& lives);
    [[nodiscard]] bool MakesObjectsAfter(Position position) const;

    // decide_scratch.cpp: regions whose first chunk lies in the C frame; the coarse mode
    void DecideScratch(const Life& life);
    [[nodiscard]] int64_t BytesInLife(const ClassInfo& info, core::BlockId home) const;
    [[nodiscard]] bool IsMadeOfFew(const ClassInfo& info, core::BlockId home) const;
    void PlaceCoarsely(std::vector<Life>& lives);
    [[nodiscard]] core::BlockId CoarseScope(core::BlockId block) const;
    [[nodiscard]] bool is_coarse() const { return options_.mode == Mode::Coarse; }

    // contracts.cpp: what the program asks for
    struct Asked {
        const syntax::Contract* contract;
        uint32_t class_index;
        support::Symbol binding;
        core::StmtId site;              ///< the expression that it stands in front of, or None
    };
    std::vector<Asked> asked_;
    void FindContracts();
    void NoteMade();
    void CheckContracts();
    void CheckContract(const Asked& asked);
    [[nodiscard]] bool WantsRegion(const ClassInfo& info) const;
    [[nodiscard]] StorageClass ChoiceOf(const ClassInfo& info) const;

    // region_scopes.cpp: regions of the source
    void CheckRegionScopes();
    void CheckRegionEnd(core::StmtId begin, core::StmtId end);
    [[nodiscard]] bool IsMadeBetween(const ClassInfo& info, core::StmtId begin, core::StmtId end, core::StmtId& made) const;
    [[nodiscard]] bool IsBehind(core::StmtId end, core::StmtId stmt) const;

    // growth.cpp: loops that never end
    void FindGrowth(const std::vector<Life>& lives);
    [[nodiscard]] bool IsLeft(core::BlockId body) const;

    // decide_reason.cpp: names, reasons, decisions
    DecisionId AddDecision(DecisionKind kind, support::Symbol subject, StorageClass choice, const std::string& region,
                           source::Span site, reason::ReasonId because, std::vector<Rejected> rejected = {});
    reason::ReasonId Because(reason::ReasonKind kind, source::Span expression = {}, support::Symbol subject = {},
                             std::vector<support::Symbol> names = {}, int64_t number = 0, int64_t limit = 0);
    [[nodiscard]] std::vector<support::Symbol> NamesOf(const ClassInfo& info) const;
    [[nodiscard]] support::Symbol SubjectOf(const ClassInfo& info) const;
    [[nodiscard]] std::string RegionName(const ClassInfo& info);
    [[nodiscard]] std::string UniqueRegionName(support::Symbol holds);
    [[nodiscard]] reason::ReasonId CreateReason(const ClassInfo& info, const RegionLife& life);
    [[nodiscard]] reason::ReasonId ExitReason(const ClassInfo& info, const Exit& exit);
    [[nodiscard]] reason::ReasonId PlaceReason(const ClassInfo& info, core::VarId var, source::Span place,
                                               const RegionLife* life);
    [[nodiscard]] reason::ReasonId ResetReason(const ClassInfo& info, const Reset& reset);
    /// The variable of the class whose last use is the region's, when another variable of it dies before.
    [[nodiscard]] core::VarId LastToDie(const ClassInfo& info, const RegionLife& life);
    [[nodiscard]] reason::ReasonId HolderReason(const ClassInfo& info);
    void DecidePlaces(const std::vector<Life>& lives);
    [[nodiscard]] support::Symbol MakerOf(const core::Stmt& stmt) const;
    [[nodiscard]] support::Symbol MakerOf(const ClassInfo& info) const;
    void AddGuard(const core::Stmt& stmt, DecisionId decision);
    void DecideUnkept();
    void DecideEntry();

    // decide_params.cpp: what it does with what its caller gives it
    [[nodiscard]] bool IsChanged(const std::vector<Node>& nodes);
    [[nodiscard]] support::Symbol ChangerOf(const std::vector<Node>& nodes);
    [[nodiscard]] support::Symbol HolderOf(const std::vector<Node>& nodes);
    [[nodiscard]] std::pair<reason::ReasonKind, support::Symbol> UseOfParam(Node node, const std::vector<Node>& from_result);
    void DecideParams();
};

/// Contracts on functions: once all functions are decided.
void CheckFunctionContracts(const core::Module& module, const analysis::Facts& facts,
                            std::span<const syntax::Contract> contracts, Plan& plan);

}  // namespace omni::plan
