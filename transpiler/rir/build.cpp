#include "rir/build.h"

#include <algorithm>
#include <unordered_map>

#include "support/check.h"

namespace omni::rir {
namespace {

using analysis::kNoNode;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using GraphNode = analysis::Node;

/// NodeIds of a function's interface nodes, for the call maps of its callers; sorted.
using InterfaceIds = std::vector<std::pair<GraphNode, NodeId>>;

class FunctionBuilder {
public:
    FunctionBuilder(core::Function&& code, plan::FunctionPlan& plan, const analysis::FunctionFacts& facts,
                    analysis::StorageGraph& graph)
        : plan_(plan), facts_(facts), graph_(graph)
    {
        out_.code = std::move(code);
    }

    Function Run()
    {
        out_.takes_dest = plan_.dest.valid();
        CompactRegions();
        MakeNodes();
        NameVars();
        PlaceStmts();
        Insert();
        RemoveMarks();
        out_.header = std::move(plan_.header);
        out_.entry = plan_.entry;
        out_.borrows = std::move(plan_.borrows);
        return std::move(out_);
    }

    [[nodiscard]] InterfaceIds interface_ids()
    {
        InterfaceIds ids;
        for (GraphNode node : facts_.interface) {
            node = graph_.Find(node);
            const auto twin = twin_.find(node);
            ids.emplace_back(node, twin != twin_.end() ? twin->second : id_.at(node));
        }
        std::sort(ids.begin(), ids.end());
        ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
        return ids;
    }

    /// NodeId of a graph node of this function.
    [[nodiscard]] NodeId IdOf(GraphNode node) { return id_.at(graph_.Find(node)); }

private:
    plan::FunctionPlan& plan_;
    const analysis::FunctionFacts& facts_;
    analysis::StorageGraph& graph_;
    Function out_;
    std::vector<RegionId> new_region_;  ///< by old RegionId index
    std::unordered_map<GraphNode, NodeId> id_, twin_;
    RegionId global_;

    RegionId Mapped(RegionId old) const { return old.valid() ? new_region_[old.index()] : old; }

    /// Regions that were merged into others have lost their name.
    void CompactRegions()
    {
        for (const Region& region : plan_.regions) {
            new_region_.push_back(region.name.empty() ? RegionId() : out_.regions.Add(region));
            if (region.kind == RegionKind::Global) {
                global_ = new_region_.back();
            }
        }
    }

    RegionId Global()
    {
        if (!global_.valid()) {
            global_ = out_.regions.Add(Region{RegionKind::Global, "global", {}});
        }
        return global_;
    }

    void MakeNodes()
    {
        for (size_t i = 0; i < plan_.nodes.size(); ++i) {
            Node node;
            node.region = Mapped(plan_.region_of[i]);
            const bool in_heap = node.region.valid() && out_.regions[node.region].kind == RegionKind::Heap;
            node.allocated_into = !in_heap && (graph_.flags(plan_.nodes[i]) & analysis::kAllocatedInto) != 0;
            node.any = (graph_.flags(plan_.nodes[i]) & analysis::kAny) != 0;
            node.unique = plan_.unique[i];
            id_.emplace(plan_.nodes[i], out_.nodes.Add(std::move(node)));
        }
        for (GraphNode from : plan_.nodes) {
            auto& fields = out_.nodes[id_.at(from)].fields;
            for (const auto& edge : graph_.Edges(from)) {
                fields.push_back({edge.kind, edge.index, id_.at(edge.target)});
            }
        }
        if (plan_.copied_out.valid()) {
            MakeTwins();
        }
    }

    /// What is transmigrated to dest at a return has a copy of its part of the graph there.
    void MakeTwins()
    {
        const RegionId from = Mapped(plan_.copied_out);
        const auto in_result = analysis::Reach(graph_, {facts_.result}, true);
        for (GraphNode node : in_result) {
            if (out_.nodes[id_.at(node)].region == from) {
                Node twin;
                twin.region = Mapped(plan_.dest);
                twin.any = (graph_.flags(node) & analysis::kAny) != 0;
                twin_.emplace(node, out_.nodes.Add(std::move(twin)));
            }
        }
        for (GraphNode node : in_result) {
            const auto twin = twin_.find(node);
            if (twin == twin_.end()) {
                continue;
            }
            for (const auto& edge : graph_.Edges(node)) {
                const auto target = twin_.find(edge.target);
                out_.nodes[twin->second].fields.push_back(
                    {edge.kind, edge.index, target != twin_.end() ? target->second : id_.at(edge.target)});
            }
        }
    }

    void NameVars()
    {
        out_.node_of.assign(out_.code.vars.size(), NodeId());
        for (size_t i = 0; i < facts_.node_of.size(); ++i) {
            if (facts_.node_of[i] != kNoNode) {
                const auto found = id_.find(graph_.Find(facts_.node_of[i]));
                OMNI_CHECK(found != id_.end(), "variable {} has no node", i);
                out_.node_of[i] = found->second;
            }
        }
        if (facts_.result != kNoNode) {
            const GraphNode result = graph_.Find(facts_.result);
            const auto twin = twin_.find(result);
            out_.result_node = twin != twin_.end() ? twin->second : id_.at(result);
        }
    }

    void PlaceStmts()
    {
        for (StmtId id : out_.code.stmts.ids()) {
            Stmt& stmt = out_.code.stmts[id];
            stmt.region = Mapped(plan_.place[id.index()]);
            const bool wants_region =
                stmt.kind == StmtKind::CallClosure ||
                (stmt.kind == StmtKind::Prim && core::Info(stmt.prim).takes_dest());
            if (wants_region && !stmt.region.valid()) {
                stmt.region = Global();  // makes no object that anybody sees
            }
        }
    }

    void Insert()
    {
        for (const auto& [stmt, decision] : plan_.site_decisions) {
            out_.decisions.emplace_back(stmt, decision);
        }
        size_t next = 0;
        while (next < plan_.insertions.size()) {
            const core::BlockId block = plan_.insertions[next].block;
            std::vector<StmtId> rebuilt;
            const std::vector<StmtId> old = std::move(out_.code.blocks[block].stmts);
            for (uint32_t i = 0; i <= old.size(); ++i) {
                bool copied = false;
                for (; next < plan_.insertions.size() && plan_.insertions[next].block == block &&
                       plan_.insertions[next].index == i;
                     ++next) {
                    const plan::Insertion& insertion = plan_.insertions[next];
                    if (insertion.kind == StmtKind::RegionExit && insertion.region == plan_.copied_out && !copied &&
                        i < old.size()) {
                        copied = true;
                        CopyOut(old[i], rebuilt);
                    }
                    rebuilt.push_back(MakeStmt(insertion));
                }
                if (i < old.size()) {
                    rebuilt.push_back(old[i]);
                }
            }
            out_.code.blocks[block].stmts = std::move(rebuilt);
        }
        std::sort(out_.decisions.begin(), out_.decisions.end());
    }

    /// Where regions of the source begin and end has been checked.
    void RemoveMarks()
    {
        const auto is_mark = [this](StmtId id) {
            return out_.code.stmts[id].kind == StmtKind::Prim && out_.code.stmts[id].prim == core::Prim::RegionMark;
        };
        for (const core::BlockId block : out_.code.blocks.ids()) {
            auto& stmts = out_.code.blocks[block].stmts;
            stmts.erase(std::remove_if(stmts.begin(), stmts.end(), is_mark), stmts.end());
        }
    }

    StmtId MakeStmt(const plan::Insertion& insertion)
    {
        Stmt stmt;
        stmt.kind = insertion.kind;
        stmt.region = Mapped(insertion.region);
        if (insertion.kind == StmtKind::RegionOf) {
            const core::Atom holder(out_.regions[stmt.region].holder);
            out_.code.SetArgs(stmt, {&holder, 1});
        }
        const StmtId id = out_.code.stmts.Add(stmt);
        if (insertion.decision.valid()) {
            out_.decisions.emplace_back(id, insertion.decision);
        }
        return id;
    }

    /// In front of `return x`: out = transmigrate(x), and the return yields the copy.
    void CopyOut(StmtId jump, std::vector<StmtId>& into)
    {
        Stmt& back = out_.code.stmts[jump];
        if (back.kind != StmtKind::Return || back.arg_count == 0 || !out_.code.args(back)[0].is_var()) {
            return;
        }
        const core::VarId original = out_.code.args(back)[0].var();
        const NodeId node = out_.node_of[original.index()];
        if (!node.valid()) {
            return;
        }
        core::Var var = out_.code.vars[original];
        var.kind = core::VarKind::Temp;
        var.assigned = false;
        var.name = support::Intern(std::string(var.name.text()) + "-copy");
        const core::VarId copy = out_.code.AddVar(std::move(var));
        out_.node_of.push_back(out_.result_node);
        Stmt stmt;
        stmt.kind = StmtKind::Transmigrate;
        stmt.span = back.span;
        stmt.result = copy;
        stmt.region = Mapped(plan_.copied_out);
        stmt.into = Mapped(plan_.dest);
        const core::Atom arg(original);
        out_.code.SetArgs(stmt, {&arg, 1});
        const StmtId id = out_.code.stmts.Add(stmt);
        out_.decisions.emplace_back(id, plan_.copy_decision);
        into.push_back(id);
        const core::Atom result(copy);
        out_.code.SetArgs(out_.code.stmts[jump], {&result, 1});
    }
};

}  // namespace

Module Build(core::Module&& module, plan::Plan&& plan, analysis::Facts& facts, reason::Ledger&& ledger)
{
    Module out;
    out.name = std::move(module.name);
    out.has_exports = module.has_exports;
    out.entry = module.entry;
    out.main_file = module.main_file;
    out.functions.resize(module.functions.size());
    std::vector<InterfaceIds> interfaces(module.functions.size());
    for (const auto& component : facts.components) {
        std::vector<FunctionBuilder> builders;
        builders.reserve(component.size());
        for (core::FuncId id : component) {
            core::Function& code = module.functions[id];
            const size_t index = id.index();
            if (code.is_extern) {
                out.functions[index].code = std::move(code);
                out.functions[index].takes_dest = out.functions[index].code.extern_fresh;
                builders.emplace_back(core::Function(), plan.functions[index], facts.functions[index], facts.graph);
                continue;
            }
            builders.emplace_back(std::move(code), plan.functions[index], facts.functions[index], facts.graph);
            out.functions[index] = builders.back().Run();
            interfaces[index] = builders.back().interface_ids();
        }
        for (size_t member = 0; member < component.size(); ++member) {
            const size_t index = component[member].index();
            Function& function = out.functions[index];
            for (const analysis::CallClone& call : facts.functions[index].calls) {
                CallMap map;
                map.call = call.call;
                const InterfaceIds& ids = interfaces[function.code.stmts[call.call].callee.index()];
                for (const auto& [from, to] : call.nodes) {
                    const GraphNode found = facts.graph.Find(from);
                    const auto entry = std::lower_bound(ids.begin(), ids.end(), std::pair(found, NodeId(0)));
                    OMNI_CHECK(entry != ids.end() && entry->first == found, "call map of {}: node {} is not of the interface",
                               function.code.name.text(), found);
                    map.nodes.emplace_back(entry->second, builders[member].IdOf(to));
                }
                std::sort(map.nodes.begin(), map.nodes.end());
                map.nodes.erase(std::unique(map.nodes.begin(), map.nodes.end()), map.nodes.end());
                function.call_maps.push_back(std::move(map));
            }
            std::sort(function.call_maps.begin(), function.call_maps.end(),
                      [](const CallMap& a, const CallMap& b) { return a.call < b.call; });
            plan.functions[index] = {};
            facts.functions[index] = {};
        }
    }
    out.globals = std::move(module.globals);
    out.constants = std::move(module.constants);
    out.structs = std::move(module.structs);
    out.decisions = std::move(plan.decisions);
    out.reasons = std::move(ledger);
    out.broken = std::move(plan.broken);
    out.growing = std::move(plan.growing);
    out.late_uses = std::move(plan.late_uses);
    return out;
}

plan::DecisionId Function::decision_of(core::StmtId stmt) const
{
    const auto found = std::lower_bound(decisions.begin(), decisions.end(), std::pair(stmt, plan::DecisionId(0)));
    return found != decisions.end() && found->first == stmt ? found->second : plan::DecisionId();
}

const Borrow* Function::borrow_of(core::VarId var) const
{
    const auto found = std::lower_bound(borrows.begin(), borrows.end(), var,
                                        [](const Borrow& borrow, core::VarId wanted) { return borrow.var < wanted; });
    return found != borrows.end() && found->var == var ? &*found : nullptr;
}

}  // namespace omni::rir
