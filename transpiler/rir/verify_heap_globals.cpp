// V5 for top-level variables that hold heap objects. Functions that do not call each other know the same objects through
// such a variable, each by nodes of its own: they must agree which of them are in the heap, and whether they are counted.

#include <algorithm>
#include <map>

#include "core/call_graph.h"
#include "rir/verify_context.h"
#include "support/labelled_sets.h"

namespace omni::rir {
namespace {

using core::GlobalId;
using core::Stmt;
using core::StmtKind;

/// Sets of nodes of all functions that stand for the same objects: one of a variable is that of each function that reads or
/// sets it, and what their fields of one name lead to is the same again.
class SameObjects {
public:
    SameObjects(const Module& module, const std::vector<bool>& well_formed) : module_(module)
    {
        for (size_t i = 0; i < module.functions.size(); ++i) {
            const Function& function = module.functions[i];
            if (well_formed[i]) {
                core::ForEachStmt(function.code, [&](const Stmt& stmt) { Add(i, stmt); });
            }
        }
    }

    struct Known {
        size_t function;
        NodeId node;
    };
    using Sets = support::LabelledSets<Known, std::pair<FieldKind, uint16_t>>;
    [[nodiscard]] const Sets& sets() const { return sets_; }

private:
    const Module& module_;
    Sets sets_;
    std::map<std::pair<size_t, uint32_t>, Sets::Id> of_node_;
    std::map<uint32_t, Sets::Id> of_global_;

    void Add(size_t function, const Stmt& stmt)
    {
        const bool loads = stmt.kind == StmtKind::LoadGlobal && stmt.result.valid();
        if (!loads && stmt.kind != StmtKind::StoreGlobal) {
            return;
        }
        const core::Function& code = module_.functions[function].code;
        std::vector<core::Atom> values(code.args(stmt).begin(), code.args(stmt).end());
        if (loads) {
            values.emplace_back(stmt.result);
        }
        for (const core::Atom value : values) {
            const NodeId node = value.is_var() ? module_.functions[function].node_of[value.var().index()] : NodeId();
            if (node.valid()) {
                const Sets::Id set = SetOf(function, node);
                sets_.Unify(of_global_.emplace(stmt.global.index(), set).first->second, set);
            }
        }
    }

    Sets::Id SetOf(size_t function, NodeId node)
    {
        const std::pair key(function, node.index());
        if (const auto known = of_node_.find(key); known != of_node_.end()) {
            return known->second;
        }
        const Sets::Id set = of_node_[key] = sets_.Add({function, node});
        for (const Field& field : module_.functions[function].nodes[node].fields) {
            if (IsPointer(field.kind)) {
                sets_.Link(set, {field.kind, field.index}, SetOf(function, field.target));
            }
        }
        return set;
    }
};

class Checker {
public:
    Checker(const Module& module, const std::vector<bool>& well_formed, const HeapProgram& program,
            std::vector<Violation>& violations)
        : module_(module), program_(program), violations_(violations), same_(module, well_formed)
    {
    }

    void Run()
    {
        for (const core::Global& global : module_.globals) {
            if (global.in_heap && global.exported) {
                Report(0, "C may read `" + std::string(global.name.text()) + "`, but its objects are in the heap");
            }
        }
        same_.sets().ForEach([&](SameObjects::Sets::Id set) {
            const auto& members = same_.sets().MembersOf(set);
            for (const SameObjects::Known& known : members) {
                Compare(members.front(), known);
                CheckFields(set, known);
            }
        });
    }

private:
    const Module& module_;
    const HeapProgram& program_;
    std::vector<Violation>& violations_;
    const SameObjects same_;

    void Report(size_t function, std::string text)
    {
        violations_.push_back({"V5", core::FuncId(function), {}, "V5: " + std::move(text)});
    }
    [[nodiscard]] const Node& NodeOf(const SameObjects::Known& known) const
    {
        return module_.functions[known.function].nodes[known.node];
    }
    [[nodiscard]] bool InHeap(const SameObjects::Known& known) const
    {
        const RegionId region = NodeOf(known).region;
        return region.valid() && module_.functions[known.function].regions[region].kind == RegionKind::Heap;
    }

    void Compare(const SameObjects::Known& a, const SameObjects::Known& b)
    {
        if (InHeap(a) != InHeap(b) || NodeOf(a).unique != NodeOf(b).unique) {
            Report(b.function, fmt::format("`{}` and `{}` do not agree about what a top-level variable leads to",
                                           module_.functions[a.function].code.name.text(),
                                           module_.functions[b.function].code.name.text()));
        }
    }

    /// Who takes an object apart knows of all its fields that hold heap objects.
    void CheckFields(SameObjects::Sets::Id set, const SameObjects::Known& known)
    {
        if (!program_.TakesApart(core::FuncId(known.function), known.node)) {
            return;
        }
        const auto& mine = NodeOf(known).fields;
        for (const auto& [label, target] : same_.sets().EdgesOf(set)) {
            const auto& held = same_.sets().MembersOf(target);
            const bool in_heap = std::any_of(held.begin(), held.end(), [&](const auto& part) { return InHeap(part); });
            const bool is_known = std::any_of(mine.begin(), mine.end(), [label = label](const Field& field) {
                return field.kind == label.first && field.index == label.second;
            });
            if (in_heap && !is_known) {
                Report(known.function, fmt::format("`{}` takes apart what a top-level variable leads to, but does not know of its {}",
                                                   module_.functions[known.function].code.name.text(), Word(label.first)));
            }
        }
    }
};

}  // namespace

void CheckHeapGlobals(const Module& module, const std::vector<bool>& well_formed, const HeapProgram& program,
                      std::vector<Violation>& violations)
{
    if (program.has_globals()) {
        Checker(module, well_formed, program, violations).Run();
    }
}

}  // namespace omni::rir
