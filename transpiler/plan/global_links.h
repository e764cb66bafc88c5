#pragma once
// What functions know of the same objects through a top-level variable. A storage graph has nodes of its own for each
// function, and calls are what relates them; a top-level variable relates functions that do not call each other, and their
// callers.

#include <map>
#include <utility>
#include <vector>

#include "analysis/storage.h"
#include "core/core.h"
#include "core/place_use.h"
#include "support/labelled_sets.h"

namespace omni::plan {

class GlobalLinks {
public:
    GlobalLinks(const core::Module& module, analysis::Facts& facts);

    using Known = std::pair<core::FuncId, analysis::Node>;
    /// All that stands for the same objects as the node of the function, itself included; nothing, when no top-level
    /// variable leads there.
    [[nodiscard]] const std::vector<Known>& SameAs(core::FuncId function, analysis::Node node) const;
    /// Calls visit(known) with all that stands for the same objects, for each set of such.
    template <class Visit>
    void ForEachSet(Visit&& visit) const
    {
        sets_.ForEach([&](Sets::Id set) { visit(sets_.MembersOf(set)); });
    }
    /// Does a field of the objects lead back to them, by all that functions know of them?
    [[nodiscard]] bool MayReachItself(core::FuncId function, analysis::Node node, const core::PlaceUse& use,
                                      core::PlaceId field) const;
    /// The variables that hold the objects directly.
    [[nodiscard]] std::vector<core::GlobalId> HeldBy(core::FuncId function, analysis::Node node) const;

private:
    using Sets = support::LabelledSets<Known, std::pair<core::FieldKind, uint16_t>>;

    analysis::StorageGraph& graph_;
    Sets sets_;
    std::map<std::pair<uint32_t, analysis::Node>, Sets::Id> of_node_;
    std::map<core::GlobalId, Sets::Id> of_global_;

    void AddCallers(const core::Module& module, const analysis::Facts& facts);
    bool AddCall(core::FuncId caller, core::FuncId callee, const analysis::CallClone& call);
    Sets::Id SetOf(core::FuncId function, analysis::Node node);
};

}  // namespace omni::plan
