#include "plan/summaries.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "analysis/escape.h"
#include "plan/heap.h"
#include "plan/structure.h"

namespace omni::plan {
namespace {

using analysis::Escape;
using analysis::kNoNode;
using analysis::Node;
using core::StmtKind;
using core::VarId;

class Summary {
public:
    Summary(const core::Module& module, const core::Function& function, analysis::Facts& facts, const HeapPlan& heap,
            const Plan& plan, const reason::Ledger& ledger)
        : module_(module), function_(function), graph_(facts.graph), mine_(facts.functions[function.id.index()]),
          heap_(heap), plan_(plan), ledger_(ledger), structure_(function)
    {
        if (!function.is_extern) {
            escapes_ = analysis::EscapeOf(function, graph_, mine_);
        }
    }

    std::string Text(const std::vector<core::FuncId>& component)
    {
        std::string text = fmt::format("fn {}{} ({}) -> {}\n", plan_.paths[function_.id.index()], Captured(), Params(), Result());
        if (function_.is_extern) {
            return text;
        }
        const auto line = [&](const char* what, const std::set<std::string>& words) {
            if (!words.empty()) {
                text += fmt::format("  {}: {}\n", what, fmt::join(words, ", "));
            }
        };
        line("makes", Places(mine_.sites));
        line("closures make", Places(mine_.latent));
        std::set<std::string> assigned, called;
        for (const core::StmtId id : structure_.order()) {
            const core::Stmt& stmt = function_.stmts[id];
            if (stmt.kind == StmtKind::StoreGlobal) {
                assigned.emplace(module_.globals[stmt.global].name.text());
            } else if (stmt.kind == StmtKind::Call) {
                called.insert(plan_.paths[stmt.callee.index()]);
            } else if (stmt.kind == StmtKind::CallClosure) {
                called.emplace("unknown procedures");
            }
        }
        line("assigns", assigned);
        line("calls", called);
        std::set<std::string> with;
        for (const core::FuncId id : component) {
            if (id != function_.id) {
                with.insert(plan_.paths[id.index()]);
            }
        }
        if (!with.empty()) {
            line("recursive with", with);
        } else if (called.count(plan_.paths[function_.id.index()]) != 0) {
            text += "  recursive\n";
        }
        if (mine_.recursion_shared) {
            text += "  recursive calls share storage\n";
        }
        return text;
    }

private:
    const core::Module& module_;
    const core::Function& function_;
    analysis::StorageGraph& graph_;
    const analysis::FunctionFacts& mine_;
    const HeapPlan& heap_;
    const Plan& plan_;
    const reason::Ledger& ledger_;
    const Structure structure_;
    std::vector<Escape> escapes_;

    [[nodiscard]] Node NodeOf(VarId var) const
    {
        const Node node = var.index() < mine_.node_of.size() ? mine_.node_of[var.index()] : kNoNode;
        return node == kNoNode ? kNoNode : graph_.Find(node);
    }

    [[nodiscard]] std::string Params() const
    {
        std::string text;
        for (size_t i = 0; i < function_.params.size(); ++i) {
            text += fmt::format("{}{}: {}", i == 0 ? "" : ", ", function_.vars[function_.params[i]].name.text(),
                                function_.is_extern ? OfContract(function_.contract(i)) : Mode(function_.params[i], i));
        }
        return text;
    }

    [[nodiscard]] std::string Captured() const
    {
        std::string text;
        for (const VarId var : function_.captured) {
            text += fmt::format("{}{}: {}", text.empty() ? " [" : ", ", function_.vars[var].name.text(),
                                Mode(var, function_.params.size()));
        }
        return text.empty() ? text : text + "]";
    }

    [[nodiscard]] static const char* OfContract(core::Contract contract)
    {
        switch (contract) {
        case core::Contract::Unknown: return "kept";
        case core::Contract::Borrow: return "borrowed";
        case core::Contract::Own: return "owned";
        case core::Contract::Stores: return "kept";
        }
        return "";
    }

    /// What the function does with what it is given, from the decision about it.
    [[nodiscard]] std::string Mode(VarId var, size_t index) const
    {
        if (NodeOf(var) == kNoNode) {
            return "value";
        }
        const HeapFunction& heap = heap_.functions[function_.id.index()];
        if (heap.used && index < heap.consumes.size() && heap.consumes[index]) {
            return IsHandedOn(var) ? "owned" : "consumed";
        }
        if (heap_.nodes.count(graph_.Find(NodeOf(var))) == 0 &&
            (graph_.flags(NodeOf(var)) & analysis::kAllocatedInto) != 0) {
            return "stored into";
        }
        for (const DecisionId id : plan_.functions[function_.id.index()].header) {
            const Decision& decision = plan_.decisions[id];
            if (decision.kind != DecisionKind::Borrow || decision.site != function_.vars[var].span) {
                continue;
            }
            switch (ledger_[decision.because.front()].kind) {
            case reason::ReasonKind::Mutated:
            case reason::ReasonKind::ChangedBy: return "changed";
            case reason::ReasonKind::OnlyRead:
            case reason::ReasonKind::PassedThrough: return "borrowed";
            default: return "kept";
            }
        }
        return "borrowed";
    }

    /// Is what was taken over given away whole, and nowhere taken apart or freed here?
    [[nodiscard]] bool IsHandedOn(VarId var) const
    {
        return std::none_of(structure_.order().begin(), structure_.order().end(), [&](core::StmtId id) {
            const core::Stmt& stmt = function_.stmts[id];
            return core::IsHeapOperation(stmt.kind) && stmt.kind != StmtKind::Dup &&
                   function_.args(stmt)[0] == core::Atom(var);
        });
    }

    [[nodiscard]] std::string Result() const
    {
        if (function_.is_extern) {
            return function_.extern_fresh ? "fresh in dest" : "value";
        }
        if (function_.result_repr == core::Repr::None) {
            return "nothing";
        }
        if (mine_.result == kNoNode) {
            return "value";
        }
        const Node result = graph_.Find(mine_.result);
        std::vector<std::string> words;
        if (heap_.nodes.count(result) != 0) {
            words.emplace_back("fresh in heap");
        } else if (mine_.dest != kNoNode && graph_.ClassOf(result) == graph_.ClassOf(mine_.dest)) {
            words.emplace_back("fresh in dest");
        } else if ((graph_.flags(result) & analysis::kGlobal) != 0) {
            words.emplace_back("global");
        }
        for (const auto* list : {&function_.params, &function_.captured}) {
            for (size_t i = 0; i < list->size(); ++i) {
                const VarId var = (*list)[i];
                if (NodeOf(var) == kNoNode) {
                    continue;
                }
                const auto reached = analysis::Reach(graph_, {NodeOf(var)}, true);
                if (NodeOf(var) == result) {
                    words.push_back(fmt::format("{} `{}`", list == &function_.params ? "parameter" : "captured",
                                                function_.vars[var].name.text()));
                } else if (std::find(reached.begin(), reached.end(), result) != reached.end()) {
                    words.push_back(fmt::format("part of `{}`", function_.vars[var].name.text()));
                }
            }
        }
        return words.empty() ? "constant" : fmt::format("{}", fmt::join(words, " or "));
    }

    /// Where callers see objects appear.
    [[nodiscard]] std::set<std::string> Places(const std::vector<analysis::AllocSite>& sites)
    {
        std::set<std::string> places;
        for (const analysis::AllocSite& site : sites) {
            const Node node = graph_.Find(site.node);
            if (!structure_.is_placed(site.stmt)) {
                continue;
            }
            if (heap_.nodes.count(node) != 0) {
                places.insert("heap");
                continue;
            }
            const auto found = std::find(mine_.nodes.begin(), mine_.nodes.end(), node);
            switch (found == mine_.nodes.end() ? Escape::Local : escapes_[static_cast<size_t>(found - mine_.nodes.begin())]) {
            case Escape::Local:
            case Escape::Outside: break;
            case Escape::Dest: places.insert("dest"); break;
            case Escape::Global: places.insert("global"); break;
            case Escape::Holder: places.insert("region of " + Holder(node)); break;
            }
        }
        return places;
    }

    [[nodiscard]] std::string Holder(Node node) const
    {
        for (const auto* list : {&function_.params, &function_.captured}) {
            for (const VarId var : *list) {
                if (NodeOf(var) != kNoNode && graph_.ClassOf(NodeOf(var)) == graph_.ClassOf(node)) {
                    return fmt::format("`{}`", function_.vars[var].name.text());
                }
            }
        }
        return "a parameter";
    }
};

}  // namespace

std::string PrintSummaries(const core::Module& module, analysis::Facts& facts, const HeapPlan& heap, const Plan& plan,
                           const reason::Ledger& ledger)
{
    std::string text;
    for (const auto& component : facts.components) {
        for (const core::FuncId id : component) {
            text += Summary(module, module.functions[id], facts, heap, plan, ledger).Text(component);
        }
    }
    return text;
}

}  // namespace omni::plan
