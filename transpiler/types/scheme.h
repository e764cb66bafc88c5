#pragma once
// Schemes: what callers of a function need of its constraints, and copies of it for each call.
//
// A scheme holds the slots that are reachable from parameters and result, and the flow between them: paths through the
// body become single edges. The conjunctions "Int when both are Int" stay, with their operands as further slots, up to a
// small number; beyond it they are weakened, which may only make results less precise.

#include <vector>

#include "types/graph.h"

namespace omni::types {

/// Constraints of one inference unit: ranges of the graph's edges and conjunctions.
struct UnitRange {
    uint32_t first_edge = 0, last_edge = 0, first_both = 0, last_both = 0;
};

struct Scheme {
    struct SlotCopy {
        SlotId original;
        core::KindSet kinds, bound;
        uint32_t shape = kNoId;       ///< index into `shapes`, or the id of a shared shape
        bool shared_shape = false;
        bool field = false;           ///< part of a shape
        bool exposed = false;
    };
    struct ShapeCopy {
        std::vector<uint32_t> fields;  ///< one for each of kShapeFields: index into `slots`, or kNoId
        uint32_t result = kNoId;
        std::vector<uint32_t> params;
        ShapeId original = kNoId;
        bool procedure = false, collapsed = false, exposed = false, zero_filled = false;
    };
    struct EdgeCopy {
        uint32_t from, to;            ///< indices into `slots`; `from` a graph slot when `shared`
        core::KindSet filter;
        bool shared;
    };
    struct BothCopy {
        uint32_t a, b, result;
    };

    bool monomorphic = false;         ///< too large to copy: callers use the function's own slots
    uint32_t param_count = 0;         ///< slots [0, param_count) are the parameters, the next one is the result
    uint32_t interface_count = 0;     ///< slots beyond are operands of conjunctions
    std::vector<SlotCopy> slots;
    std::vector<ShapeCopy> shapes;
    std::vector<EdgeCopy> edges;
    std::vector<BothCopy> boths;
};

/// Makes the schemes of a unit whose constraints are complete and solved.
class SchemeBuilder {
public:
    explicit SchemeBuilder(Graph& graph) : graph_(graph) {}

    /// Indexes the constraints of the unit; needed before Build for its functions.
    void Enter(const UnitRange& unit);
    Scheme Build(const std::vector<SlotId>& params, SlotId result);
    void Leave();

private:
    static constexpr size_t kMaxSlots = 64;
    static constexpr size_t kMaxOperands = 12;  ///< slots for conjunctions, beside those of the interface

    uint32_t LocalSlot(Scheme& scheme, SlotId slot, bool field);
    uint32_t LocalOperand(Scheme& scheme, SlotId slot);
    void CopyShape(Scheme& scheme, uint32_t local_shape);
    void DropLoneShapes(Scheme& scheme);
    void ConnectInto(Scheme& scheme, uint32_t target);
    void Visit(Scheme& scheme, uint32_t target, SlotId from, core::KindSet filter);
    void VisitBoth(Scheme& scheme, uint32_t target, SlotId result, const Both& both);

    /// Fresh meaning for marks without clearing them.
    struct Mark {
        uint32_t stamp = 0;
        uint64_t value = 0;
    };
    Mark& At(std::vector<Mark>& marks, uint32_t index);

    Graph& graph_;
    UnitRange unit_;
    std::vector<uint32_t> in_head_;     ///< by slot: first incoming edge of the unit, linked by in_next_
    std::vector<uint32_t> in_next_;     ///< by edge - first_edge
    std::vector<uint32_t> both_head_;   ///< by slot: first conjunction with this result, linked by both_next_
    std::vector<uint32_t> both_next_;
    std::vector<Mark> local_slot_, local_shape_, reached_;
    std::vector<uint32_t> shape_originals_;
    std::vector<SlotId> open_, touched_;
    SlotId proxy_ = kNoId;
    uint32_t build_stamp_ = 0, search_stamp_ = 0;
};

/// Copies the scheme's slots and constraints into the graph; the id of the copy of slot 0. Copies are consecutive.
SlotId Instantiate(Graph& graph, const Scheme& scheme);

}  // namespace omni::types
