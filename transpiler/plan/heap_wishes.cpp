// Contracts that speak of the heap, and the nodes that they speak of: those of a variable, of an expression that makes an
// object, or of all objects that a function makes by itself.

#include <algorithm>
#include <map>
#include <tuple>

#include "plan/heap.h"
#include "plan/structure.h"

namespace omni::plan {
namespace {

using syntax::Contract;
using syntax::ContractKind;

/// A node of a function that a contract may mean.
struct Meant {
    core::FuncId function;
    bool is_site;  ///< of an object that is made, not of a variable
    analysis::Node node;
};

/// What stands where in the source.
class Places {
public:
    Places(const core::Module& module, analysis::Facts& facts) : own_sites_(module.functions.size())
    {
        for (const core::Function& function : module.functions) {
            if (!function.is_extern) {
                Add(function, facts);
            }
        }
    }

    /// By function; in each of them the variables come first.
    [[nodiscard]] std::vector<Meant> MeantBy(const Contract& contract) const
    {
        std::vector<core::FuncId> whole;
        for (const source::Span span : {contract.definition, contract.target}) {
            if (const auto found = functions_.find(KeyOf(span)); found != functions_.end()) {
                whole.insert(whole.end(), found->second.begin(), found->second.end());
            }
        }
        std::sort(whole.begin(), whole.end());
        whole.erase(std::unique(whole.begin(), whole.end()), whole.end());
        std::vector<Meant> meant;
        if (const auto found = nodes_.find(KeyOf(contract.target)); found != nodes_.end()) {
            std::copy_if(found->second.begin(), found->second.end(), std::back_inserter(meant), [&](const Meant& each) {
                return !each.is_site || !std::binary_search(whole.begin(), whole.end(), each.function);
            });
        }
        for (const core::FuncId function : whole) {
            const std::vector<Meant>& sites = own_sites_[function.index()];
            meant.insert(meant.end(), sites.begin(), sites.end());
        }
        std::stable_sort(meant.begin(), meant.end(), [](const Meant& a, const Meant& b) {
            return std::tie(a.function, a.is_site) < std::tie(b.function, b.is_site);
        });
        return meant;
    }

private:
    using Key = std::tuple<uint32_t, uint32_t, uint32_t>;
    static Key KeyOf(source::Span span) { return {span.file.index(), span.begin, span.end}; }

    void Add(const core::Function& function, analysis::Facts& facts)
    {
        const analysis::FunctionFacts& mine = facts.functions[function.id.index()];
        if (function.span.valid() && !function.is_entry) {
            functions_[KeyOf(function.span)].push_back(function.id);
        }
        for (const core::VarId var : function.vars.ids()) {
            const analysis::Node node = mine.node_of[var.index()];
            if (node != analysis::kNoNode && function.vars[var].kind != core::VarKind::Captured) {
                nodes_[KeyOf(function.vars[var].span)].push_back({function.id, false, facts.graph.Find(node)});
            }
        }
        const Structure structure(function);
        for (const analysis::AllocSite& site : mine.sites) {
            if (!structure.is_placed(site.stmt) || site.node == analysis::kNoNode) {
                continue;
            }
            const core::Stmt& stmt = function.stmts[site.stmt];
            const Meant meant{function.id, true, facts.graph.Find(site.node)};
            nodes_[KeyOf(stmt.span)].push_back(meant);
            if (stmt.kind != core::StmtKind::Call) {
                own_sites_[function.id.index()].push_back(meant);
            }
        }
    }

    std::map<Key, std::vector<core::FuncId>> functions_;
    std::map<Key, std::vector<Meant>> nodes_;
    std::vector<std::vector<Meant>> own_sites_;  ///< by function: what it makes by itself
};

}  // namespace

std::vector<HeapWish> HeapWishes(const core::Module& module, analysis::Facts& facts, std::span<const Contract> contracts)
{
    std::vector<HeapWish> wishes;
    const auto speaks_of_heap = [](const Contract& contract) {
        return contract.kind == ContractKind::Heap || contract.kind == ContractKind::Region;
    };
    if (std::none_of(contracts.begin(), contracts.end(), speaks_of_heap)) {
        return wishes;
    }
    const Places places(module, facts);
    for (const Contract& contract : contracts) {
        if (!speaks_of_heap(contract)) {
            continue;
        }
        for (const Meant& meant : places.MeantBy(contract)) {
            wishes.push_back({meant.function, meant.node, &contract});
        }
    }
    return wishes;
}

}  // namespace omni::plan
