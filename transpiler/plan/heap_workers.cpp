// Versions of functions for callers that keep what these build in the heap, while others keep it in regions, or are not known.
// The planner says for which calls; the function is copied for them before anything is known of its storage, so that
// the copy is summarised and planned like any function.

#include <algorithm>
#include <map>
#include <set>

#include "plan/heap.h"

namespace omni::plan {
namespace {

using core::FuncId;

constexpr int kMaxRounds = 3;    ///< a version may call library functions that need one in turn
constexpr int kMaxVersions = 3;  ///< of one function; the others stay in regions

void AddWorkers(core::Module& module, const std::vector<HeapWorker>& workers, std::map<FuncId, int>& versions,
                std::vector<FuncId>& added)
{
    std::set<std::pair<FuncId, core::StmtId>> served;
    for (const HeapWorker& worker : workers) {
        std::vector<std::pair<FuncId, core::StmtId>> calls;
        for (const auto& call : worker.calls) {
            if (served.insert(call).second) {
                calls.push_back(call);
            }
        }
        if (calls.empty() || ++versions[worker.function] > kMaxVersions) {
            continue;
        }
        core::Function copy = module.functions[worker.function];
        copy.id = module.functions.next_id();
        copy.source_name = core::SourceName(copy);
        copy.name = support::Intern(std::string(copy.name.text()) + "-heap");
        copy.heap_version_of = worker.function;
        copy.is_copy = true;
        copy.exported = false;
        copy.comments.clear();
        copy.used_as_value = false;
        const FuncId id = copy.id;
        for (core::Stmt& stmt : copy.stmts) {
            if (stmt.kind == core::StmtKind::Call && stmt.callee == worker.function) {
                stmt.callee = id;
            }
        }
        module.functions.Add(std::move(copy));
        added.push_back(id);
        for (const auto& [caller, call] : calls) {
            module.functions[caller].stmts[call].callee = id;
        }
    }
}

}  // namespace

HeapPlan PlanHeapWithWorkers(core::Module& module, analysis::Facts& facts, reason::Ledger& ledger,
                             const PlanOptions& options, std::span<const syntax::Contract> contracts)
{
    std::unique_ptr<core::Module> original;
    std::map<FuncId, int> versions;
    std::vector<FuncId> added;
    for (int round = 0;; ++round) {
        HeapPlan plan = PlanHeap(module, facts, ledger, options, contracts, round < kMaxRounds);
        if (plan.workers.empty()) {
            const auto builds = [&plan](FuncId id) { return plan.functions[id.index()].used; };
            if (std::all_of(added.begin(), added.end(), builds)) {
                plan.original = std::move(original);
                return plan;
            }
            module = std::move(*original);
            ledger = reason::Ledger();
            facts = analysis::ComputeStorage(module, ledger);
            return PlanHeap(module, facts, ledger, options, contracts);
        }
        if (plan.before != nullptr) {
            module = std::move(*plan.before);
        }
        if (original == nullptr) {
            original = std::make_unique<core::Module>(module);
        }
        AddWorkers(module, plan.workers, versions, added);
        ledger = reason::Ledger();
        facts = analysis::ComputeStorage(module, ledger);
    }
}

}  // namespace omni::plan
