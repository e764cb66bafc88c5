#include "analysis/escape.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace omni::analysis {
namespace {

std::vector<Node> InterfaceRoots(const core::Function& function, const FunctionFacts& facts, bool with_result)
{
    std::vector<Node> roots;
    for (const auto* list : {&function.params, &function.captured}) {
        for (core::VarId var : *list) {
            if (facts.node_of[var.index()] != kNoNode) {
                roots.push_back(facts.node_of[var.index()]);
            }
        }
    }
    if (with_result && facts.result != kNoNode) {
        roots.push_back(facts.result);
    }
    return roots;
}

/// Nodes that a procedure of the interface takes or yields, with all that these reach.
std::vector<Node> ReachThroughProcedures(StorageGraph& graph, const std::vector<Node>& interface)
{
    std::vector<Node> roots;
    for (Node node : interface) {
        graph.ForEachEdge(node, [&roots](const StorageGraph::Edge& edge) {
            if (!IsPointer(edge.kind)) {
                roots.push_back(edge.target);
            }
        });
    }
    return Reach(graph, roots, false);
}

/// What the escape equations need to know of one function: five sets of its nodes.
class Scope {
public:
    enum Set : uint8_t { Interface = 1, FromParams = 2, FromResult = 4, ThroughProcedures = 8, Pended = 16 };

    Scope(const core::Function& function, StorageGraph& graph, const FunctionFacts& facts) : nodes_(facts.nodes)
    {
        std::sort(nodes_.begin(), nodes_.end());
        sets_.resize(nodes_.size());
        Add(facts.interface, Interface);
        Add(Reach(graph, InterfaceRoots(function, facts, false), true), FromParams);
        if (facts.result != kNoNode) {
            Add(Reach(graph, {facts.result}, true), FromResult);
        }
        Add(ReachThroughProcedures(graph, facts.interface), ThroughProcedures);
        AddPended(graph);
    }

    /// Is the node in one of the sets?
    [[nodiscard]] bool Has(Node node, unsigned sets) const
    {
        const auto place = std::lower_bound(nodes_.begin(), nodes_.end(), node);
        return place != nodes_.end() && *place == node && (sets_[static_cast<size_t>(place - nodes_.begin())] & sets) != 0;
    }

private:
    std::vector<Node> nodes_;  ///< sorted
    std::vector<uint8_t> sets_;

    void AddPended(StorageGraph& graph)
    {
        std::vector<Node> roots;
        for (const Node node : nodes_) {
            if ((graph.flags(node) & kPended) != 0) {
                roots.push_back(node);
            }
        }
        if (!roots.empty()) {
            Add(Reach(graph, roots, true), Pended);
        }
    }

    void Add(const std::vector<Node>& members, Set set)
    {
        for (const Node node : members) {
            const auto place = std::lower_bound(nodes_.begin(), nodes_.end(), node);
            if (place != nodes_.end() && *place == node) {
                sets_[static_cast<size_t>(place - nodes_.begin())] |= set;
            }
        }
    }
};

/// Escape of one node without regard to the rest of its class.
Escape NodeEscape(StorageGraph& graph, const Scope& scope, Node node)
{
    const uint16_t flags = graph.flags(node);
    if ((flags & kGlobal) != 0) {
        return Escape::Global;
    }
    if ((flags & kAllocated) != 0) {
        if (scope.Has(node, Scope::FromResult | Scope::ThroughProcedures)) {
            return Escape::Dest;
        }
        if (scope.Has(node, Scope::FromParams)) {
            return Escape::Holder;
        }
        if (scope.Has(node, Scope::Pended)) {
            return Escape::Dest;
        }
    }
    return scope.Has(node, Scope::Interface | Scope::Pended) ? Escape::Outside : Escape::Local;
}

/// Order of the classes: a class takes the worst of its members.
int Rank(Escape escape)
{
    switch (escape) {
    case Escape::Local: return 0;
    case Escape::Outside: return 1;
    case Escape::Holder: return 2;
    case Escape::Dest: return 3;
    case Escape::Global: return 4;
    }
    return 4;
}

/// The escape of each region class of a function.
class ClassEscapes {
public:
    ClassEscapes(StorageGraph& graph, const FunctionFacts& facts, const Scope& scope)
    {
        classes_.reserve(facts.nodes.size());
        for (Node node : facts.nodes) {
            classes_.push_back({graph.ClassOf(node), NodeEscape(graph, scope, node)});
        }
        // The worst member of each class comes first, and stays.
        std::sort(classes_.begin(), classes_.end(), [](const Entry& a, const Entry& b) {
            return a.node_class != b.node_class ? a.node_class < b.node_class : Rank(a.escape) > Rank(b.escape);
        });
        classes_.erase(std::unique(classes_.begin(), classes_.end(),
                                   [](const Entry& a, const Entry& b) { return a.node_class == b.node_class; }),
                       classes_.end());
    }

    [[nodiscard]] Escape Of(Node node_class) const
    {
        const auto place = std::lower_bound(classes_.begin(), classes_.end(), node_class,
                                            [](const Entry& entry, Node node) { return entry.node_class < node; });
        OMNI_CHECK(place != classes_.end() && place->node_class == node_class, "class {} of no node", node_class);
        return place->escape;
    }

private:
    struct Entry {
        Node node_class;
        Escape escape;
    };
    std::vector<Entry> classes_;  ///< sorted
};

/// Raises everything that global nodes reach, and the rest of their classes.
void SpreadGlobal(StorageGraph& graph, const std::vector<Node>& nodes)
{
    constexpr uint16_t kSpread = kGlobal | kKept;
    const auto is_global = [&graph](Node node) { return (graph.flags(node) & kGlobal) != 0; };
    bool changed = std::any_of(nodes.begin(), nodes.end(), is_global);
    const auto raise_as = [&](Node node, Node other) {
        const auto missing = static_cast<uint16_t>(graph.flags(other) & kSpread & ~graph.flags(node));
        if (missing != 0) {
            graph.Raise(node, missing, graph.why_global(other));
            changed = true;
        }
    };
    while (changed) {
        changed = false;
        std::unordered_map<Node, Node> global_class;
        for (Node node : nodes) {
            if (is_global(node)) {
                Node& first = global_class.emplace(graph.ClassOf(node), node).first->second;
                first = (graph.flags(first) & kKept) != 0 ? first : node;
            }
        }
        for (Node node : nodes) {
            const auto found = global_class.find(graph.ClassOf(node));
            if (found != global_class.end()) {
                raise_as(node, found->second);
            }
            if (!is_global(node)) {
                continue;
            }
            graph.ForEachEdge(node, [&](const StorageGraph::Edge& edge) { raise_as(edge.target, node); });
        }
    }
}

/// The first parameter or captured variable whose object reaches `node` through pointers.
Node HolderRoot(const core::Function& function, StorageGraph& graph, const FunctionFacts& facts, Node node)
{
    for (Node root : InterfaceRoots(function, facts, false)) {
        const auto reached = Reach(graph, {root}, true);
        if (std::find(reached.begin(), reached.end(), node) != reached.end()) {
            return root;
        }
    }
    return kNoNode;
}

/// One round of class merging; true when something was merged.
bool MergeEscaping(const core::Function& function, StorageGraph& graph, FunctionFacts& facts, const Scope& scope,
                   const ClassEscapes& classes)
{
    bool merged = false;
    facts.dest = kNoNode;
    for (Node node : facts.nodes) {
        const Node node_class = graph.ClassOf(node);
        const Escape escape = classes.Of(node_class);  // a merged class goes by the name of one of its parts
        const bool on_interface = scope.Has(node, Scope::Interface | Scope::Pended);
        if (escape == Escape::Dest && on_interface) {
            if (facts.dest == kNoNode) {
                facts.dest = node;
            } else if (graph.ClassOf(facts.dest) != node_class) {
                graph.MergeClasses(facts.dest, node);
                merged = true;
            }
        } else if (escape == Escape::Holder && on_interface && (graph.flags(node) & kAllocated) != 0) {
            const Node root = HolderRoot(function, graph, facts, node);
            if (root != kNoNode && graph.ClassOf(root) != node_class) {
                graph.MergeClasses(root, node);
                merged = true;
            }
        }
    }
    return merged;
}

/// What shares a class with something that outlives the call lives as long, and so must all that it points to: a closure
/// that a callee builds beside what the closure yields later, when only the latter is returned. True when classes were
/// merged.
bool MergeReached(StorageGraph& graph, const FunctionFacts& facts, const ClassEscapes& classes)
{
    std::vector<std::pair<Node, Node>> together;
    for (Node node : facts.nodes) {
        const Escape escape = classes.Of(graph.ClassOf(node));
        if (escape != Escape::Dest && escape != Escape::Holder) {
            continue;
        }
        graph.ForEachEdge(node, [&](const StorageGraph::Edge& edge) {
            if (IsPointer(edge.kind) && classes.Of(graph.ClassOf(edge.target)) == Escape::Local) {
                together.emplace_back(node, edge.target);
            }
        });
    }
    for (const auto& [node, reached] : together) {
        graph.MergeClasses(node, reached);
    }
    return !together.empty();
}

}  // namespace

std::vector<Node> Reach(StorageGraph& graph, const std::vector<Node>& roots, bool pointers_only)
{
    constexpr size_t kUsual = 16;  // of nodes that are reached
    std::vector<Node> order;
    order.reserve(kUsual);
    std::vector<Node> work;
    work.reserve(roots.size() + kUsual);
    work.assign(roots.rbegin(), roots.rend());
    graph.BeginWalk();
    while (!work.empty()) {
        const Node node = graph.Find(work.back());
        work.pop_back();
        if (!graph.Meet(node)) {
            continue;
        }
        order.push_back(node);
        const auto behind = static_cast<std::ptrdiff_t>(work.size());
        graph.ForEachEdge(node, [&](const StorageGraph::Edge& edge) {
            if (!pointers_only || IsPointer(edge.kind)) {
                work.push_back(edge.target);
            }
        });
        std::reverse(work.begin() + behind, work.end());  // the first edge is followed first
    }
    return order;
}

namespace {

void RaiseUnknownProcedures(const core::Function& function, StorageGraph& graph, const FunctionFacts& facts,
                            reason::Ledger& ledger)
{
    for (Node node : facts.nodes) {
        const uint16_t flags = graph.flags(node);
        if ((flags & kAny) != 0 && (flags & kCalled) != 0 && (flags & kGlobal) == 0) {
            reason::Reason why;
            why.kind = reason::ReasonKind::RaisedFunction;
            why.function = function.id;
            why.subject = function.name;
            graph.Raise(node, kGlobal | kKept, ledger.Add(std::move(why)));
        }
    }
}

}  // namespace

void ComputeEscape(const core::Function& function, StorageGraph& graph, FunctionFacts& facts, reason::Ledger& ledger)
{
    std::vector<Node> roots = InterfaceRoots(function, facts, true);
    facts.interface = Reach(graph, roots, false);
    for (Node node : facts.node_of) {
        if (node != kNoNode) {
            roots.push_back(node);
        }
    }
    for (const AllocSite& site : facts.sites) {
        roots.push_back(site.node);
    }
    for (const auto& [global, node] : facts.globals) {
        roots.push_back(node);
    }
    for (const CallClone& call : facts.calls) {
        for (const auto& [from, to] : call.nodes) {
            roots.push_back(to);
        }
    }
    facts.nodes = Reach(graph, roots, false);
    RaiseUnknownProcedures(function, graph, facts, ledger);
    const Scope scope(function, graph, facts);
    while (true) {
        SpreadGlobal(graph, facts.nodes);
        const ClassEscapes classes(graph, facts, scope);
        if (MergeEscaping(function, graph, facts, scope, classes) || MergeReached(graph, facts, classes)) {
            continue;
        }
        for (Node node : facts.nodes) {
            const Escape escape = classes.Of(graph.ClassOf(node));
            if (escape == Escape::Dest && scope.Has(node, Scope::Interface | Scope::Pended)) {
                graph.Raise(node, kDest);
            } else if (escape == Escape::Holder) {
                graph.Raise(node, kAllocatedInto);
            }
        }
        return;
    }
}

std::vector<Escape> EscapeOf(const core::Function& function, StorageGraph& graph, const FunctionFacts& facts)
{
    const ClassEscapes classes(graph, facts, Scope(function, graph, facts));
    std::vector<Escape> result;
    result.reserve(facts.nodes.size());
    for (Node node : facts.nodes) {
        result.push_back(classes.Of(graph.ClassOf(node)));
    }
    return result;
}

}  // namespace omni::analysis
