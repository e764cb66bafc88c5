#pragma once
// The storage graph: what may point to what, and what must share a region.
//
// A unification-based, field-sensitive points-to graph (Steensgaard; Lattner and Adve, Data Structure Analysis, PLDI
// 2005; Cherem and Rugina, ISMM 2004). A node stands for a set of objects that may stand for one another. Two
// equivalences live on the nodes: unified nodes are one node; nodes of one *region class* are different sets of objects
// that must share a region, because one `dest` serves both.
//
//   (define (f xs) (cons 1 (cdr xs)))      xs n0 {cdr: n0}    (cons 1 ..) n0: its cdr is the tail of xs
//
// The spine of a list and its elements stay apart: `cdr` of a node is the node itself when the types say that it may
// be a pair, `car` is a node of its own.

#include <cstdint>
#include <utility>
#include <vector>

#include "reason/reason.h"
#include "core/field.h"

namespace omni::analysis {

/// A node of the graph; one space for the whole program. `Find` gives the representative of a unified set.
using Node = uint32_t;
inline constexpr Node kNoNode = 0xFFFFFFFFu;

/// Facts that only ever become true.
enum NodeFlag : uint16_t {
    kAllocated = 1,      ///< objects of it are made in this function or below it
    kGlobal = 2,         ///< reachable from a top-level variable, or kept by unknown C code
    kDest = 4,           ///< on the interface: made in the caller's `dest`
    kAllocatedInto = 8,  ///< on the interface: made through region_of
    kCall = 16,          ///< some of its objects are made by a callee: their number is unknown
    kAny = 32,           ///< nothing is known of its objects: each field leads to the node itself
    kCalled = 64,        ///< `any`, and used as a procedure: what it takes and gives may then be kept for ever
    kPended = 128,       ///< given to a pending call: it must be alive when the function has returned
    kChanged = 512,      ///< some object of it may be changed in this function or below it
    kKept = 256,         ///< global, and kept by others than top-level variables: nobody knows when they are done with it
};

/// Union-find over nodes with labelled edges, and a second union-find over their region classes.
class StorageGraph {
public:
    Node NewNode();
    /// Representative of the unified set that `node` belongs to.
    Node Find(Node node)
    {
        while (nodes_[node].parent != node) {
            nodes_[node].parent = nodes_[nodes_[node].parent].parent;
            node = nodes_[node].parent;
        }
        return node;
    }
    /// Makes one node of two, and of everything reached from both by equal labels.
    void Unify(Node a, Node b);
    /// Makes one node of `node` and all that it reaches, now and later: an object of unknown structure.
    void MakeAny(Node node);

    /// Target of an edge, made when it is not there.
    Node FieldOf(Node node, core::FieldKind kind, uint16_t index = 0);
    /// Target of an edge or kNoNode.
    Node FindField(Node node, core::FieldKind kind, uint16_t index = 0);

    struct Edge {
        core::FieldKind kind;
        uint16_t index;
        Node target;
    };
    /// Edges of a node, sorted by label; targets are representatives.
    std::vector<Edge> Edges(Node node);
    /// Calls visit(edge) for each of them. The graph must not be changed meanwhile, except for flags and classes.
    template <class Visit>
    void ForEachEdge(Node node, Visit&& visit)
    {
        const Data& data = nodes_[Find(node)];
        const auto single = [&](core::FieldKind kind, Node target) {
            if (target != kNoNode) {
                visit(Edge{kind, 0, Find(target)});
            }
        };
        single(core::FieldKind::Car, data.car);
        single(core::FieldKind::Cdr, data.cdr);
        single(core::FieldKind::Content, data.content);
        single(core::FieldKind::Elem, data.elem);
        if (data.extra != kNoNode) {
            for (const Edge& edge : extra_[data.extra]) {
                visit(Edge{edge.kind, edge.index, Find(edge.target)});
            }
        }
    }

    /// A walk over the graph: forgets which nodes were met.
    void BeginWalk() { ++walk_; }
    /// Meets a representative on the walk that was begun last; false when it was met before.
    bool Meet(Node representative) { return std::exchange(nodes_[representative].met_on, walk_) != walk_; }
    [[nodiscard]] bool IsMet(Node representative) const { return nodes_[representative].met_on == walk_; }
    /// What the walk keeps with a node that it has met.
    uint32_t& Note(Node representative) { return nodes_[representative].note; }

    [[nodiscard]] uint16_t flags(Node node) { return nodes_[Find(node)].flags; }
    void Raise(Node node, uint16_t flags, reason::ReasonId why = {});
    /// The verdict that first raised the node to global storage, or None.
    [[nodiscard]] reason::ReasonId why_global(Node node) { return nodes_[Find(node)].why; }

    /// Region classes.
    Node ClassOf(Node node)
    {
        node = Find(node);
        while (nodes_[node].class_parent != node) {
            nodes_[node].class_parent = nodes_[nodes_[node].class_parent].class_parent;
            node = nodes_[node].class_parent;
        }
        return node;
    }
    void MergeClasses(Node a, Node b);

    [[nodiscard]] size_t size() const { return nodes_.size(); }

private:
    struct Data {
        Node parent;
        Node class_parent;
        Node car = kNoNode, cdr = kNoNode, content = kNoNode, elem = kNoNode;
        uint32_t extra = kNoNode;  ///< index into extra_: all other edges
        reason::ReasonId why;
        uint32_t met_on = 0;       ///< the last walk that met it, and what that walk keeps with it
        uint32_t note = 0;
        uint16_t flags = 0;
    };
    std::vector<Data> nodes_;
    std::vector<std::vector<Edge>> extra_;  ///< each sorted by label
    uint32_t walk_ = 0;
    std::vector<std::pair<Node, Node>> work_;

    void UnifyField(Node& into, Node from);
    void FoldFields(Node node);
};

/// Edges that are pointers: followed by the region closure property. Param and Result are not.
[[nodiscard]] inline bool IsPointer(core::FieldKind kind)
{
    return kind != core::FieldKind::Param && kind != core::FieldKind::Result;
}

}  // namespace omni::analysis
