#pragma once
// What functions know of the same objects through a top-level variable. A storage graph has nodes of its own for each
// function, and calls are what relates them; a top-level variable relates functions that do not call each other.

#include <map>
#include <utility>
#include <vector>

#include "analysis/storage.h"
#include "core/core.h"

namespace omni::plan {

class GlobalLinks {
public:
    GlobalLinks(const core::Module& module, analysis::Facts& facts);

    using Known = std::pair<core::FuncId, analysis::Node>;
    /// All that stands for the same objects as the node of the function, itself included; nothing, when no top-level
    /// variable leads there.
    [[nodiscard]] const std::vector<Known>& SameAs(core::FuncId function, analysis::Node node) const;
    /// The sets themselves.
    [[nodiscard]] std::vector<std::vector<Known>> Sets() const;
    /// The variables that hold the objects directly.
    [[nodiscard]] std::vector<core::GlobalId> HeldBy(core::FuncId function, analysis::Node node) const;

private:
    using SetId = uint32_t;
    using Label = std::pair<core::FieldKind, uint16_t>;
    struct Set {
        SetId parent;
        std::vector<Known> known;
        std::map<Label, SetId> fields;
    };

    analysis::StorageGraph& graph_;
    std::vector<Set> sets_;
    std::map<std::pair<uint32_t, analysis::Node>, SetId> of_node_;
    std::map<core::GlobalId, SetId> of_global_;

    SetId Find(SetId set) const;
    SetId SetOf(core::FuncId function, analysis::Node node);
    void Unify(SetId a, SetId b);
};

}  // namespace omni::plan
