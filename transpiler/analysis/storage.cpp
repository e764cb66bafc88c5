#include "analysis/storage.h"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "analysis/build_graph.h"
#include "analysis/call_graph.h"
#include "analysis/escape.h"

namespace omni::analysis {
namespace {

constexpr int kMaxRounds = 3;

/// Pairs up the interfaces of two rounds of one function; false when they differ in structure, facts or classes.
class Isomorphism {
public:
    Isomorphism(StorageGraph& graph, const core::Function& function) : graph_(graph), function_(function) {}

    bool Match(const FunctionFacts& old_facts, const FunctionFacts& new_facts)
    {
        if ((old_facts.dest == kNoNode) != (new_facts.dest == kNoNode)) {
            return false;
        }
        for (const auto* list : {&function_.params, &function_.captured}) {
            for (core::VarId var : *list) {
                Push(old_facts.node_of[var.index()], new_facts.node_of[var.index()]);
            }
        }
        Push(old_facts.result, new_facts.result);
        while (same_ && !work_.empty()) {
            const auto [old_node, new_node] = work_.back();
            work_.pop_back();
            MatchNode(old_node, new_node);
        }
        return same_;
    }

    [[nodiscard]] Node Image(Node old_node) const
    {
        const auto found = forward_.find(old_node);
        return found == forward_.end() ? kNoNode : found->second;
    }

private:
    StorageGraph& graph_;
    const core::Function& function_;
    std::unordered_map<Node, Node> forward_, backward_, class_forward_, class_backward_;
    std::vector<std::pair<Node, Node>> work_;
    bool same_ = true;

    void Push(Node old_node, Node new_node)
    {
        if (old_node != kNoNode && new_node != kNoNode) {
            work_.emplace_back(graph_.Find(old_node), graph_.Find(new_node));
        }
    }

    static bool Pair(std::unordered_map<Node, Node>& forward, std::unordered_map<Node, Node>& backward, Node a, Node b,
                     bool& fresh)
    {
        const auto [entry, added] = forward.emplace(a, b);
        const auto [back, back_added] = backward.emplace(b, a);
        fresh = added;
        return entry->second == b && back->second == a && added == back_added;
    }

    void MatchNode(Node old_node, Node new_node)
    {
        bool fresh = false;
        same_ = Pair(forward_, backward_, old_node, new_node, fresh);
        if (!same_ || !fresh) {
            return;
        }
        constexpr uint16_t kInterface = kGlobal | kKept | kDest | kAllocatedInto | kAny | kChanged;
        const uint16_t flags = graph_.flags(old_node);
        if ((flags & kInterface) != (graph_.flags(new_node) & kInterface)) {
            same_ = false;
            return;
        }
        if ((flags & (kGlobal | kDest | kAllocatedInto)) != 0) {
            bool ignored = false;
            same_ = Pair(class_forward_, class_backward_, graph_.ClassOf(old_node), graph_.ClassOf(new_node), ignored);
        }
        const auto old_edges = graph_.Edges(old_node);
        const auto new_edges = graph_.Edges(new_node);
        if (old_edges.size() != new_edges.size()) {
            same_ = false;
            return;
        }
        for (size_t i = 0; i < old_edges.size(); ++i) {
            if (old_edges[i].kind != new_edges[i].kind || old_edges[i].index != new_edges[i].index) {
                same_ = false;
                return;
            }
            work_.emplace_back(old_edges[i].target, new_edges[i].target);
        }
    }
};

/// Summarises one component of the call graph.
class ComponentSummary {
public:
    ComponentSummary(const core::Module& module, Facts& facts, reason::Ledger& ledger, std::vector<bool>& in_component,
                     const std::vector<core::FuncId>& members)
        : module_(module), facts_(facts), ledger_(ledger), in_component_(in_component), members_(members)
    {
    }

    void Run()
    {
        if (!IsRecursive()) {
            BuildRound(Recursion::Unknown);
            return;
        }
        for (core::FuncId member : members_) {
            in_component_[member.index()] = true;
        }
        if (!RunPolymorphic()) {
            RunShared();
        }
        for (core::FuncId member : members_) {
            in_component_[member.index()] = false;
        }
    }

private:
    const core::Module& module_;
    Facts& facts_;
    reason::Ledger& ledger_;
    std::vector<bool>& in_component_;
    const std::vector<core::FuncId>& members_;

    [[nodiscard]] bool IsRecursive() const
    {
        if (members_.size() > 1) {
            return true;
        }
        const core::Function& function = module_.functions[members_[0]];
        return std::any_of(function.stmts.begin(), function.stmts.end(), [&](const core::Stmt& stmt) {
            return (stmt.kind == core::StmtKind::Call || stmt.kind == core::StmtKind::MakeClosure) &&
                   stmt.callee == function.id;
        });
    }

    FunctionFacts& FactsOf(core::FuncId function) { return facts_.functions[function.index()]; }

    void BuildRound(Recursion recursion)
    {
        std::vector<FunctionFacts> round(members_.size());
        GraphBuilder builder(module_, facts_.graph, ledger_, facts_.functions, in_component_, recursion);
        for (size_t i = 0; i < members_.size(); ++i) {
            const core::Function& function = module_.functions[members_[i]];
            builder.MakeNodes(function, round[i]);
            builder.Build(function, round[i]);
            ComputeEscape(function, facts_.graph, round[i], ledger_);
        }
        for (size_t i = 0; i < members_.size(); ++i) {
            FactsOf(members_[i]) = std::move(round[i]);
        }
    }

    /// True when the summaries became stable within the bound; the calls then refer to the final nodes.
    bool RunPolymorphic()
    {
        BuildRound(Recursion::Unknown);
        for (int round = 1; round < kMaxRounds; ++round) {
            std::vector<FunctionFacts> before;
            before.reserve(members_.size());
            for (core::FuncId member : members_) {
                before.push_back(FactsOf(member));
            }
            BuildRound(Recursion::Cloned);
            if (Stable(before)) {
                return true;
            }
        }
        return false;
    }

    bool Stable(const std::vector<FunctionFacts>& before)
    {
        std::unordered_map<uint32_t, Isomorphism> images;
        for (size_t i = 0; i < members_.size(); ++i) {
            Isomorphism image(facts_.graph, module_.functions[members_[i]]);
            if (!image.Match(before[i], FactsOf(members_[i]))) {
                return false;
            }
            images.emplace(members_[i].index(), std::move(image));
        }
        for (core::FuncId member : members_) {
            const core::Function& function = module_.functions[member];
            for (CallClone& call : FactsOf(member).calls) {
                const auto image = images.find(function.stmts[call.call].callee.index());
                if (image == images.end()) {
                    continue;
                }
                for (auto& [from, to] : call.nodes) {
                    from = image->second.Image(facts_.graph.Find(from));
                    OMNI_CHECK(from != kNoNode, "a node of {}'s summary has no image", function.name.text());
                }
            }
        }
        return true;
    }

    void RunShared()
    {
        for (core::FuncId member : members_) {
            FactsOf(member) = FunctionFacts{};
            FactsOf(member).recursion_shared = true;
        }
        GraphBuilder builder(module_, facts_.graph, ledger_, facts_.functions, in_component_, Recursion::Shared);
        for (core::FuncId member : members_) {
            builder.MakeNodes(module_.functions[member], FactsOf(member));
        }
        for (core::FuncId member : members_) {
            builder.Build(module_.functions[member], FactsOf(member));
        }
        while (FinishShared()) {
        }
    }

    /// Computes escape with what the other members found; true when that changed a dest or a class.
    bool FinishShared()
    {
        bool changed = false;
        for (core::FuncId member : members_) {
            FunctionFacts& facts = FactsOf(member);
            const bool had_dest = facts.dest != kNoNode;
            ComputeEscape(module_.functions[member], facts_.graph, facts, ledger_);
            changed |= had_dest != (facts.dest != kNoNode);
        }
        for (core::FuncId member : members_) {
            changed |= ShareCalls(member);
        }
        return changed;
    }

    /// Recursive calls: the callee's interface stands for itself, and its dest is allocated in by the call.
    bool ShareCalls(core::FuncId member)
    {
        bool changed = false;
        const core::Function& function = module_.functions[member];
        FunctionFacts& facts = FactsOf(member);
        for (CallClone& call : facts.calls) {
            const core::Stmt& stmt = function.stmts[call.call];
            if (!in_component_[stmt.callee.index()]) {
                continue;
            }
            const FunctionFacts& callee = FactsOf(stmt.callee);
            if (call.nodes.size() != callee.interface.size()) {
                changed = true;
            }
            call.nodes.clear();
            for (Node node : callee.interface) {
                call.nodes.emplace_back(node, node);
            }
            if (callee.dest == kNoNode) {
                continue;
            }
            if (stmt.kind == core::StmtKind::MakeClosure) {
                const Node result =
                    facts_.graph.FieldOf(facts.node_of[stmt.result.index()], core::FieldKind::Result);
                if (facts_.graph.ClassOf(result) != facts_.graph.ClassOf(callee.dest)) {
                    facts_.graph.MergeClasses(result, callee.dest);
                    facts.latent.push_back({call.call, callee.dest, true});
                    changed = true;
                }
                continue;
            }
            const bool known = std::any_of(facts.sites.begin(), facts.sites.end(),
                                           [&](const AllocSite& site) { return site.stmt == call.call; });
            if (!known) {
                facts.sites.push_back({call.call, callee.dest, true});
                facts_.graph.Raise(callee.dest, kAllocated | kCall);
                changed = true;
            }
        }
        return changed;
    }
};

std::string_view Name(Escape escape)
{
    switch (escape) {
    case Escape::Local: return "local";
    case Escape::Dest: return "dest";
    case Escape::Holder: return "holder";
    case Escape::Outside: return "outside";
    case Escape::Global: return "global";
    }
    return "";
}

std::string_view Name(core::FieldKind kind)
{
    switch (kind) {
    case core::FieldKind::Car: return "car";
    case core::FieldKind::Cdr: return "cdr";
    case core::FieldKind::Content: return "content";
    case core::FieldKind::Elem: return "elem";
    case core::FieldKind::Key: return "key";
    case core::FieldKind::Value: return "value";
    case core::FieldKind::Captured: return "captured";
    case core::FieldKind::Field: return "field";
    case core::FieldKind::Param: return "param";
    case core::FieldKind::Result: return "result";
    }
    return "";
}

}  // namespace

Facts ComputeStorage(const core::Module& module, reason::Ledger& ledger)
{
    Facts facts;
    facts.functions.resize(module.functions.size());
    facts.components = CallComponents(module);
    std::vector<bool> in_component(module.functions.size(), false);
    for (const auto& component : facts.components) {
        ComponentSummary(module, facts, ledger, in_component, component).Run();
    }
    return facts;
}

std::string PrintStorage(const core::Module& module, Facts& facts)
{
    std::string text;
    for (const core::Function& function : module.functions) {
        const FunctionFacts& mine = facts.functions[function.id.index()];
        text += fmt::format("fn {}{}{}\n", function.name.text(), mine.dest == kNoNode ? "" : " dest",
                            mine.recursion_shared ? "   ; recursive calls share nodes" : "");
        const auto escapes = EscapeOf(function, facts.graph, mine);
        std::unordered_map<Node, size_t> number;
        for (size_t i = 0; i < mine.nodes.size(); ++i) {
            number.emplace(mine.nodes[i], i);
        }
        for (size_t i = 0; i < mine.nodes.size(); ++i) {
            text += fmt::format("  n{} {}", i, Name(escapes[i]));
            text += (facts.graph.flags(mine.nodes[i]) & kAny) != 0 ? " any" : "";
            for (const auto& edge : facts.graph.Edges(mine.nodes[i])) {
                text += fmt::format(" {}{}:n{}", Name(edge.kind), edge.index == 0 ? "" : std::to_string(edge.index),
                                    number.at(edge.target));
            }
            for (core::VarId var : function.vars.ids()) {
                const Node node = mine.node_of[var.index()];
                if (node != kNoNode && facts.graph.Find(node) == mine.nodes[i]) {
                    text += fmt::format(" %{}", function.vars[var].name.text());
                }
            }
            text += "\n";
        }
    }
    return text;
}

}  // namespace omni::analysis
