#include "plan/counterfactual.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

#include "core/spoken_name.h"
#include "plan/function_decider.h"

namespace omni::plan {
namespace {

using core::Stmt;
using core::StmtId;
using core::StmtKind;
using reason::ReasonKind;

constexpr size_t kMostForOne = 3;  // counterfactuals of one decision
constexpr size_t kWholePlan = 4;   // what a plan of the whole program costs, in analyses of it

bool IsPlace(const Decision& decision) { return decision.kind == DecisionKind::Place; }

/// What stays the same about a decision when the program changes a little.
using Subject = std::tuple<uint32_t, DecisionKind, support::Symbol, uint32_t, uint32_t>;
Subject SubjectOf(const Decision& decision)
{
    return {decision.function.index(), decision.kind, decision.subject, decision.site.begin, decision.site.end};
}

using Decisions = support::Table<DecisionId, Decision>;

bool RejectsHeap(const Decision& decision)
{
    return std::any_of(decision.rejected.begin(), decision.rejected.end(),
                       [](const Rejected& rejected) { return rejected.choice == StorageClass::Heap; });
}

/// Is the other class one that a reader may want for the objects? For what is freed one by one every class of a shorter
/// life than the program is; the heap is one where it was tried and rejected.
bool IsWanted(const Decision& decision, StorageClass other)
{
    if (decision.choice == StorageClass::Heap) {
        return other < StorageClass::Global;
    }
    return other == StorageClass::Heap ? RejectsHeap(decision) : other < decision.choice;
}

/// An operand through which an object may leave or be kept.
struct Candidate {
    StmtId stmt;
    size_t arg;
    ReasonKind kind;
    support::Symbol subject;
};

class Solver {
public:
    Solver(core::Module& module, Plan& plan, reason::Ledger& ledger, const PlanOptions& options,
           const WholeProgram& whole, size_t budget)
        : module_(module), plan_(plan), ledger_(ledger), options_(options), whole_(whole), budget_(budget)
    {
        for (const core::Function& function : module.functions) {
            cost_ += function.stmts.size();
        }
        core::Constant nothing;
        nothing.kind = core::ConstantKind::Nothing;
        nothing_ = module.constants.Add(nothing);
    }

    void Run()
    {
        std::vector<core::FuncId> mine;
        std::vector<core::FuncId> with_heap;
        for (const core::FuncId id : module_.functions.ids()) {
            const core::Function& function = module_.functions[id];
            if (function.is_extern || function.is_prelude || (!function.span.valid() && !function.is_entry)) {
                continue;
            }
            mine.push_back(id);
            if (ConcernsHeap(id)) {
                with_heap.push_back(id);
            } else {
                Explore(id);
            }
        }
        ExploreHeap(mine, with_heap);
    }

private:
    core::Module& module_;
    Plan& plan_;
    reason::Ledger& ledger_;
    const PlanOptions& options_;
    const WholeProgram& whole_;
    size_t budget_, cost_ = 0;
    core::ConstantId nothing_;

    /// Decisions of the function that could be better.
    [[nodiscard]] std::vector<DecisionId> Open(core::FuncId function) const
    {
        std::vector<DecisionId> open;
        for (const DecisionId id : plan_.decisions.ids()) {
            const Decision& decision = plan_.decisions[id];
            if (decision.function == function && IsPlace(decision) && decision.choice > StorageClass::Stack) {
                open.push_back(id);
            }
        }
        return open;
    }

    void Explore(core::FuncId id)
    {
        const std::vector<DecisionId> open = Open(id);
        if (open.empty()) {
            return;
        }
        ExploreOptions(id, open);
        core::Function& function = module_.functions[id];
        for (const Candidate& candidate : Candidates(function)) {
            if (candidate.kind == ReasonKind::IfNotChanged) {
                continue;  // matters to the heap alone
            }
            if (budget_ < cost_) {
                return;
            }
            budget_ -= cost_;
            core::Atom& operand = function.args(function.stmts[candidate.stmt])[candidate.arg];
            const core::Atom original = operand;
            operand = core::Atom(nothing_);
            const Plan other = Decided(id, options_);
            operand = original;
            Note(open, other.decisions, Why(function, candidate));
        }
    }

    static reason::Reason Why(const core::Function& function, const Candidate& candidate)
    {
        reason::Reason why;
        why.kind = candidate.kind;
        why.function = function.id;
        why.expression = function.stmts[candidate.stmt].span;
        why.subject = candidate.subject;
        return why;
    }

    // --- what is freed one by one depends on other functions: the whole program is planned anew --------------------

    [[nodiscard]] bool ConcernsHeap(core::FuncId id) const
    {
        const auto& regions = plan_.functions[id.index()].regions;
        const std::vector<DecisionId> open = Open(id);
        return std::any_of(regions.begin(), regions.end(),
                           [](const Region& region) { return region.kind == RegionKind::Heap; }) ||
               std::any_of(open.begin(), open.end(),
                           [this](DecisionId decision) { return RejectsHeap(plan_.decisions[decision]); });
    }

    /// `mine`: all functions of the user's. What changes objects in place may stand in any of them.
    void ExploreHeap(const std::vector<core::FuncId>& mine, const std::vector<core::FuncId>& functions)
    {
        if (functions.empty()) {
            return;
        }
        for (const core::FuncId id : mine) {
            const core::Function& function = whole_.before.functions[id];
            const bool concerned = std::find(functions.begin(), functions.end(), id) != functions.end();
            std::vector<DecisionId> open;
            for (const core::FuncId other : functions) {
                for (const DecisionId decision : Open(other)) {
                    const Decision& about = plan_.decisions[decision];
                    if (other == id || about.choice == StorageClass::Heap || RejectsHeap(about)) {
                        open.push_back(decision);
                    }
                }
            }
            if (open.empty()) {
                continue;
            }
            if (concerned) {
                ExploreOptions(id, Open(id));
            }
            const std::vector<Candidate> candidates = Candidates(function);
            for (const Candidate& candidate : candidates) {
                const std::vector<DecisionId> meant = Meant(open, function, candidates, candidate);
                if (meant.empty() || (!concerned && candidate.kind != ReasonKind::IfNotChanged)) {
                    continue;
                }
                core::Module changed = whole_.before;
                core::Constant nothing;
                nothing.kind = core::ConstantKind::Nothing;
                core::Function& copy = changed.functions[id];
                copy.args(copy.stmts[candidate.stmt])[candidate.arg] = core::Atom(changed.constants.Add(nothing));
                Replan(meant, std::move(changed), options_, Why(function, candidate));
            }
        }
        ExploreHeapSwitch(functions);
    }

    /// The decisions of which a sentence about the candidate can say "it": all, when the expression has no other
    /// operand that may be kept; otherwise those about the operand by name.
    [[nodiscard]] std::vector<DecisionId> Meant(const std::vector<DecisionId>& open, const core::Function& function,
                                                const std::vector<Candidate>& candidates, const Candidate& candidate) const
    {
        const auto of_expression = std::count_if(candidates.begin(), candidates.end(), [&](const Candidate& other) {
            return other.kind == candidate.kind &&
                   function.stmts[other.stmt].span == function.stmts[candidate.stmt].span;
        });
        if (of_expression == 1) {
            return open;
        }
        const support::Symbol name = function.vars[function.args(function.stmts[candidate.stmt])[candidate.arg].var()].name;
        std::vector<DecisionId> meant;
        std::copy_if(open.begin(), open.end(), std::back_inserter(meant), [&](DecisionId id) {
            return plan_.decisions[id].function == function.id && plan_.decisions[id].subject == name;
        });
        return meant;
    }

    /// Without objects that are freed one by one, or with them.
    void ExploreHeapSwitch(const std::vector<core::FuncId>& functions)
    {
        std::vector<DecisionId> open;
        for (const core::FuncId id : functions) {
            const std::vector<DecisionId> mine = Open(id);
            open.insert(open.end(), mine.begin(), mine.end());
        }
        if (open.empty() || options_.heap_unproven.valid()) {
            return;
        }
        PlanOptions other = options_;
        other.heap = !options_.heap;
        reason::Reason why;
        why.kind = options_.heap ? ReasonKind::IfSwitchedOff : ReasonKind::IfSwitchedOn;
        why.function = functions.front();
        why.subject = support::Intern("--no-heap");
        Replan(open, whole_.before, other, why);
    }

    void Replan(const std::vector<DecisionId>& open, core::Module changed, const PlanOptions& options,
                const reason::Reason& why)
    {
        if (budget_ < kWholePlan * cost_) {
            return;
        }
        budget_ -= kWholePlan * cost_;
        if (const auto other = whole_.plan(std::move(changed), options)) {
            Note(open, *other, why);
        }
    }

    void ExploreOptions(core::FuncId id, const std::vector<DecisionId>& open)
    {
        const auto rejected_for = [&](ReasonKind kind) {
            int64_t number = 0;
            bool found = false;
            for (const DecisionId decision : open) {
                for (const Rejected& rejected : plan_.decisions[decision].rejected) {
                    if (ledger_[rejected.because].kind == kind) {
                        found = true;
                        number = std::max(number, ledger_[rejected.because].number);
                    }
                }
            }
            return std::pair(found, number);
        };
        PlanOptions other = options_;
        reason::Reason why;
        why.function = id;
        if (rejected_for(ReasonKind::SwitchedOff).first && !options_.stack) {
            other.stack = true;
            why.kind = ReasonKind::IfSwitchedOn;
            why.subject = support::Intern("--no-stack");
            Note(open, OptionDecided(id, other), why);
        }
        if (const auto [found, bytes] = rejected_for(ReasonKind::TooBig); found) {
            other = options_;
            other.stack_limit = static_cast<uint32_t>(bytes);
            why.kind = ReasonKind::IfLimit;
            why.subject = {};
            why.number = bytes;
            Note(open, OptionDecided(id, other), why);
        }
    }

    /// The function decided with other options; with heap objects in it, only the whole program can be.
    [[nodiscard]] Decisions OptionDecided(core::FuncId id, const PlanOptions& options)
    {
        if (!ConcernsHeap(id)) {
            return Decided(id, options).decisions;
        }
        budget_ -= std::min(budget_, kWholePlan * cost_);
        return whole_.plan(whole_.before, options).value_or(Decisions());
    }

    [[nodiscard]] std::vector<Candidate> Candidates(const core::Function& function) const
    {
        std::vector<Candidate> found;
        const Structure structure(function);
        for (const StmtId id : structure.order()) {
            const Stmt& stmt = function.stmts[id];
            if (!stmt.span.valid()) {
                continue;
            }
            const auto args = function.args(stmt);
            for (size_t i = stmt.kind == StmtKind::CallClosure ? 1 : 0; i < args.size(); ++i) {
                const ReasonKind kind = KindOf(stmt, i);
                const bool object = args[i].is_var() && analysis::HoldsObject(function.vars[args[i].var()].repr,
                                                                             function.vars[args[i].var()].kinds);
                if (object && kind != ReasonKind::Count) {
                    found.push_back({id, i, kind, CalleeOf(function, stmt)});
                }
            }
        }
        return found;
    }

    /// How the operand may be kept, or Count.
    [[nodiscard]] static ReasonKind KindOf(const Stmt& stmt, size_t arg)
    {
        switch (stmt.kind) {
        case StmtKind::Return: return ReasonKind::IfNotReturned;
        case StmtKind::StoreGlobal: return ReasonKind::IfNotStored;
        case StmtKind::Call:
        case StmtKind::CallClosure: return ReasonKind::IfNotPassed;
        case StmtKind::MakeClosure: return ReasonKind::IfNotCaptured;
        case StmtKind::Continue: return ReasonKind::IfNotCarried;
        case StmtKind::Prim: {
            const core::PrimInfo& info = core::Info(stmt.prim);
            if (core::StoresIntoFirst(info.storage) && arg == 0) {
                return ReasonKind::IfNotChanged;
            }
            const bool stores = core::StoresIntoFirst(info.storage);
            return stores || (info.allocates() && info.storage != core::StorageEffect::Box &&
                              info.storage != core::StorageEffect::Fresh)
                       ? ReasonKind::IfNotStored
                       : ReasonKind::Count;
        }
        default: return ReasonKind::Count;
        }
    }

    [[nodiscard]] support::Symbol CalleeOf(const core::Function& function, const Stmt& stmt) const
    {
        if (stmt.kind == StmtKind::Call) {
            return core::SpokenName(module_.functions[stmt.callee]);
        }
        const bool variable = stmt.kind == StmtKind::CallClosure && function.args(stmt)[0].is_var();
        return variable ? function.vars[function.args(stmt)[0].var()].name : function.name;
    }

    /// The function decided in the program as it stands now.
    [[nodiscard]] Plan Decided(core::FuncId id, const PlanOptions& options) const
    {
        reason::Ledger ledger;
        analysis::Facts facts = analysis::ComputeStorage(module_, ledger);
        Plan other;
        other.functions.resize(module_.functions.size());
        other.paths = plan_.paths;
        HeapPlan no_heap;
        no_heap.functions.resize(module_.functions.size());
        OnDemand on_demand(module_, facts);
        FunctionDecider(module_, module_.functions[id], facts, ledger, options, no_heap, {}, on_demand, other).Run();
        return other;
    }

    /// What changes objects in place keeps them out of the heap, and stands in the way of nothing else.
    [[nodiscard]] bool IsKeptOutByChange(const Decision& decision) const
    {
        return std::any_of(decision.rejected.begin(), decision.rejected.end(), [this](const Rejected& rejected) {
            const ReasonKind kind = ledger_[rejected.because].kind;
            return kind == ReasonKind::ChangedInPlace || kind == ReasonKind::MayCycle;
        });
    }

    /// That what is given to the caller would be elsewhere if it were not goes without saying.
    [[nodiscard]] bool SaysNothing(const Decision& decision, const reason::Reason& why) const
    {
        const bool given = decision.choice == StorageClass::Dest ||
                           ledger_[decision.because.front()].kind == ReasonKind::BuiltForCaller;
        return (why.kind == ReasonKind::IfNotReturned && given) ||
               (why.kind == ReasonKind::IfNotChanged && !IsKeptOutByChange(decision));
    }

    [[nodiscard]] bool IsKnown(const Decision& decision, StorageClass choice, const reason::Reason& why) const
    {
        return std::any_of(decision.would_be.begin(), decision.would_be.end(), [&](const Rejected& known) {
            const reason::Reason& said = ledger_[known.because];
            return known.choice == choice && said.kind == why.kind && said.expression == why.expression &&
                   (said.subject == why.subject || why.kind != ReasonKind::IfNotPassed);
        });
    }

    void Note(const std::vector<DecisionId>& open, const Decisions& others, const reason::Reason& why)
    {
        std::map<Subject, StorageClass> choices;
        for (const Decision& decision : others) {
            const auto [entry, added] = choices.emplace(SubjectOf(decision), decision.choice);
            entry->second = std::max(entry->second, decision.choice);  // of equals the worst
        }
        reason::ReasonId because;
        for (const DecisionId id : open) {
            Decision& decision = plan_.decisions[id];
            const auto found = choices.find(SubjectOf(decision));
            // Of another function's objects only what has to do with the heap: the rest is that function's own matter.
            const bool foreign = found != choices.end() && decision.function != why.function &&
                                 decision.choice != StorageClass::Heap && found->second != StorageClass::Heap;
            if (found == choices.end() || foreign || found->second == decision.choice ||
                !IsWanted(decision, found->second) || SaysNothing(decision, why) || decision.would_be.size() == kMostForOne ||
                IsKnown(decision, found->second, why)) {
                continue;
            }
            if (!because.valid()) {
                because = ledger_.Add(why);
            }
            decision.would_be.push_back({found->second, because});
        }
    }
};

}  // namespace

void AddCounterfactuals(core::Module& module, Plan& plan, reason::Ledger& ledger, const PlanOptions& options,
                        const WholeProgram& whole, size_t budget)
{
    Solver(module, plan, ledger, options, whole, budget).Run();
}

}  // namespace omni::plan
