#pragma once
// The constraint graph of the inference.
//
// A *slot* is a place for values: a variable, a function result, a global, the car of some pairs. It has the set of kinds
// that may arrive there, and edges along which they flow on. A *shape* says what the parts of structured values are: the
// slots of car, cdr, cell content, elements, keys and values, and of a procedure's parameters and result. Flow from one
// slot to another passes kinds in one direction, but makes the shapes one: both names may mean the same object. Fields are stored to and loaded from
// through any name, so slots of fields are merged with their shapes; slots of variables never are.
//
// Kinds only ever grow and there are few of them, so propagation is linear in the number of edges.

#include <cstdint>
#include <utility>
#include <vector>

#include "core/core.h"
#include "core/field.h"

namespace omni::types {

using SlotId = uint32_t;
using ShapeId = uint32_t;
inline constexpr uint32_t kNoId = 0xFFFFFFFFu;

struct Slot {
    uint32_t parent;               ///< union-find; itself for a representative
    ShapeId shape = kNoId;
    uint32_t first_out = kNoId;    ///< edges that leave, linked by Edge::next_out
    uint32_t last_out = kNoId;
    uint32_t out_count = 0;
    core::KindSet kinds = 0;
    core::KindSet bound = core::kind::kAny;  ///< only these kinds get in (a checked declaration)
    bool shared = false;           ///< belongs to no scheme: reachable from a global, or monomorphic
    bool exposed = false;          ///< part of an exposed shape
    bool scalar = false;           ///< its values have no parts
    bool queued = false;
};

/// Kinds in `filter` flow from `from` to `to`; or, for a `both` edge, `to` is the index of a Both that has `from` as operand.
struct Edge {
    SlotId from;
    uint32_t to;
    uint32_t next_out;
    core::KindSet filter;
    bool both;
};

/// `result` may be an Int when both operands may be.
struct Both {
    SlotId a, b, result;
};

struct Procedure {
    std::vector<SlotId> params;
    SlotId result = kNoId;
    bool collapsed = false;        ///< all parameters are params[0], because a member takes rest arguments
};

struct Shape {
    uint32_t parent;               ///< union-find
    SlotId car = kNoId, cdr = kNoId, content = kNoId, elem = kNoId, key = kNoId, value = kNoId;
    uint32_t procedure = kNoId;    ///< index of a Procedure
    bool shared = false;           ///< belongs to no scheme
    bool zero_filled = false;      ///< elements are 0 before they are set: 0.0 where all others are Floats
    bool exposed = false;          ///< copies of its values are met anywhere: its procedures are called with anything
};

/// The slots of a shape that are fields of objects.
inline constexpr SlotId Shape::* kShapeFields[] = {&Shape::car,  &Shape::cdr, &Shape::content,
                                                   &Shape::elem, &Shape::key, &Shape::value};
/// The one for a field of the storage graph; nullptr for those of procedures.
SlotId Shape::* ShapeFieldOf(core::FieldKind kind);

class Graph {
public:
    Graph();

    SlotId AddSlot();
    /// `count` new slots with consecutive ids; the first.
    SlotId AddSlots(size_t count);
    SlotId AddSharedSlot();
    ShapeId AddShape();
    uint32_t AddProcedure(Procedure procedure);
    [[nodiscard]] size_t slot_count() const { return slots_.size(); }
    [[nodiscard]] size_t shape_count() const { return shapes_.size(); }
    [[nodiscard]] size_t edge_count() const { return edges_.size(); }
    [[nodiscard]] size_t both_count() const { return boths_.size(); }

    SlotId Find(SlotId slot) { return Representative(slots_, slot); }
    ShapeId FindShape(ShapeId shape) { return Representative(shapes_, shape); }
    Slot& slot(SlotId slot) { return slots_[Find(slot)]; }
    Shape& shape(ShapeId shape) { return shapes_[FindShape(shape)]; }
    [[nodiscard]] const Edge& edge(uint32_t index) const { return edges_[index]; }
    [[nodiscard]] const Both& both(uint32_t index) const { return boths_[index]; }
    Procedure& procedure(uint32_t index) { return procedures_[index]; }

    /// The slot's shape, made when there is none yet.
    ShapeId ShapeOf(SlotId slot);
    SlotId Car(ShapeId shape) { return Field(shape, &Shape::car); }
    SlotId Cdr(ShapeId shape) { return Field(shape, &Shape::cdr); }
    SlotId Content(ShapeId shape) { return Field(shape, &Shape::content); }
    SlotId Elem(ShapeId shape) { return Field(shape, &Shape::elem); }
    SlotId Field(ShapeId shape, SlotId Shape::* field);
    SlotId Param(ShapeId shape, size_t index);
    SlotId Result(ShapeId shape);
    /// All parameters of the shape's procedures become one slot.
    void CollapseParams(ShapeId shape);

    void AddKinds(SlotId slot, core::KindSet kinds);
    /// New vectors of the slot begin with zeros.
    void FillWithZeros(SlotId slot) { shape(ShapeOf(slot)).zero_filled = true; }
    /// Is it the unknown shape?
    bool IsUnknown(ShapeId shape) { return FindShape(shape) == FindShape(kUnknownShape); }
    /// Values flow: kinds along an edge, shapes become one.
    void Flow(SlotId from, SlotId to, core::KindSet filter = core::kind::kAny);
    /// Only kinds flow.
    void AddEdge(SlotId from, SlotId to, core::KindSet filter = core::kind::kAny);
    void AddBoth(SlotId a, SlotId b, SlotId result);
    void Unify(ShapeId a, ShapeId b);
    /// Anything may be done with the slot's parts, and anything may be in them.
    void MakeUnknown(SlotId slot) { Unify(ShapeOf(slot), kUnknownShape); }
    /// Copies of the slot's values may be met anywhere. Nobody changes the originals through them, but procedures among
    /// them may be called with anything.
    void Expose(SlotId slot);
    /// Takes the slot and everything reachable from it out of schemes.
    void MakeShared(SlotId slot);

    /// Propagates kinds until nothing changes.
    void Solve();

private:
    static constexpr ShapeId kUnknownShape = 0;

    template <class Item>
    static uint32_t Representative(std::vector<Item>& items, uint32_t id)
    {
        while (items[id].parent != id) {
            items[id].parent = items[items[id].parent].parent;
            id = items[id].parent;
        }
        return id;
    }

    SlotId AddFieldOf(ShapeId shape);
    uint32_t ProcedureOf(ShapeId shape);
    void MergeSlots(SlotId a, SlotId b);
    void MergeShapes(ShapeId a, ShapeId b);
    void MergeProcedures(uint32_t into, uint32_t from);
    void CollapseProcedure(uint32_t index);
    void RunMerges();
    void ShareShape(ShapeId shape);
    void ExposeShape(ShapeId shape);
    void TakeAnything(SlotId param);
    void Enqueue(SlotId slot);
    void AppendOut(SlotId from, const Edge& edge);
    void Propagate(uint32_t first_edge, core::KindSet kinds);

    std::vector<Slot> slots_;
    std::vector<Shape> shapes_;
    std::vector<Procedure> procedures_;
    std::vector<Edge> edges_;
    std::vector<Both> boths_;
    std::vector<SlotId> queue_;
    std::vector<std::pair<ShapeId, ShapeId>> merges_;
    std::vector<ShapeId> to_share_, to_expose_;
    bool merging_ = false;
};

}  // namespace omni::types
