#include "plan/reorder.h"

#include <algorithm>
#include <optional>

#include "analysis/escape.h"
#include "core/spoken_name.h"
#include "plan/heap_scope.h"
#include "plan/place.h"
#include "plan/structure.h"

namespace omni::plan {
namespace {

// Farther moves make C that is hard to follow, and the search for them takes long.
constexpr size_t kMostMoved = 8;      ///< operations that are moved together
constexpr uint32_t kFarthestMove = 64;  ///< statements of the block between them and the first that they stand behind

using analysis::kNoNode;
using analysis::Node;
using core::BlockId;
using core::Prim;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using core::StorageEffect;

/// Operations of the table that are checked, but cannot fail on an operand that is known to be of this kind.
core::KindSet SafeOn(Prim prim)
{
    switch (prim) {
    case Prim::StringLength: return core::kind::kString;
    case Prim::VectorLength: return core::kind::kVector;
    case Prim::BytesLength: return core::kind::kBytes;
    case Prim::DictCount: return core::kind::kDict;
    case Prim::Car:
    case Prim::Cdr: return core::kind::kPair;
    default: return core::kind::kNone;
    }
}

class Reorderer {
public:
    Reorderer(core::Module& module, core::Function& function, analysis::Facts& facts, HeapScope& scope,
              const HeapPlan& heap, std::unordered_map<uint32_t, support::Symbol>& moved)
        : module_(module), function_(function), graph_(facts.graph), mine_(facts.functions[function.id.index()]),
          scope_(scope), heap_(heap), moved_(moved)
    {
    }

    void Run()
    {
        FindCandidates();
        if (candidates_.empty()) {
            return;
        }
        structure_.emplace(function_);
        FindMentions();
        for (const Mentions& mentions : mentions_) {
            MoveUses(mentions);
        }
    }

private:
    core::Module& module_;
    core::Function& function_;
    analysis::StorageGraph& graph_;
    const analysis::FunctionFacts& mine_;
    HeapScope& scope_;
    const HeapPlan& heap_;
    std::unordered_map<uint32_t, support::Symbol>& moved_;
    std::optional<Structure> structure_;                                ///< of the code as it is now
    std::unordered_map<Node, uint32_t> candidates_;                     ///< region class -> index
    std::vector<Mentions> mentions_;                                    ///< by candidate
    std::unordered_map<Node, std::vector<uint32_t>> candidates_reached_;  ///< by node: from its objects

    [[nodiscard]] Node NodeOf(core::VarId var) const
    {
        return var.valid() ? mine_.node_of[var.index()] : kNoNode;
    }

    /// The region classes that this function makes and ends, when their objects will not be few and small.
    void FindCandidates()
    {
        for (const analysis::AllocSite& site : mine_.sites) {
            const Stmt& stmt = function_.stmts[site.stmt];
            const StorageEffect effect = stmt.kind == StmtKind::Prim ? core::Info(stmt.prim).storage : StorageEffect::None;
            const bool small = stmt.kind == StmtKind::MakeClosure || effect == StorageEffect::FreshPair ||
                               effect == StorageEffect::FreshStruct || effect == StorageEffect::FreshCell ||
                               effect == StorageEffect::Box;
            if (!small && scope_.EscapeOf(function_.id, site.node) == analysis::Escape::Local &&
                heap_.nodes.count(graph_.Find(site.node)) == 0) {
                candidates_.emplace(graph_.ClassOf(site.node), static_cast<uint32_t>(candidates_.size()));
            }
        }
        mentions_.resize(candidates_.size());
    }

    const std::vector<uint32_t>& Reached(core::VarId var)
    {
        static const std::vector<uint32_t> kNothing;
        if (NodeOf(var) == kNoNode) {
            return kNothing;
        }
        const auto [at, is_new] = candidates_reached_.try_emplace(graph_.Find(NodeOf(var)));
        if (is_new) {
            for (const Node node : analysis::Reach(graph_, {NodeOf(var)}, true)) {
                const auto candidate = candidates_.find(graph_.ClassOf(node));
                if (candidate != candidates_.end() &&
                    std::find(at->second.begin(), at->second.end(), candidate->second) == at->second.end()) {
                    at->second.push_back(candidate->second);
                }
            }
        }
        return at->second;
    }

    void FindMentions()
    {
        const auto mention = [&](std::vector<StmtId> Mentions::*list, core::VarId var, StmtId id) {
            for (const uint32_t candidate : Reached(var)) {
                (mentions_[candidate].*list).push_back(id);
            }
        };
        for (const StmtId id : structure_->order()) {
            const Stmt& stmt = function_.stmts[id];
            mention(&Mentions::bindings, stmt.result, id);
            for (const core::VarId var : function_.loop_params_of(stmt)) {
                mention(&Mentions::bindings, var, id);
            }
            for (const core::Atom atom : function_.args(stmt)) {
                if (atom.is_var()) {
                    mention(&Mentions::uses, atom.var(), id);
                }
            }
        }
        for (const auto* list : {&mine_.sites, &mine_.latent}) {
            for (const analysis::AllocSite& site : *list) {
                const auto candidate = candidates_.find(graph_.ClassOf(site.node));
                if (structure_->is_placed(site.stmt) && candidate != candidates_.end()) {
                    mentions_[candidate->second].bindings.push_back(site.stmt);
                }
            }
        }
    }

    void MoveUses(const Mentions& mentions)
    {
        if (mentions.bindings.empty()) {
            return;
        }
        const BlockId block = HomeOf(*structure_, mentions.bindings).block;
        std::vector<uint32_t> at;
        for (const auto* list : {&mentions.bindings, &mentions.uses}) {
            for (const StmtId id : *list) {
                at.push_back(structure_->Within(block, id).index);
            }
        }
        std::sort(at.begin(), at.end());
        at.erase(std::unique(at.begin(), at.end()), at.end());
        // What can move is the longest tail of the mentions that fits behind the one before it.
        for (size_t first = at.size() > kMostMoved ? at.size() - kMostMoved : 1; first < at.size(); ++first) {
            const std::vector<uint32_t> tail(at.begin() + static_cast<std::ptrdiff_t>(first), at.end());
            if (tail.back() - at[first - 1] <= kFarthestMove && Fits(block, at[first - 1], tail)) {
                Move(block, at[first - 1], tail);
                structure_.emplace(function_);
                return;
            }
        }
    }

    /// May the statements at `tail` stand right behind `last`, and does something make objects there meanwhile?
    bool Fits(BlockId block, uint32_t last, const std::vector<uint32_t>& tail)
    {
        const auto& stmts = function_.blocks[block].stmts;
        std::vector<StmtId> crossed;
        bool gains = false;
        for (uint32_t i = last + 1; i <= tail.back(); ++i) {
            if (!std::binary_search(tail.begin(), tail.end(), i)) {
                if (structure_->diverges(stmts[i]) || !structure_->falls_through(stmts[i])) {
                    return false;
                }
                crossed.push_back(stmts[i]);
                gains = gains || MakesObjects(function_, stmts[i]);
            } else if (!IsMovable(stmts[i]) ||
                       !std::all_of(crossed.begin(), crossed.end(), [&](StmtId id) { return MayCross(stmts[i], id); })) {
                return false;
            }
        }
        return gains;
    }

    [[nodiscard]] bool NeverFails(const Stmt& stmt) const
    {
        if (stmt.kind != StmtKind::Prim) {
            return stmt.kind == StmtKind::Move || stmt.kind == StmtKind::MakeClosure ||
                   stmt.kind == StmtKind::LoadGlobal;
        }
        const auto args = function_.args(stmt);
        const core::KindSet safe = SafeOn(stmt.prim);
        return core::Info(stmt.prim).is_pure() ||
               (safe != 0 && args[0].is_var() && (function_.vars[args[0].var()].kinds & ~safe) == 0);
    }

    [[nodiscard]] bool IsMovable(StmtId id) const
    {
        const Stmt& stmt = function_.stmts[id];
        if (stmt.kind != StmtKind::Prim || !stmt.result.valid() || function_.vars[stmt.result].assigned) {
            return false;
        }
        const core::PrimInfo& info = core::Info(stmt.prim);
        const auto args = function_.args(stmt);
        const bool only_looks = !info.has_effect() && !info.allocates() && !info.never_returns() && !info.Has('R') &&
                                (info.storage == StorageEffect::None || info.storage == StorageEffect::LoadCar ||
                                 info.storage == StorageEffect::LoadCdr || info.storage == StorageEffect::LoadField) &&
                                (info.is_pure() || SafeOn(stmt.prim) != 0 || stmt.prim == Prim::ListLength);
        const core::PlaceId place = scope_.use().FieldReadBy(stmt);
        return only_looks && !(place.valid() && scope_.use().IsEverSet(place)) && std::all_of(args.begin(), args.end(), [&](core::Atom arg) {
                   return !arg.is_var() || (!function_.vars[arg.var()].assigned &&
                                            (NodeOf(arg.var()) == kNoNode || IsNeverChanged(NodeOf(arg.var()))));
               });
    }

    /// Nor is it in the heap, whose operations have their order.
    [[nodiscard]] bool IsNeverChanged(Node node) const
    {
        const Node found = graph_.Find(node);
        return heap_.nodes.count(found) == 0 && scope_.ChangesOf(found).empty() && (graph_.flags(found) & analysis::kAny) == 0;
    }

    /// May `moving` be computed before `crossed`, and all that stands inside it, without anybody noticing?
    [[nodiscard]] bool MayCross(StmtId moving, StmtId crossed) const
    {
        const Stmt& mover = function_.stmts[moving];
        const Stmt& stmt = function_.stmts[crossed];
        const auto args = function_.args(mover);
        const bool defines = stmt.result.valid() && std::find(args.begin(), args.end(), core::Atom(stmt.result)) != args.end();
        if (defines || (!NeverFails(mover) && !NeverFails(stmt))) {
            return false;
        }
        switch (stmt.kind) {
        case StmtKind::Prim:
            return stmt.prim != Prim::RegionMark && stmt.prim != Prim::PairSetCdr &&
                   !core::Info(stmt.prim).never_returns();
        case StmtKind::Call: return !module_.functions[stmt.callee].is_extern;
        case StmtKind::CallClosure: return false;
        case StmtKind::If:
        case StmtKind::Loop:
            return std::all_of(std::begin(stmt.blocks), std::end(stmt.blocks), [&](BlockId block) {
                return !block.valid() || std::all_of(function_.blocks[block].stmts.begin(), function_.blocks[block].stmts.end(),
                                                     [&](StmtId inner) { return MayCross(moving, inner); });
            });
        default: return !core::IsHeapOperation(stmt.kind);
        }
    }

    void Move(BlockId block, uint32_t last, const std::vector<uint32_t>& tail)
    {
        auto& stmts = function_.blocks[block].stmts;
        uint32_t target = last + 1;
        for (const uint32_t index : tail) {
            const StmtId id = stmts[index];
            if (index != target) {
                for (core::Trivia& trivia : function_.trivia) {
                    if (trivia.stmt == id) {
                        trivia.stmt = stmts[index + 1];  // a comment stays where it is
                    }
                }
                moved_.insert_or_assign(id.index(), NameOfFirstMade(block, target, index));
                std::rotate(stmts.begin() + target, stmts.begin() + index, stmts.begin() + index + 1);
            }
            ++target;
        }
    }

    support::Symbol NameOfFirstMade(BlockId block, uint32_t from, uint32_t to) const
    {
        const auto& stmts = function_.blocks[block].stmts;
        for (uint32_t i = from; i < to; ++i) {
            const Stmt& stmt = function_.stmts[stmts[i]];
            if (MakesObjects(function_, stmts[i])) {
                return stmt.result.valid()            ? function_.vars[stmt.result].name
                       : stmt.kind == StmtKind::Call ? core::SpokenName(module_.functions[stmt.callee])
                                                     : function_.name;
            }
        }
        return function_.name;
    }
};

}  // namespace

Moves ReorderForRegions(core::Module& module, analysis::Facts& facts, const HeapPlan& heap, const PlanOptions& options)
{
    Moves moves(module.functions.size());
    if (!options.reorder || !options.nonlexical || options.mode == Mode::Coarse) {
        return moves;
    }
    HeapScope scope(module, facts);
    for (core::Function& function : module.functions) {
        if (!function.is_extern) {
            Reorderer(module, function, facts, scope, heap, moves[function.id.index()]).Run();
        }
    }
    return moves;
}

}  // namespace omni::plan
