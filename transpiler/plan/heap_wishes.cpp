// Contracts that speak of the heap, and the nodes that they speak of: those of a variable, of an expression that makes an
// object, or of all objects that a function makes by itself.

#include <algorithm>

#include "plan/heap.h"
#include "plan/structure.h"

namespace omni::plan {
namespace {

using syntax::Contract;
using syntax::ContractKind;

bool SpeaksOf(const Contract& contract, const core::Function& function)
{
    return function.span.valid() && !function.is_entry &&
           (contract.definition == function.span || contract.target == function.span);
}

}  // namespace

std::vector<HeapWish> HeapWishes(const core::Module& module, analysis::Facts& facts, std::span<const Contract> contracts)
{
    std::vector<HeapWish> wishes;
    for (const Contract& contract : contracts) {
        if (contract.kind != ContractKind::Heap && contract.kind != ContractKind::Region) {
            continue;
        }
        for (const core::Function& function : module.functions) {
            if (function.is_extern) {
                continue;
            }
            const analysis::FunctionFacts& mine = facts.functions[function.id.index()];
            const auto wish = [&](analysis::Node node) {
                if (node != analysis::kNoNode) {
                    wishes.push_back({function.id, facts.graph.Find(node), &contract});
                }
            };
            for (const core::VarId var : function.vars.ids()) {
                if (function.vars[var].span == contract.target && function.vars[var].kind != core::VarKind::Captured) {
                    wish(mine.node_of[var.index()]);
                }
            }
            const Structure structure(function);
            for (const analysis::AllocSite& site : mine.sites) {
                const core::Stmt& stmt = function.stmts[site.stmt];
                const bool meant = SpeaksOf(contract, function) ? stmt.kind != core::StmtKind::Call
                                                                : stmt.span == contract.target;
                if (structure.is_placed(site.stmt) && meant) {
                    wish(site.node);
                }
            }
        }
    }
    return wishes;
}

}  // namespace omni::plan
