#include "analysis/storage_graph.h"

#include <algorithm>

namespace omni::analysis {

using core::FieldKind;

namespace {

// The place of a label in a sorted list of edges.
std::vector<StorageGraph::Edge>::iterator Place(std::vector<StorageGraph::Edge>& edges, FieldKind kind, uint16_t index)
{
    return std::lower_bound(edges.begin(), edges.end(), std::pair(kind, index), [](const auto& edge, const auto& label) {
        return std::pair(edge.kind, edge.index) < label;
    });
}

}  // namespace

Node StorageGraph::NewNode()
{
    const Node node = static_cast<Node>(nodes_.size());
    Data data;
    data.parent = node;
    data.class_parent = node;
    nodes_.push_back(data);
    return node;
}

void StorageGraph::MergeClasses(Node a, Node b)
{
    a = ClassOf(a);
    b = ClassOf(b);
    if (a != b) {
        nodes_[std::max(a, b)].class_parent = std::min(a, b);
    }
}

void StorageGraph::Raise(Node node, uint16_t flags, reason::ReasonId why)
{
    Data& data = nodes_[Find(node)];
    if ((flags & kGlobal) != 0 && (data.flags & kGlobal) == 0) {
        data.why = why;
    }
    data.flags |= flags;
}

void StorageGraph::MakeAny(Node node)
{
    node = Find(node);
    if ((nodes_[node].flags & kAny) == 0) {
        nodes_[node].flags |= kAny;
        FoldFields(node);
        Unify(node, node);
    }
}

/// An `any` node has no edges of its own: their targets become part of it.
void StorageGraph::FoldFields(Node node)
{
    for (const Edge& edge : Edges(node)) {
        if (!IsPointer(edge.kind)) {
            nodes_[node].flags |= kCalled;
        }
        work_.emplace_back(node, edge.target);
    }
    Data& data = nodes_[node];
    data.car = data.cdr = data.content = data.elem = kNoNode;
    data.extra = kNoNode;
}

void StorageGraph::UnifyField(Node& into, Node from)
{
    if (from == kNoNode) {
        return;
    }
    if (into == kNoNode) {
        into = from;
    } else {
        work_.emplace_back(into, from);
    }
}

void StorageGraph::Unify(Node a, Node b)
{
    work_.emplace_back(a, b);
    while (!work_.empty()) {
        auto [x, y] = work_.back();
        work_.pop_back();
        x = Find(x);
        y = Find(y);
        if (x == y) {
            continue;
        }
        if (y < x) {
            std::swap(x, y);  // the older node stays: deterministic, and interface nodes keep their number
        }
        MergeClasses(x, y);
        nodes_[y].parent = x;
        Data& keep = nodes_[x];
        Data& gone = nodes_[y];
        if ((keep.flags & kGlobal) == 0) {
            keep.why = gone.why;
        }
        keep.flags |= gone.flags;
        UnifyField(keep.car, gone.car);
        UnifyField(keep.cdr, gone.cdr);
        UnifyField(keep.content, gone.content);
        UnifyField(keep.elem, gone.elem);
        if (gone.extra != kNoNode) {
            if (keep.extra == kNoNode) {
                keep.extra = gone.extra;
            } else {
                for (const Edge& edge : std::vector<Edge>(extra_[gone.extra])) {
                    auto& edges = extra_[keep.extra];
                    const auto place = Place(edges, edge.kind, edge.index);
                    if (place == edges.end() || place->kind != edge.kind || place->index != edge.index) {
                        edges.insert(place, edge);
                    } else {
                        work_.emplace_back(place->target, edge.target);
                    }
                }
            }
        }
        if ((nodes_[x].flags & kAny) != 0) {
            FoldFields(x);
        }
    }
}

Node StorageGraph::FindField(Node node, FieldKind kind, uint16_t index)
{
    const Data& data = nodes_[Find(node)];
    if ((data.flags & kAny) != 0) {
        return Find(node);
    }
    switch (kind) {
    case FieldKind::Car: return data.car == kNoNode ? kNoNode : Find(data.car);
    case FieldKind::Cdr: return data.cdr == kNoNode ? kNoNode : Find(data.cdr);
    case FieldKind::Content: return data.content == kNoNode ? kNoNode : Find(data.content);
    case FieldKind::Elem: return data.elem == kNoNode ? kNoNode : Find(data.elem);
    case FieldKind::Key:
    case FieldKind::Value:
    case FieldKind::Captured:
    case FieldKind::Field:
    case FieldKind::Param:
    case FieldKind::Result: break;
    }
    if (data.extra == kNoNode) {
        return kNoNode;
    }
    auto& edges = extra_[data.extra];
    const auto place = Place(edges, kind, index);
    const bool known = place != edges.end() && place->kind == kind && place->index == index;
    return known ? Find(place->target) : kNoNode;
}

Node StorageGraph::FieldOf(Node node, FieldKind kind, uint16_t index)
{
    node = Find(node);
    if ((nodes_[node].flags & kAny) != 0) {
        nodes_[node].flags |= IsPointer(kind) ? 0 : kCalled;
        return node;
    }
    const Node found = FindField(node, kind, index);
    if (found != kNoNode) {
        return found;
    }
    const Node target = NewNode();
    Data& data = nodes_[Find(node)];
    switch (kind) {
    case FieldKind::Car: data.car = target; return target;
    case FieldKind::Cdr: data.cdr = target; return target;
    case FieldKind::Content: data.content = target; return target;
    case FieldKind::Elem: data.elem = target; return target;
    case FieldKind::Key:
    case FieldKind::Value:
    case FieldKind::Captured:
    case FieldKind::Field:
    case FieldKind::Param:
    case FieldKind::Result: break;
    }
    if (data.extra == kNoNode) {
        data.extra = static_cast<uint32_t>(extra_.size());
        extra_.emplace_back();
    }
    auto& edges = extra_[data.extra];
    edges.insert(Place(edges, kind, index), {kind, index, target});
    return target;
}

std::vector<StorageGraph::Edge> StorageGraph::Edges(Node node)
{
    std::vector<Edge> edges;
    ForEachEdge(node, [&edges](const Edge& edge) { edges.push_back(edge); });
    return edges;
}

}  // namespace omni::analysis
