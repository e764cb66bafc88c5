#include "types/vector_layout.h"

#include <numeric>

#include "types/kinds.h"

namespace omni::types {

namespace kind = core::kind;

void VectorLayouts::JoinCopy(const Scheme& scheme, SlotId first)
{
    for (uint32_t i = 0; i < scheme.slots.size(); ++i) {
        const Scheme::SlotCopy& slot = scheme.slots[i];
        if (slot.shape == kNoId || slot.shared_shape) {
            continue;
        }
        const ShapeId original = scheme.shapes[slot.shape].original;
        const ShapeId copy = graph_.slot(first + i).shape;
        const Shape& shape = graph_.shape(original);
        if (copy != kNoId && (shape.elem != kNoId || shape.zero_filled)) {
            Join(copy, original);
        }
    }
}

uint32_t VectorLayouts::Find(uint32_t shape)
{
    while (parent_[shape] != shape) {
        shape = parent_[shape] = parent_[parent_[shape]];
    }
    return shape;
}

void VectorLayouts::Unite(ShapeId a, ShapeId b)
{
    parent_[Find(graph_.FindShape(b))] = Find(graph_.FindShape(a));
}

void VectorLayouts::JoinAll()
{
    parent_.resize(graph_.shape_count());
    std::iota(parent_.begin(), parent_.end(), 0u);
    for (const auto& [a, b] : joined_) {
        Unite(a, b);
    }
    std::unordered_map<core::ConstantId, ShapeId> first;
    for (const auto& [constant, shape] : constants_) {
        Unite(first.emplace(constant, shape).first->second, shape);
    }
}

void VectorLayouts::Choose()
{
    classes_.assign(parent_.size(), {});
    for (ShapeId id = 0; id < parent_.size(); ++id) {
        if (graph_.FindShape(id) != id) {
            continue;
        }
        const Shape& shape = graph_.shape(id);
        Class& of = classes_[Find(id)];
        of.values = of.values || shape.exposed || graph_.IsUnknown(id);
        if (shape.elem != kNoId) {
            of.kinds |= graph_.slot(shape.elem).kinds;
        }
    }
    for (const Walk& walk : walks_) {
        const Slot& over = graph_.slot(walk.over);
        if (over.shape != kNoId && (over.kinds & walk.filter) != kind::kVector) {
            classes_[Find(graph_.FindShape(over.shape))].values = true;
        }
    }
    for (const auto& [constant, shape] : constants_) {
        classes_[Find(graph_.FindShape(shape))].constant = true;
    }
    for (Class& of : classes_) {
        const core::Repr repr = ReprOf(of.kinds);
        of.layout = !of.values && (repr == core::Repr::Int || repr == core::Repr::Float) ? repr : core::Repr::Obj;
    }
}

bool VectorLayouts::AddZeros()
{
    bool changed = false;
    for (ShapeId id = 0; id < parent_.size(); ++id) {
        if (graph_.FindShape(id) == id && graph_.shape(id).zero_filled &&
            classes_[Find(id)].layout != core::Repr::Float) {
            const SlotId elem = graph_.Elem(id);
            changed = changed || (graph_.slot(elem).kinds & kind::kInt) == 0;
            graph_.AddKinds(elem, kind::kInt);
        }
    }
    graph_.Solve();
    return changed;
}

void VectorLayouts::Solve()
{
    JoinAll();
    do {
        Choose();
    } while (AddZeros());
}

core::Repr VectorLayouts::Of(SlotId slot)
{
    const ShapeId shape = graph_.slot(slot).shape;
    return shape == kNoId ? core::Repr::Obj : classes_[Find(graph_.FindShape(shape))].layout;
}

bool VectorLayouts::MayBeConstant(SlotId slot)
{
    const ShapeId shape = graph_.slot(slot).shape;
    return shape == kNoId || classes_[Find(graph_.FindShape(shape))].constant;
}

}  // namespace omni::types
