// Which nodes are worth the heap, of those that heap_candidates.h finds.
// Each candidate is a trial: the set of nodes is closed over everything that must be counted together, operations are
// placed in a copy of the functions concerned, and only when something is freed inside the loop is the copy kept. What
// cannot be counted soundly stays in regions, and the reason is written down.

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "analysis/escape.h"
#include "core/added_constants.h"
#include "plan/heap_candidates.h"
#include "plan/heap_counts.h"
#include "plan/heap_function.h"
#include "plan/heap_scope.h"
#include "plan/heap_trial.h"

namespace omni::plan {
namespace {

using analysis::kNoNode;
using analysis::Node;
using core::FuncId;
using reason::ReasonKind;

class HeapPlanner {
public:
    HeapPlanner(core::Module& module, analysis::Facts& facts, reason::Ledger& ledger, const PlanOptions& options,
                std::span<const syntax::Contract> contracts, bool with_workers)
        : module_(module), facts_(facts), graph_(facts.graph), ledger_(ledger), options_(options),
          wishes_(HeapWishes(module, facts, contracts)), scope_(module, facts),
          candidates_(module, facts, scope_), with_workers_(with_workers)
    {
        plan_.functions.resize(module.functions.size());
        plan_.globals.resize(module.globals.size());
    }

    HeapPlan Run()
    {
        const std::vector<HeapCandidate> of_globals = candidates_.OfGlobals();
        if (!of_globals.empty() || scope_.has_changes()) {
            nothing_ = core::AddedConstants().Get(module_, core::ConstantKind::Nothing, 0);
        }
        for (const HeapWish& wish : wishes_) {
            if (wish.contract->kind == syntax::ContractKind::Heap) {
                TryWish(wish.function, wish.node, *wish.contract);
            }
        }
        TryReplaced(of_globals);
        TryReplaced(candidates_.OfFields());
        for (const core::Function& function : module_.functions) {
            if (!function.is_extern) {
                TryFunction(function);
            }
        }
        for (const HeapCandidates::Contained& held : candidates_.InContainers()) {
            if (plan_.nodes.count(held.node) == 0) {
                const core::Function& owner = module_.functions[held.function];
                Reject(owner, held.node, Because(owner, ReasonKind::HeldInContainer, held.by));
            }
        }
        Apply();
        FindCounts(module_, facts_, ledger_, options_, scope_, plan_);
        if (options_.reuse) {
            PassCells(module_, facts_, ledger_, scope_.use(), plan_);
        }
        return std::move(plan_);
    }

private:
    core::Module& module_;
    analysis::Facts& facts_;
    analysis::StorageGraph& graph_;
    reason::Ledger& ledger_;
    const PlanOptions& options_;
    const std::vector<HeapWish> wishes_;
    HeapScope scope_;
    HeapPlan plan_;
    HeapCandidates candidates_;
    const bool with_workers_;
    core::ConstantId nothing_;  ///< what an emptied variable or field holds

    void TryReplaced(const std::vector<HeapCandidate>& candidates)
    {
        for (const HeapCandidate& candidate : candidates) {
            const core::Function& owner = module_.functions[candidate.function];
            if (plan_.nodes.count(candidate.node) != 0 || !IsMade(owner, candidate.node)) {
                continue;
            }
            if (!options_.heap) {
                Reject(owner, candidate.node, WithoutHeap(owner));
                continue;
            }
            Try(owner, {candidate.node}, candidate);
        }
    }

    /// Does the program make the objects? Constants need no owner.
    [[nodiscard]] bool IsMade(const core::Function& owner, Node node)
    {
        const auto& same = scope_.links().SameAs(owner.id, node);
        return (graph_.flags(node) & analysis::kAllocated) != 0 || std::any_of(same.begin(), same.end(), [&](const GlobalLinks::Known& known) {
            return (graph_.flags(known.second) & analysis::kAllocated) != 0;
        });
    }

    /// What one search builds on several of its parameters is tried together: one alone may not be worth it.
    void TrySearches(const core::Function& function)
    {
        std::set<std::pair<FuncId, Node>> seen;
        std::map<FuncId, std::vector<Node>> nodes;  // by the function that searches
        for (const HeapCandidate& candidate : candidates_.Of(function.id)) {
            const Node node = graph_.Find(candidate.node);
            if (candidate.kind == HeapCandidate::Backtracking && plan_.nodes.count(node) == 0 &&
                scope_.EscapeOf(function.id, node) == analysis::Escape::Local &&
                seen.emplace(candidate.function, node).second) {
                nodes[candidate.function].push_back(node);
            }
        }
        for (const HeapCandidate& candidate : candidates_.Of(function.id)) {
            const auto together = nodes.find(candidate.function);
            if (candidate.kind == HeapCandidate::Backtracking && together != nodes.end()) {
                if (together->second.size() > 1) {
                    Try(function, together->second, candidate);
                }
                nodes.erase(together);
            }
        }
    }

    void TryFunction(const core::Function& function)
    {
        if (options_.heap) {
            TrySearches(function);
        }
        std::set<Node> tried;
        for (const HeapCandidate& candidate : candidates_.Of(function.id)) {
            const Node node = graph_.Find(candidate.node);
            if (plan_.nodes.count(node) != 0 || scope_.EscapeOf(function.id, node) != analysis::Escape::Local ||
                !tried.insert(graph_.ClassOf(node)).second) {
                continue;
            }
            if (!options_.heap) {
                Reject(function, node, WithoutHeap(function));
                continue;
            }
            Try(function, {node}, candidate);
        }
    }

    /// Tries the node in each function that owns it: the function of the contract, or callers that get it.
    void TryWish(FuncId id, Node node, const syntax::Contract& contract)
    {
        std::set<std::pair<uint32_t, Node>> seen;
        std::vector<std::pair<FuncId, Node>> work{{id, graph_.Find(node)}};
        while (!work.empty()) {
            const auto [at, wanted] = work.back();
            work.pop_back();
            if (plan_.nodes.count(wanted) != 0 || !seen.emplace(at.index(), wanted).second) {
                continue;
            }
            if (scope_.EscapeOf(at, wanted) != analysis::Escape::Local) {
                for (const HeapScope::Caller& caller : scope_.callers(at)) {
                    for (const auto& [from, to] : caller.call->nodes) {
                        if (graph_.Find(from) == wanted) {
                            work.emplace_back(caller.function, graph_.Find(to));
                        }
                    }
                }
                continue;
            }
            const core::Function& owner = module_.functions[at];
            if (!options_.heap) {
                Reject(owner, wanted, WithoutHeap(owner));
                continue;
            }
            Try(owner, {wanted}, {HeapCandidate::Wished, {}, {}, wanted}, &contract);
        }
    }

    reason::ReasonId WithoutHeap(const core::Function& function)
    {
        return options_.heap_unproven.valid()
                   ? Because(function, ReasonKind::HeapNotProven, {}, options_.heap_unproven)
                   : Because(function, ReasonKind::SwitchedOff, {}, support::Intern("--no-heap"));
    }

    /// The contract that keeps one of the nodes out of the heap, or null.
    [[nodiscard]] const syntax::Contract* WantedElsewhere(const NodeSet& nodes)
    {
        for (const HeapWish& wish : wishes_) {
            const bool new_here = nodes.count(graph_.Find(wish.node)) != 0 && plan_.nodes.count(graph_.Find(wish.node)) == 0;
            if (wish.contract->kind == syntax::ContractKind::Region && new_here) {
                return wish.contract;
            }
        }
        return nullptr;
    }

    /// Wherever a top-level variable leads to the objects.
    void Reject(const core::Function& function, Node node, reason::ReasonId because)
    {
        RejectClass(node, because);
        for (const GlobalLinks::Known& known : scope_.links().SameAs(function.id, node)) {
            RejectClass(known.second, because);
        }
    }

    void RejectClass(Node node, reason::ReasonId because)
    {
        std::vector<Rejected>& known = plan_.rejected[graph_.ClassOf(node)];
        const bool is_told = std::any_of(known.begin(), known.end(), [&](const Rejected& rejected) {
            const reason::Reason& told = ledger_[rejected.because];
            const reason::Reason& why = ledger_[because];
            return told.kind == why.kind && told.expression == why.expression && told.subject == why.subject;
        });
        if (!is_told) {
            known.push_back({StorageClass::Heap, because});
        }
    }

    reason::ReasonId Because(const core::Function& function, ReasonKind kind, source::Span expression = {},
                             support::Symbol subject = {}, reason::ReasonId because = {})
    {
        reason::Reason why;
        why.kind = kind;
        why.function = function.id;
        why.expression = expression;
        why.subject = subject;
        why.because = because;
        return ledger_.Add(std::move(why));
    }

    static constexpr size_t kMostTogether = 64;      ///< functions; more would cost a large program too much time
    static constexpr size_t kMostAgain = 1'000'000;  ///< statements in which operations are placed anew, likewise
    size_t placed_again_ = 0;
    std::vector<HeapGroup> groups_;
    struct Kept {
        core::Function code;
        std::vector<Node> node_of;
    };
    std::map<uint32_t, Kept> kept_;  ///< functions of the groups, with their operations

    /// What the trial concerns, with the groups that it meets.
    HeapGroup Meet(HeapClosure& closure) const
    {
        const std::vector<FuncId> functions = closure.functions();
        HeapGroup met{{functions.begin(), functions.end()}, closure.OpenNodes()};
        for (bool again = true; again;) {
            again = false;
            for (const HeapGroup& group : groups_) {
                const bool meets = std::any_of(group.functions.begin(), group.functions.end(),
                                               [&](FuncId id) { return met.functions.count(id) != 0; });
                if (meets) {
                    const size_t before = met.functions.size();
                    met.functions.insert(group.functions.begin(), group.functions.end());
                    met.open.insert(group.open.begin(), group.open.end());
                    again = again || met.functions.size() != before;
                }
            }
        }
        return met;
    }

    // --- a trial ----------------------------------------------------------------------------------------------------

    /// `asked`: the contract that wants it, whether it pays or not. Of several nodes, that they cannot be in the heap
    /// together is no reason against one of them.
    void Try(const core::Function& owner, const std::vector<Node>& nodes, const HeapCandidate& candidate,
             const syntax::Contract* asked = nullptr)
    {
        const auto reject = [&](reason::ReasonId because) {
            if (nodes.size() == 1) {
                Reject(owner, nodes.front(), because);
            }
        };
        std::optional<HeapClosure> tried(std::in_place, module_, facts_, scope_, plan_, true, Usual());
        if (const auto obstacle = tried->Close(owner.id, nodes)) {
            if (!CloseOtherwise(tried, owner.id, nodes)) {
                if (candidate.kind == HeapCandidate::Rebuilt && !candidate.loop.valid() &&
                    obstacle->kind == ReasonKind::UsedBothWays) {
                    return;  // nothing is known against it but that another one came first
                }
                reject(Because(owner, obstacle->kind, obstacle->expression, obstacle->subject));
                return;
            }
        }
        HeapClosure& closure = *tried;
        if (const syntax::Contract* other = WantedElsewhere(closure.nodes())) {
            reject(Because(owner, ReasonKind::AskedByContract, other->span, support::Intern("^:region")));
            return;
        }
        HeapGroup group = Meet(closure);
        for (const FuncId unproven : options_.heap_unproven_in) {
            if (group.functions.count(unproven) != 0) {
                reject(Because(owner, ReasonKind::HeapNotProven, {}, module_.functions[unproven].name));
                return;
            }
        }
        if (TakesTooLong(group, closure)) {
            reject(Because(owner, ReasonKind::UsedBothWays, {}, owner.name));
            return;
        }
        HeapTrial trial(module_, facts_, scope_, plan_, options_, ledger_, nothing_);
        if (const char* misfit = trial.Place(closure, group)) {
            reject(Because(owner, ReasonKind::HeldByOther, {}, support::Intern(misfit)));
            return;
        }
        const std::optional<source::Span> evidence = asked != nullptr ? asked->target : trial.Evidence(candidate);
        if (!evidence && candidate.kind == HeapCandidate::Replaced) {
            return;  // it only grows
        }
        if (!evidence) {
            const core::Function& looping = module_.functions[candidate.function];
            reject(Because(owner, ReasonKind::NothingDies, {}, looping.is_entry ? owner.name : looping.name));
            return;
        }
        if (WantsWorkers(closure)) {
            return;
        }
        Keep(trial, closure, std::move(group), Why(owner, candidate, *evidence));
    }

    [[nodiscard]] Workers Usual() const { return with_workers_ ? Workers::OfLibrary : Workers::None; }

    /// With versions of the program's functions; or with what the objects hold left in regions; or with both.
    bool CloseOtherwise(std::optional<HeapClosure>& closure, FuncId owner, const std::vector<Node>& nodes)
    {
        for (const auto& [with_parts, workers] : {std::pair(true, Workers::OfProgram), std::pair(false, Usual()),
                                                  std::pair(false, Workers::OfProgram)}) {
            if (workers == Workers::OfProgram && !with_workers_) {
                continue;
            }
            closure.emplace(module_, facts_, scope_, plan_, with_parts, workers);
            if (!closure->Close(owner, nodes)) {
                return true;
            }
        }
        return false;
    }

    /// Counts what a trial with other groups costs.
    bool TakesTooLong(const HeapGroup& group, const HeapClosure& closure)
    {
        if (group.functions.size() == closure.functions().size()) {
            return false;
        }
        for (const FuncId id : group.functions) {
            placed_again_ += module_.functions[id].stmts.size();
        }
        return group.functions.size() > kMostTogether || placed_again_ > kMostAgain;
    }

    /// With versions of functions it is worth it: then all is planned anew.
    bool WantsWorkers(const HeapClosure& closure)
    {
        for (HeapWorker& worker : closure.workers()) {
            const bool known = std::any_of(plan_.workers.begin(), plan_.workers.end(), [&](const HeapWorker& other) {
                return other.function == worker.function && other.calls == worker.calls;
            });
            if (!known) {
                plan_.workers.push_back(std::move(worker));
            }
        }
        return !closure.workers().empty();
    }

    reason::ReasonId Why(const core::Function& owner, const HeapCandidate& candidate, source::Span evidence)
    {
        switch (candidate.kind) {
        case HeapCandidate::Wished:
            return Because(owner, ReasonKind::AskedByContract, evidence, support::Intern("^:heap"));
        case HeapCandidate::Backtracking: {
            const core::Function& function = module_.functions[candidate.function];
            return Because(owner, ReasonKind::DeadAtReturn, function.stmts[candidate.call].span,
                           function.vars[candidate.holder].name);
        }
        case HeapCandidate::Replaced: return Because(owner, ReasonKind::SetAgain, evidence);
        case HeapCandidate::Rebuilt: break;
        }
        return Because(owner, ReasonKind::TakenApart, evidence);
    }

    void Keep(HeapTrial& trial, const HeapClosure& closure, HeapGroup group, reason::ReasonId because)
    {
        plan_.functions = trial.TakeFunctions();
        for (auto& [index, code] : trial.codes()) {
            kept_[index] = {std::move(code->code), std::move(code->node_of)};
        }
        std::erase_if(groups_, [&](const HeapGroup& other) { return group.functions.count(*other.functions.begin()) != 0; });
        groups_.push_back(std::move(group));
        plan_.globals = closure.globals();
        for (const Node added : closure.nodes()) {
            if (plan_.nodes.insert(added).second) {
                plan_.because.emplace(added, because);
            }
        }
    }

    /// Puts the operations into the module.
    void Apply()
    {
        if (kept_.empty()) {
            return;
        }
        plan_.before = std::make_unique<core::Module>(module_);
        for (auto& [index, kept] : kept_) {
            analysis::FunctionFacts& facts = facts_.functions[index];
            facts.node_of = std::move(kept.node_of);
            const bool heap_dest =
                facts.dest != kNoNode && std::any_of(facts.nodes.begin(), facts.nodes.end(), [&](Node mine) {
                    return graph_.ClassOf(mine) == graph_.ClassOf(facts.dest) && plan_.nodes.count(graph_.Find(mine)) != 0;
                });
            if (heap_dest) {
                facts.dest = kNoNode;
            }
            module_.functions[FuncId(index)] = std::move(kept.code);
        }
        for (const core::GlobalId global : module_.globals.ids()) {
            module_.globals[global].in_heap = plan_.globals[global.index()];
        }
    }
};

}  // namespace

HeapPlan PlanHeap(core::Module& module, analysis::Facts& facts, reason::Ledger& ledger, const PlanOptions& options,
                  std::span<const syntax::Contract> contracts, bool with_workers)
{
    return HeapPlanner(module, facts, ledger, options, contracts, with_workers).Run();
}

}  // namespace omni::plan
