#include "types/scheme.h"

#include <algorithm>


namespace omni::types {

namespace kind = core::kind;

SchemeBuilder::Mark& SchemeBuilder::At(std::vector<Mark>& marks, uint32_t index)
{
    if (index >= marks.size()) {
        marks.resize(std::max<size_t>(index + 1, marks.size() * 2));
    }
    return marks[index];
}

void SchemeBuilder::Enter(const UnitRange& unit)
{
    unit_ = unit;
    in_head_.resize(graph_.slot_count(), kNoId);
    both_head_.resize(graph_.slot_count(), kNoId);
    in_next_.assign(unit.last_edge - unit.first_edge, kNoId);
    both_next_.assign(unit.last_both - unit.first_both, kNoId);
    for (uint32_t i = unit.first_edge; i < unit.last_edge; ++i) {
        if (!graph_.edge(i).both) {
            uint32_t& head = in_head_[graph_.Find(graph_.edge(i).to)];
            in_next_[i - unit.first_edge] = head;
            head = i;
        }
    }
    for (uint32_t i = unit.first_both; i < unit.last_both; ++i) {
        uint32_t& head = both_head_[graph_.Find(graph_.both(i).result)];
        both_next_[i - unit.first_both] = head;
        head = i;
    }
}

void SchemeBuilder::Leave()
{
    for (uint32_t i = unit_.first_edge; i < unit_.last_edge; ++i) {
        if (!graph_.edge(i).both) {
            in_head_[graph_.Find(graph_.edge(i).to)] = kNoId;
        }
    }
    for (uint32_t i = unit_.first_both; i < unit_.last_both; ++i) {
        both_head_[graph_.Find(graph_.both(i).result)] = kNoId;
    }
}

uint32_t SchemeBuilder::LocalSlot(Scheme& scheme, SlotId slot_id, bool field)
{
    slot_id = graph_.Find(slot_id);
    Mark& mark = At(local_slot_, slot_id);
    if (mark.stamp != build_stamp_) {
        mark = {build_stamp_, static_cast<uint32_t>(scheme.slots.size())};
        const Slot& slot = graph_.slot(slot_id);
        Scheme::SlotCopy copy;
        copy.original = slot_id;
        copy.kinds = slot.kinds;
        copy.bound = slot.bound;
        copy.field = field;
        copy.exposed = slot.exposed;
        if (slot.shape != kNoId && !slot.scalar) {
            const ShapeId shape = graph_.FindShape(slot.shape);
            copy.shared_shape = graph_.shape(shape).shared;
            if (copy.shared_shape) {
                copy.shape = shape;
            } else {
                Mark& known = At(local_shape_, shape);
                if (known.stamp != build_stamp_) {
                    known = {build_stamp_, static_cast<uint32_t>(scheme.shapes.size())};
                    scheme.shapes.emplace_back();
                    shape_originals_.push_back(shape);
                }
                copy.shape = static_cast<uint32_t>(known.value);
            }
        }
        scheme.slots.push_back(copy);
    }
    return static_cast<uint32_t>(mark.value);
}

void SchemeBuilder::CopyShape(Scheme& scheme, uint32_t local_shape)
{
    const Shape original = graph_.shape(shape_originals_[local_shape]);
    Scheme::ShapeCopy copy;
    copy.original = shape_originals_[local_shape];
    copy.exposed = original.exposed;
    copy.zero_filled = original.zero_filled;
    const auto part = [&](SlotId slot) { return slot == kNoId ? kNoId : LocalSlot(scheme, slot, true); };
    for (SlotId Shape::* field : kShapeFields) {
        copy.fields.push_back(part(original.*field));
    }
    if (original.procedure != kNoId) {
        const Procedure& procedure = graph_.procedure(original.procedure);
        copy.procedure = true;
        copy.collapsed = procedure.collapsed;
        copy.result = part(procedure.result);
        for (const SlotId param : procedure.params) {
            copy.params.push_back(part(param));
        }
    }
    scheme.shapes[local_shape] = std::move(copy);
}

/// A shape without parts that only one slot has links nothing.
void SchemeBuilder::DropLoneShapes(Scheme& scheme)
{
    std::vector<uint32_t> holders(scheme.shapes.size(), 0);
    for (const Scheme::SlotCopy& slot : scheme.slots) {
        if (slot.shape != kNoId && !slot.shared_shape) {
            ++holders[slot.shape];
        }
    }
    for (Scheme::SlotCopy& slot : scheme.slots) {
        if (slot.shape == kNoId || slot.shared_shape || slot.field || holders[slot.shape] > 1) {
            continue;
        }
        const Scheme::ShapeCopy& shape = scheme.shapes[slot.shape];
        const bool no_fields =
            std::all_of(shape.fields.begin(), shape.fields.end(), [](uint32_t field) { return field == kNoId; });
        if (no_fields && !shape.exposed && !shape.procedure && !shape.zero_filled) {
            slot.shape = kNoId;
        }
    }
}

Scheme SchemeBuilder::Build(const std::vector<SlotId>& params, SlotId result)
{
    ++build_stamp_;
    shape_originals_.clear();
    Scheme scheme;
    scheme.param_count = static_cast<uint32_t>(params.size());
    for (const SlotId param : params) {
        LocalSlot(scheme, param, false);
    }
    LocalSlot(scheme, result, false);
    for (uint32_t shape = 0; shape < scheme.shapes.size() && scheme.slots.size() <= kMaxSlots; ++shape) {
        CopyShape(scheme, shape);
    }
    if (scheme.slots.size() > kMaxSlots) {
        scheme = Scheme();
        scheme.monomorphic = true;
        for (const SlotId param : params) {
            graph_.MakeShared(param);
        }
        graph_.MakeShared(result);
        return scheme;
    }
    DropLoneShapes(scheme);
    scheme.interface_count = static_cast<uint32_t>(scheme.slots.size());
    for (uint32_t target = 0; target < scheme.slots.size(); ++target) {
        ConnectInto(scheme, target);
    }
    return scheme;
}

/// Finds the scheme slots and shared slots from which values flow into `target` along the unit's edges.
void SchemeBuilder::ConnectInto(Scheme& scheme, uint32_t target)
{
    ++search_stamp_;
    proxy_ = kNoId;
    open_.clear();
    touched_.clear();
    const SlotId root = scheme.slots[target].original;
    if (in_head_[root] == kNoId && both_head_[root] == kNoId) {
        return;
    }
    At(reached_, root) = {search_stamp_, kind::kAny};
    open_.push_back(root);
    while (!open_.empty()) {
        const SlotId slot = open_.back();
        open_.pop_back();
        const core::KindSet filter = At(reached_, slot).value;
        for (uint32_t i = in_head_[slot]; i != kNoId; i = in_next_[i - unit_.first_edge]) {
            const Edge edge = graph_.edge(i);
            Visit(scheme, target, graph_.Find(edge.from), edge.filter & filter);
        }
        if ((filter & kind::kInt) != 0) {
            for (uint32_t i = both_head_[slot]; i != kNoId; i = both_next_[i - unit_.first_both]) {
                VisitBoth(scheme, target, slot, graph_.both(i));
            }
        }
    }
    for (const SlotId source : touched_) {
        scheme.edges.push_back({static_cast<uint32_t>(At(local_slot_, source).value), target,
                                At(reached_, source).value, false});
    }
    if (proxy_ != kNoId) {
        scheme.edges.push_back({proxy_, target, kind::kAny, true});
    }
}

void SchemeBuilder::Visit(Scheme& scheme, uint32_t target, SlotId from, core::KindSet filter)
{
    Mark& reached = At(reached_, from);
    const bool seen = reached.stamp == search_stamp_;
    const core::KindSet before = seen ? reached.value : 0;
    if ((before | filter) == before || from == scheme.slots[target].original) {
        return;
    }
    reached = {search_stamp_, before | filter};
    if (graph_.slot(from).shared) {
        // One slot collects what all shared sources give, so that copies need one edge.
        if (proxy_ == kNoId) {
            proxy_ = graph_.AddSharedSlot();
        }
        graph_.AddEdge(from, proxy_, filter);
    } else if (At(local_slot_, from).stamp == build_stamp_) {
        if (!seen) {
            touched_.push_back(from);
        }
    } else {
        open_.push_back(from);
    }
}

void SchemeBuilder::VisitBoth(Scheme& scheme, uint32_t target, SlotId result, const Both& both)
{
    const SlotId a = graph_.Find(both.a), b = graph_.Find(both.b);
    const bool a_may = (graph_.slot(a).kinds & kind::kInt) != 0, b_may = (graph_.slot(b).kinds & kind::kInt) != 0;
    if (a_may && b_may) {
        return;
    }
    // One operand is an Int in any case: the other decides. A conjunct may be left out at any time.
    if (b_may || graph_.slot(b).shared) {
        Visit(scheme, target, a, kind::kInt);
        return;
    }
    if (a_may || graph_.slot(a).shared || scheme.slots.size() >= scheme.interface_count + kMaxOperands) {
        Visit(scheme, target, b, kind::kInt);
        return;
    }
    if (result == scheme.slots[target].original) {
        const uint32_t local_a = LocalOperand(scheme, a), local_b = LocalOperand(scheme, b);
        scheme.boths.push_back({local_a, local_b, target});
    } else {
        // The result becomes a slot of the scheme; its conjunction is copied when its turn as a target comes.
        LocalOperand(scheme, result);
        touched_.push_back(result);
    }
}

uint32_t SchemeBuilder::LocalOperand(Scheme& scheme, SlotId slot)
{
    const size_t before = scheme.slots.size();
    const uint32_t local = LocalSlot(scheme, slot, false);
    if (scheme.slots.size() != before) {
        scheme.slots[local].shape = kNoId;
        scheme.slots[local].shared_shape = false;
    }
    return local;
}

SlotId Instantiate(Graph& graph, const Scheme& scheme)
{
    const SlotId first = graph.AddSlots(scheme.slots.size());
    const auto copy_of = [&](uint32_t local) { return local == kNoId ? kNoId : first + local; };
    std::vector<ShapeId> shapes;
    shapes.reserve(scheme.shapes.size());
    for (const Scheme::ShapeCopy& original : scheme.shapes) {
        shapes.push_back(graph.AddShape());
        Shape& shape = graph.shape(shapes.back());
        shape.exposed = original.exposed;
        shape.zero_filled = original.zero_filled;
        for (size_t i = 0; i < original.fields.size(); ++i) {
            shape.*kShapeFields[i] = copy_of(original.fields[i]);
        }
        if (original.procedure) {
            Procedure procedure;
            procedure.collapsed = original.collapsed;
            procedure.result = copy_of(original.result);
            for (const uint32_t param : original.params) {
                procedure.params.push_back(copy_of(param));
            }
            shape.procedure = graph.AddProcedure(std::move(procedure));
        }
    }
    for (uint32_t i = 0; i < scheme.slots.size(); ++i) {
        const Scheme::SlotCopy& original = scheme.slots[i];
        Slot& slot = graph.slot(first + i);
        slot.kinds = original.kinds;
        slot.bound = original.bound;
        slot.exposed = original.exposed;
        if (original.shape != kNoId) {
            slot.shape = original.shared_shape ? original.shape : shapes[original.shape];
        }
        slot.scalar = original.shape == kNoId && !original.field;
    }
    for (const Scheme::EdgeCopy& edge : scheme.edges) {
        graph.AddEdge(edge.shared ? edge.from : first + edge.from, first + edge.to, edge.filter);
    }
    for (const Scheme::BothCopy& both : scheme.boths) {
        graph.AddBoth(first + both.a, first + both.b, first + both.result);
    }
    return first;
}

}  // namespace omni::types
