#pragma once
// How the elements of vectors are held: as values, or as C numbers where all of them are proven to be Ints, or Floats.
//
// A vector is made in one place and read in others, which have to agree. What the inference knows to be the same vector has
// one shape already. Functions are polymorphic, so that a vector has one shape at the caller and another in the callee: the
// two are joined here where the callee looks at elements, and so are vectors of which one is made from elements of the other.
// A class of joined shapes has numbers when every one of them says so. One element of another kind anywhere in the class, or
// code that may meet the vector and knows nothing of it (C functions, exported names, copies that `raise` makes, a `for`
// over what may be a list as well), and all of them hold values.

#include <unordered_map>
#include <utility>
#include <vector>

#include "types/graph.h"
#include "types/scheme.h"

namespace omni::types {

class VectorLayouts {
public:
    explicit VectorLayouts(Graph& graph) : graph_(graph) {}

    // --- while constraints are made
    /// Elements of one are moved into the other as they are.
    void Join(ShapeId a, ShapeId b) { joined_.emplace_back(a, b); }
    /// A `for` takes items of what the slot holds; `filter` is what tests in front of it leave. Where that may be something
    /// else than a vector, it does so without knowing how.
    void AddWalk(SlotId over, core::KindSet filter) { walks_.push_back({over, filter}); }
    void AddConstant(core::ConstantId constant, ShapeId shape) { constants_.emplace_back(constant, shape); }
    /// The copy of a scheme whose first slot is `first` is reached.
    void JoinCopy(const Scheme& scheme, SlotId first);

    // --- when kinds have settled
    /// Chooses. New vectors that are not of Floats begin with an Int: that is one more kind for their elements, and what
    /// follows from it is followed here.
    void Solve();
    [[nodiscard]] core::Repr Of(SlotId slot);
    /// May vectors of the slot be constants?
    [[nodiscard]] bool MayBeConstant(SlotId slot);
    template <class Visit>
    void ForEachConstant(Visit&& visit)
    {
        for (const auto& [constant, shape] : constants_) {
            visit(constant, classes_[Find(graph_.FindShape(shape))].layout);
        }
    }

private:
    struct Class {
        core::KindSet kinds = core::kind::kNone;
        core::Repr layout = core::Repr::Obj;
        bool values = false, constant = false;
    };

    uint32_t Find(uint32_t shape);
    void Unite(ShapeId a, ShapeId b);
    void JoinAll();
    void Choose();
    bool AddZeros();

    Graph& graph_;
    std::vector<std::pair<ShapeId, ShapeId>> joined_;
    std::vector<std::pair<core::ConstantId, ShapeId>> constants_;
    struct Walk {
        SlotId over;
        core::KindSet filter;
    };
    std::vector<Walk> walks_;
    std::vector<uint32_t> parent_;   ///< by shape
    std::vector<Class> classes_;     ///< by shape; of representatives
};

}  // namespace omni::types
