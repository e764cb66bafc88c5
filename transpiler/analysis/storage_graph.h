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
#include <vector>

#include "reason/reason.h"
#include "core/field.h"

namespace omni::analysis {

/// A node of the graph; one space for the whole program. `Find` gives the representative of a unified set.
using Node = uint32_t;
inline constexpr Node kNoNode = 0xFFFFFFFFu;

/// Facts that only ever become true.
enum NodeFlag : uint8_t {
    kAllocated = 1,      ///< objects of it are made in this function or below it
    kGlobal = 2,         ///< reachable from a top-level variable, or kept by unknown C code
    kDest = 4,           ///< on the interface: made in the caller's `dest`
    kAllocatedInto = 8,  ///< on the interface: made through region_of
    kCall = 16,          ///< some of its objects are made by a callee: their number is unknown
    kAny = 32,           ///< nothing is known of its objects: each field leads to the node itself
    kCalled = 64,        ///< `any`, and used as a procedure: what it takes and gives may then be kept for ever
};

/// Union-find over nodes with labelled edges, and a second union-find over their region classes.
class StorageGraph {
public:
    Node NewNode();
    /// Representative of the unified set that `node` belongs to.
    Node Find(Node node);
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

    [[nodiscard]] uint8_t flags(Node node) { return nodes_[Find(node)].flags; }
    void Raise(Node node, uint8_t flags, reason::ReasonId why = {});
    /// The verdict that first raised the node to global storage, or None.
    [[nodiscard]] reason::ReasonId why_global(Node node) { return nodes_[Find(node)].why; }

    /// Region classes.
    Node ClassOf(Node node);
    void MergeClasses(Node a, Node b);

    [[nodiscard]] size_t size() const { return nodes_.size(); }

private:
    struct Data {
        Node parent;
        Node class_parent;
        Node car = kNoNode, cdr = kNoNode, content = kNoNode, elem = kNoNode;
        uint32_t extra = kNoNode;  ///< index into extra_: all other edges
        reason::ReasonId why;
        uint8_t flags = 0;
    };
    std::vector<Data> nodes_;
    std::vector<std::vector<Edge>> extra_;
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
