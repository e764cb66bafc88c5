#include "analysis/escape.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace omni::analysis {
namespace {

using NodeSet = std::unordered_set<Node>;

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

NodeSet ToSet(const std::vector<Node>& nodes) { return {nodes.begin(), nodes.end()}; }

/// Nodes that a procedure of the interface takes or yields, with all that these reach.
std::vector<Node> ReachThroughProcedures(StorageGraph& graph, const std::vector<Node>& interface)
{
    std::vector<Node> roots;
    for (Node node : interface) {
        for (const auto& edge : graph.Edges(node)) {
            if (!IsPointer(edge.kind)) {
                roots.push_back(edge.target);
            }
        }
    }
    return Reach(graph, roots, false);
}

/// What the escape equations need to know of one function.
struct Scope {
    NodeSet interface, from_params, from_result, through_procedures;
};

Scope ComputeScope(const core::Function& function, StorageGraph& graph, const FunctionFacts& facts)
{
    Scope scope;
    scope.interface = ToSet(facts.interface);
    scope.from_params = ToSet(Reach(graph, InterfaceRoots(function, facts, false), true));
    if (facts.result != kNoNode) {
        scope.from_result = ToSet(Reach(graph, {facts.result}, true));
    }
    scope.through_procedures = ToSet(ReachThroughProcedures(graph, facts.interface));
    return scope;
}

/// Escape of one node without regard to the rest of its class.
Escape NodeEscape(StorageGraph& graph, const Scope& scope, Node node)
{
    const uint8_t flags = graph.flags(node);
    if ((flags & kGlobal) != 0) {
        return Escape::Global;
    }
    if ((flags & kAllocated) != 0) {
        if (scope.from_result.count(node) != 0 || scope.through_procedures.count(node) != 0) {
            return Escape::Dest;
        }
        if (scope.from_params.count(node) != 0) {
            return Escape::Holder;
        }
    }
    return scope.interface.count(node) != 0 ? Escape::Outside : Escape::Local;
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

std::unordered_map<Node, Escape> ClassEscapes(StorageGraph& graph, const FunctionFacts& facts, const Scope& scope)
{
    std::unordered_map<Node, Escape> classes;
    for (Node node : facts.nodes) {
        const Escape escape = NodeEscape(graph, scope, node);
        const auto [entry, added] = classes.emplace(graph.ClassOf(node), escape);
        if (!added && Rank(escape) > Rank(entry->second)) {
            entry->second = escape;
        }
    }
    return classes;
}

/// Raises everything that global nodes reach, and the rest of their classes.
void SpreadGlobal(StorageGraph& graph, const std::vector<Node>& nodes)
{
    bool changed = true;
    while (changed) {
        changed = false;
        std::unordered_map<Node, Node> global_class;
        for (Node node : nodes) {
            if ((graph.flags(node) & kGlobal) != 0) {
                global_class.emplace(graph.ClassOf(node), node);
            }
        }
        for (Node node : nodes) {
            const auto found = global_class.find(graph.ClassOf(node));
            if (found != global_class.end() && (graph.flags(node) & kGlobal) == 0) {
                graph.Raise(node, kGlobal, graph.why_global(found->second));
                changed = true;
            }
            if ((graph.flags(node) & kGlobal) == 0) {
                continue;
            }
            for (const auto& edge : graph.Edges(node)) {
                if ((graph.flags(edge.target) & kGlobal) == 0) {
                    graph.Raise(edge.target, kGlobal, graph.why_global(node));
                    changed = true;
                }
            }
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
bool MergeEscaping(const core::Function& function, StorageGraph& graph, FunctionFacts& facts, const Scope& scope)
{
    bool merged = false;
    const auto classes = ClassEscapes(graph, facts, scope);
    facts.dest = kNoNode;
    for (Node node : facts.nodes) {
        const Node node_class = graph.ClassOf(node);
        const auto escape = classes.find(node_class);  // a merged class goes by the name of one of its parts
        const bool on_interface = scope.interface.count(node) != 0;
        if (escape->second == Escape::Dest && on_interface) {
            if (facts.dest == kNoNode) {
                facts.dest = node;
            } else if (graph.ClassOf(facts.dest) != node_class) {
                graph.MergeClasses(facts.dest, node);
                merged = true;
            }
        } else if (escape->second == Escape::Holder && on_interface && (graph.flags(node) & kAllocated) != 0) {
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
bool MergeReached(StorageGraph& graph, const FunctionFacts& facts, const Scope& scope)
{
    const auto classes = ClassEscapes(graph, facts, scope);
    std::vector<std::pair<Node, Node>> together;
    for (Node node : facts.nodes) {
        const Escape escape = classes.at(graph.ClassOf(node));
        if (escape != Escape::Dest && escape != Escape::Holder) {
            continue;
        }
        for (const auto& edge : graph.Edges(node)) {
            if (IsPointer(edge.kind) && classes.at(graph.ClassOf(edge.target)) == Escape::Local) {
                together.emplace_back(node, edge.target);
            }
        }
    }
    for (const auto& [node, reached] : together) {
        graph.MergeClasses(node, reached);
    }
    return !together.empty();
}

}  // namespace

std::vector<Node> Reach(StorageGraph& graph, const std::vector<Node>& roots, bool pointers_only)
{
    std::vector<Node> order;
    NodeSet seen;
    std::vector<Node> work(roots.rbegin(), roots.rend());
    while (!work.empty()) {
        const Node node = graph.Find(work.back());
        work.pop_back();
        if (!seen.insert(node).second) {
            continue;
        }
        order.push_back(node);
        const auto edges = graph.Edges(node);
        for (size_t i = edges.size(); i-- > 0;) {
            if (!pointers_only || IsPointer(edges[i].kind)) {
                work.push_back(edges[i].target);
            }
        }
    }
    return order;
}

namespace {

void RaiseUnknownProcedures(const core::Function& function, StorageGraph& graph, const FunctionFacts& facts,
                            reason::Ledger& ledger)
{
    for (Node node : facts.nodes) {
        const uint8_t flags = graph.flags(node);
        if ((flags & kAny) != 0 && (flags & kCalled) != 0 && (flags & kGlobal) == 0) {
            reason::Reason why;
            why.kind = reason::ReasonKind::RaisedFunction;
            why.function = function.id;
            why.subject = function.name;
            graph.Raise(node, kGlobal, ledger.Add(std::move(why)));
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
    for (const CallClone& call : facts.calls) {
        for (const auto& [from, to] : call.nodes) {
            roots.push_back(to);
        }
    }
    facts.nodes = Reach(graph, roots, false);
    RaiseUnknownProcedures(function, graph, facts, ledger);
    Scope scope = ComputeScope(function, graph, facts);
    do {
        SpreadGlobal(graph, facts.nodes);
    } while (MergeEscaping(function, graph, facts, scope) || MergeReached(graph, facts, scope));

    const auto classes = ClassEscapes(graph, facts, scope);
    for (Node node : facts.nodes) {
        const Escape escape = classes.at(graph.ClassOf(node));
        if (escape == Escape::Dest && scope.interface.count(node) != 0) {
            graph.Raise(node, kDest);
        } else if (escape == Escape::Holder) {
            graph.Raise(node, kAllocatedInto);
        }
    }
}

std::vector<Escape> EscapeOf(const core::Function& function, StorageGraph& graph, const FunctionFacts& facts)
{
    const Scope scope = ComputeScope(function, graph, facts);
    const auto classes = ClassEscapes(graph, facts, scope);
    std::vector<Escape> result;
    result.reserve(facts.nodes.size());
    for (Node node : facts.nodes) {
        result.push_back(classes.at(graph.ClassOf(node)));
    }
    return result;
}

}  // namespace omni::analysis
