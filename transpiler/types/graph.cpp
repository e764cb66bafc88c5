#include "types/graph.h"

#include <algorithm>

#include "support/check.h"
#include "types/kinds.h"

namespace omni::types {

using core::KindSet;
namespace kind = core::kind;

SlotId Shape::* ShapeFieldOf(core::FieldKind kind)
{
    switch (kind) {
    case core::FieldKind::Car: return &Shape::car;
    case core::FieldKind::Cdr: return &Shape::cdr;
    case core::FieldKind::Content: return &Shape::content;
    case core::FieldKind::Elem: return &Shape::elem;
    case core::FieldKind::Key: return &Shape::key;
    case core::FieldKind::Value: return &Shape::value;
    case core::FieldKind::Captured:
    case core::FieldKind::Field:
    case core::FieldKind::Param:
    case core::FieldKind::Result: break;
    }
    return nullptr;
}

Graph::Graph()
{
    // The unknown shape: every part may be anything and is again unknown.
    const ShapeId unknown = AddShape();
    OMNI_CHECK(unknown == kUnknownShape, "shape {}", unknown);
    shapes_[unknown].shared = true;
    shapes_[unknown].exposed = true;
    std::vector<SlotId> parts = {Param(unknown, 0), Result(unknown)};
    for (SlotId Shape::* field : kShapeFields) {
        parts.push_back(Field(unknown, field));
    }
    for (const SlotId part : parts) {
        slots_[part].shape = unknown;
        slots_[part].kinds = kind::kAny;
    }
    CollapseParams(unknown);
}

SlotId Graph::AddSlot() { return AddSlots(1); }

SlotId Graph::AddSlots(size_t count)
{
    const auto first = static_cast<SlotId>(slots_.size());
    for (size_t i = 0; i < count; ++i) {
        Slot slot;
        slot.parent = static_cast<uint32_t>(slots_.size());
        slots_.push_back(slot);
    }
    return first;
}

SlotId Graph::AddSharedSlot()
{
    const SlotId slot = AddSlot();
    slots_[slot].shared = true;
    return slot;
}

ShapeId Graph::AddShape()
{
    Shape shape;
    shape.parent = static_cast<uint32_t>(shapes_.size());
    shapes_.push_back(shape);
    return shape.parent;
}

uint32_t Graph::AddProcedure(Procedure procedure)
{
    procedures_.push_back(std::move(procedure));
    return static_cast<uint32_t>(procedures_.size() - 1);
}

ShapeId Graph::ShapeOf(SlotId slot)
{
    slot = Find(slot);
    if (slots_[slot].shape == kNoId) {
        const ShapeId shape = AddShape();
        shapes_[shape].shared = slots_[slot].shared;
        shapes_[shape].exposed = slots_[slot].exposed;
        slots_[slot].shape = shape;
    }
    return slots_[slot].shape = FindShape(slots_[slot].shape);
}

SlotId Graph::AddFieldOf(ShapeId shape)
{
    const SlotId slot = AddSlot();
    slots_[slot].shared = shapes_[shape].shared;
    slots_[slot].exposed = shapes_[shape].exposed;
    return slot;
}

SlotId Graph::Field(ShapeId shape, SlotId Shape::* field)
{
    shape = FindShape(shape);
    if (shapes_[shape].*field == kNoId) {
        const SlotId slot = AddFieldOf(shape);
        shapes_[shape].*field = slot;
    }
    return shapes_[shape].*field = Find(shapes_[shape].*field);
}

uint32_t Graph::ProcedureOf(ShapeId shape)
{
    shape = FindShape(shape);
    if (shapes_[shape].procedure == kNoId) {
        shapes_[shape].procedure = static_cast<uint32_t>(procedures_.size());
        procedures_.emplace_back();
        const SlotId result = AddFieldOf(shape);
        procedures_[shapes_[shape].procedure].result = result;
    }
    return shapes_[shape].procedure;
}

SlotId Graph::Param(ShapeId shape, size_t index)
{
    shape = FindShape(shape);
    const uint32_t procedure = ProcedureOf(shape);
    const size_t wanted = procedures_[procedure].collapsed ? 0 : index;
    while (procedures_[procedure].params.size() <= wanted) {
        const SlotId slot = AddFieldOf(shape);
        procedures_[procedure].params.push_back(slot);
        if (shapes_[shape].exposed && shape != kUnknownShape) {
            TakeAnything(slot);
        }
    }
    RunMerges();
    return Find(procedures_[procedure].params[std::min(wanted, procedures_[procedure].params.size() - 1)]);
}

SlotId Graph::Result(ShapeId shape) { return Find(procedures_[ProcedureOf(shape)].result); }

void Graph::CollapseParams(ShapeId shape)
{
    Param(shape, 0);
    CollapseProcedure(ProcedureOf(shape));
    RunMerges();
}

void Graph::CollapseProcedure(uint32_t index)
{
    Procedure& procedure = procedures_[index];
    procedure.collapsed = true;
    for (size_t i = 1; i < procedure.params.size(); ++i) {
        MergeSlots(procedure.params[0], procedure.params[i]);
    }
    procedure.params.resize(std::min<size_t>(procedure.params.size(), 1));
}

void Graph::Enqueue(SlotId slot)
{
    if (!slots_[slot].queued && slots_[slot].first_out != kNoId) {
        slots_[slot].queued = true;
        queue_.push_back(slot);
    }
}

void Graph::AddKinds(SlotId slot_id, KindSet kinds)
{
    slot_id = Find(slot_id);
    Slot& slot = slots_[slot_id];
    const KindSet grown = slot.kinds | (kinds & slot.bound);
    if (grown != slot.kinds) {
        slot.kinds = grown;
        Enqueue(slot_id);
    }
}

void Graph::AddEdge(SlotId from, SlotId to, KindSet filter)
{
    from = Find(from);
    to = Find(to);
    filter &= slots_[to].bound;
    if (from == to || filter == 0) {
        return;
    }
    AppendOut(from, Edge{from, to, kNoId, filter, false});
    AddKinds(to, slots_[from].kinds & filter);
}

void Graph::AppendOut(SlotId from, const Edge& edge)
{
    const auto index = static_cast<uint32_t>(edges_.size());
    edges_.push_back(edge);
    Slot& source = slots_[from];
    (source.last_out == kNoId ? source.first_out : edges_[source.last_out].next_out) = index;
    source.last_out = index;
    ++source.out_count;
}

void Graph::AddBoth(SlotId a, SlotId b, SlotId result)
{
    if (Find(a) == Find(b)) {
        AddEdge(a, result, kind::kInt);
        return;
    }
    const auto constraint = static_cast<uint32_t>(boths_.size());
    boths_.push_back(Both{a, b, result});
    for (const SlotId operand : {Find(a), Find(b)}) {
        AppendOut(operand, Edge{operand, constraint, kNoId, true, kind::kInt});
    }
    if ((slot(a).kinds & slot(b).kinds & kind::kInt) != 0) {
        AddKinds(result, kind::kInt);
    }
}

void Graph::Flow(SlotId from, SlotId to, KindSet filter)
{
    AddEdge(from, to, filter);
    if ((filter & kShapedKinds) != 0 && !slot(from).scalar && !slot(to).scalar) {
        Unify(ShapeOf(from), ShapeOf(to));
    }
}

void Graph::Unify(ShapeId a, ShapeId b)
{
    merges_.emplace_back(a, b);
    RunMerges();
}

void Graph::RunMerges()
{
    if (merging_) {
        return;
    }
    merging_ = true;
    while (!merges_.empty()) {
        const auto pair = merges_.back();
        merges_.pop_back();
        MergeShapes(FindShape(pair.first), FindShape(pair.second));
    }
    merging_ = false;
}

void Graph::MergeShapes(ShapeId a, ShapeId b)
{
    if (a == b) {
        return;
    }
    if (shapes_[a].shared != shapes_[b].shared) {
        ShareShape(shapes_[a].shared ? b : a);
    }
    if (shapes_[a].exposed != shapes_[b].exposed) {
        ExposeShape(shapes_[a].exposed ? b : a);
    }
    // The older shape stays: ids of interfaces are older than those of their copies.
    if (b < a) {
        std::swap(a, b);
    }
    shapes_[b].parent = a;
    shapes_[a].zero_filled = shapes_[a].zero_filled || shapes_[b].zero_filled;
    for (SlotId Shape::* field : kShapeFields) {
        const SlotId other = shapes_[b].*field;
        if (other == kNoId) {
            continue;
        }
        if (shapes_[a].*field == kNoId) {
            shapes_[a].*field = other;
        } else {
            MergeSlots(shapes_[a].*field, other);
        }
    }
    if (shapes_[b].procedure != kNoId) {
        if (shapes_[a].procedure == kNoId) {
            shapes_[a].procedure = shapes_[b].procedure;
        } else {
            MergeProcedures(shapes_[a].procedure, shapes_[b].procedure);
        }
    }
}

void Graph::MergeProcedures(uint32_t into, uint32_t from)
{
    if (into == from) {
        return;
    }
    const std::vector<SlotId> params = std::move(procedures_[from].params);
    const bool collapse = procedures_[into].collapsed || procedures_[from].collapsed;
    std::vector<SlotId>& own = procedures_[into].params;
    for (size_t i = 0; i < params.size(); ++i) {
        if (i < own.size()) {
            MergeSlots(own[i], params[i]);
        } else {
            own.push_back(params[i]);
        }
    }
    MergeSlots(procedures_[into].result, procedures_[from].result);
    if (collapse) {
        CollapseProcedure(into);
    }
}

void Graph::MergeSlots(SlotId a_id, SlotId b_id)
{
    a_id = Find(a_id);
    b_id = Find(b_id);
    if (a_id == b_id) {
        return;
    }
    if (slots_[a_id].out_count < slots_[b_id].out_count) {
        std::swap(a_id, b_id);
    }
    Slot& a = slots_[a_id];
    const Slot b = slots_[b_id];
    const KindSet before = a.kinds;
    slots_[b_id].parent = a_id;
    a.kinds |= b.kinds;
    a.shared = a.shared || b.shared;
    a.exposed = a.exposed || b.exposed;
    if (a.kinds != before) {
        Enqueue(a_id);
    }
    if (a.kinds != b.kinds) {
        Propagate(b.first_out, a.kinds);
    }
    if (b.first_out != kNoId) {
        (a.last_out == kNoId ? a.first_out : edges_[a.last_out].next_out) = b.first_out;
        a.last_out = b.last_out;
        a.out_count += b.out_count;
    }
    if (b.shape != kNoId) {
        if (a.shape == kNoId) {
            a.shape = b.shape;
        } else {
            merges_.emplace_back(a.shape, b.shape);
        }
    }
}

void Graph::MakeShared(SlotId slot_id)
{
    slot_id = Find(slot_id);
    slots_[slot_id].shared = true;
    if (slots_[slot_id].shape != kNoId) {
        ShareShape(slots_[slot_id].shape);
    }
}

void Graph::ShareShape(ShapeId first)
{
    to_share_.push_back(first);
    while (!to_share_.empty()) {
        const ShapeId shape = FindShape(to_share_.back());
        to_share_.pop_back();
        if (shapes_[shape].shared) {
            continue;
        }
        shapes_[shape].shared = true;
        const auto visit = [&](SlotId part) {
            if (part != kNoId) {
                Slot& member = slot(part);
                member.shared = true;
                if (member.shape != kNoId) {
                    to_share_.push_back(member.shape);
                }
            }
        };
        for (SlotId Shape::* field : kShapeFields) {
            visit(shapes_[shape].*field);
        }
        if (shapes_[shape].procedure != kNoId) {
            const Procedure& procedure = procedures_[shapes_[shape].procedure];
            visit(procedure.result);
            for (const SlotId param : procedure.params) {
                visit(param);
            }
        }
    }
}

void Graph::Expose(SlotId slot)
{
    if (!this->slot(slot).scalar) {
        ExposeShape(ShapeOf(slot));
        RunMerges();
    }
}

void Graph::TakeAnything(SlotId param)
{
    AddKinds(param, kind::kAny);
    if (!slot(param).scalar) {
        merges_.emplace_back(ShapeOf(param), kUnknownShape);
    }
}

void Graph::ExposeShape(ShapeId first)
{
    to_expose_.push_back(first);
    while (!to_expose_.empty()) {
        const ShapeId shape = FindShape(to_expose_.back());
        to_expose_.pop_back();
        if (shapes_[shape].exposed) {
            continue;
        }
        shapes_[shape].exposed = true;
        const auto visit = [&](SlotId part) {
            if (part != kNoId) {
                Slot& member = slot(part);
                member.exposed = true;
                if (member.shape != kNoId) {
                    to_expose_.push_back(member.shape);
                }
            }
        };
        for (SlotId Shape::* field : kShapeFields) {
            visit(shapes_[shape].*field);
        }
        if (shapes_[shape].procedure != kNoId) {
            const uint32_t procedure = shapes_[shape].procedure;
            visit(procedures_[procedure].result);
            for (const SlotId param : std::vector<SlotId>(procedures_[procedure].params)) {
                TakeAnything(param);
            }
        }
    }
}

void Graph::Propagate(uint32_t first_edge, KindSet kinds)
{
    for (uint32_t index = first_edge; index != kNoId; index = edges_[index].next_out) {
        const Edge& edge = edges_[index];
        if (!edge.both) {
            AddKinds(edge.to, kinds & edge.filter);
            continue;
        }
        const Both& constraint = boths_[edge.to];
        if ((slot(constraint.a).kinds & slot(constraint.b).kinds & kind::kInt) != 0) {
            AddKinds(constraint.result, kind::kInt);
        }
    }
}

void Graph::Solve()
{
    while (!queue_.empty()) {
        const SlotId queued = queue_.back();
        queue_.pop_back();
        slots_[queued].queued = false;
        const Slot& source = slots_[Find(queued)];
        Propagate(source.first_out, source.kinds);
    }
}

}  // namespace omni::types
