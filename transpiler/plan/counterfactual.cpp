#include "plan/counterfactual.h"

#include <algorithm>
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

bool IsPlace(const Decision& decision) { return decision.kind == DecisionKind::Place; }

/// What stays the same about a decision when the program changes a little.
using Subject = std::tuple<DecisionKind, support::Symbol, uint32_t, uint32_t>;
Subject SubjectOf(const Decision& decision)
{
    return {decision.kind, decision.subject, decision.site.begin, decision.site.end};
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
    Solver(core::Module& module, Plan& plan, reason::Ledger& ledger, const PlanOptions& options, size_t budget)
        : module_(module), plan_(plan), ledger_(ledger), options_(options), budget_(budget)
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
        for (const core::FuncId id : module_.functions.ids()) {
            const core::Function& function = module_.functions[id];
            if (!function.is_extern && !function.is_prelude && function.span.valid()) {
                Explore(id);
            }
        }
    }

private:
    core::Module& module_;
    Plan& plan_;
    reason::Ledger& ledger_;
    const PlanOptions& options_;
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
        const auto& regions = plan_.functions[id.index()].regions;
        const bool has_heap = std::any_of(regions.begin(), regions.end(),
                                          [](const Region& region) { return region.kind == RegionKind::Heap; });
        if (open.empty() || has_heap) {  // what is freed one by one depends on other functions
            return;
        }
        ExploreOptions(id, open);
        core::Function& function = module_.functions[id];
        for (const Candidate& candidate : Candidates(function)) {
            if (budget_ < cost_) {
                return;
            }
            budget_ -= cost_;
            core::Atom& operand = function.args(function.stmts[candidate.stmt])[candidate.arg];
            const core::Atom original = operand;
            operand = core::Atom(nothing_);
            const Plan other = Decided(id, options_);
            operand = original;
            reason::Reason why;
            why.kind = candidate.kind;
            why.function = id;
            why.expression = function.stmts[candidate.stmt].span;
            why.subject = candidate.subject;
            Note(open, other, why);
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
            Note(open, Decided(id, other), why);
        }
        if (const auto [found, bytes] = rejected_for(ReasonKind::TooBig); found) {
            other = options_;
            other.stack_limit = static_cast<uint32_t>(bytes);
            why.kind = ReasonKind::IfLimit;
            why.subject = {};
            why.number = bytes;
            Note(open, Decided(id, other), why);
        }
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
            const bool stores = core::StoresIntoFirst(info.storage) && arg != 0;
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
        FunctionDecider(module_, module_.functions[id], facts, ledger, options, no_heap, {}, other).Run();
        return other;
    }

    void Note(const std::vector<DecisionId>& open, const Plan& other, const reason::Reason& why)
    {
        std::map<Subject, StorageClass> choices;
        for (const Decision& decision : other.decisions) {
            const auto [entry, added] = choices.emplace(SubjectOf(decision), decision.choice);
            entry->second = std::max(entry->second, decision.choice);  // of equals the worst
        }
        reason::ReasonId because;
        for (const DecisionId id : open) {
            Decision& decision = plan_.decisions[id];
            const auto found = choices.find(SubjectOf(decision));
            // That what is returned would be elsewhere if it were not returned goes without saying.
            const bool plain = why.kind == ReasonKind::IfNotReturned && decision.choice == StorageClass::Dest;
            if (found == choices.end() || found->second >= decision.choice || plain ||
                decision.would_be.size() == kMostForOne) {
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
                        size_t budget)
{
    Solver(module, plan, ledger, options, budget).Run();
}

}  // namespace omni::plan
