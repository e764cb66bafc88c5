// V5 for top-level variables that hold heap objects. Functions that do not call each other know the same objects through
// such a variable, each by nodes of its own: they must agree which of them are in the heap, and whether they are counted.
// And for cycles, which may be closed through such a variable: no object is stored where it would lead to itself.

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "core/call_graph.h"
#include "rir/verify_context.h"
#include "support/labelled_sets.h"

namespace omni::rir {
namespace {

using core::GlobalId;
using core::Stmt;
using core::StmtKind;

/// Sets of nodes of all functions that stand for the same objects: one of a variable is that of each function that reads or
/// sets it, what their fields of one name lead to is the same again, and so is what a caller takes such a node for.
class SameObjects {
public:
    SameObjects(const Module& module, const std::vector<bool>& well_formed) : module_(module)
    {
        for (size_t i = 0; i < module.functions.size(); ++i) {
            const Function& function = module.functions[i];
            if (well_formed[i]) {
                core::ForEachReachable(function.code, [&](core::StmtId id) { Add(i, function.code.stmts[id]); });
            }
        }
        AddCallers(well_formed);
    }

    struct Known {
        size_t function;
        NodeId node;
    };
    using Sets = support::LabelledSets<Known, std::pair<FieldKind, uint16_t>>;
    [[nodiscard]] const Sets& sets() const { return sets_; }
    [[nodiscard]] std::optional<Sets::Id> Find(const Known& known) const
    {
        const auto found = of_node_.find({known.function, known.node.index()});
        return found == of_node_.end() ? std::nullopt : std::optional(sets_.Find(found->second));
    }

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

    void AddCallers(const std::vector<bool>& well_formed)
    {
        if (of_global_.empty()) {
            return;
        }
        SpreadUpwards(module_, well_formed, [&](size_t callee, NodeId from, size_t caller, NodeId to) {
            const auto known = Find({callee, from});
            if (!known || Find({caller, to}) == known) {
                return false;
            }
            sets_.Unify(*known, SetOf(caller, to));
            return true;
        });
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
        for (size_t i = 0; i < module_.functions.size(); ++i) {
            for (const NodeId node : module_.functions[i].nodes.ids()) {
                CheckCycles({i, node});
            }
        }
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
        return IsInHeap(module_.functions[known.function], known.node);
    }

    void Compare(const SameObjects::Known& a, const SameObjects::Known& b)
    {
        if (InHeap(a) != InHeap(b) || NodeOf(a).unique != NodeOf(b).unique) {
            Report(b.function, fmt::format("`{}` ({}) and `{}` ({}) do not agree about what a top-level variable leads to",
                                           module_.functions[a.function].code.name.text(), Context::Name(a.node),
                                           module_.functions[b.function].code.name.text(), Context::Name(b.node)));
        }
    }

    /// Who takes an object apart, or stores into a field of it, knows that this field holds heap objects.
    void CheckFields(SameObjects::Sets::Id set, const SameObjects::Known& known)
    {
        const bool takes_apart = program_.TakesApart(core::FuncId(known.function), known.node);
        const Places& stored = program_.StoredInto(core::FuncId(known.function), known.node, false);
        if (!takes_apart && stored.empty()) {
            return;
        }
        const auto& mine = NodeOf(known).fields;
        for (const auto& [label, target] : same_.sets().EdgesOf(set)) {
            const auto& held = same_.sets().MembersOf(target);
            const bool in_heap = std::any_of(held.begin(), held.end(), [&](const auto& part) { return InHeap(part); });
            const bool is_known = std::any_of(mine.begin(), mine.end(), [label = label](const Field& field) {
                return field.kind == label.first && field.index == label.second;
            });
            const bool sets = Contains(stored, program_.use().PlaceOf(label.first, label.second));
            if (in_heap && !is_known && (takes_apart || sets)) {
                Report(known.function, fmt::format("`{}` {} what a top-level variable leads to, but does not know of its {}",
                                                   module_.functions[known.function].code.name.text(),
                                                   sets ? "stores into" : "takes apart", Word(label.first)));
            }
        }
    }

    /// Counts never free a cycle. One is closed by a store into an object of something that leads to it: through what this
    /// function knows, where all its callees store, or through what others know of top-level variables.
    void CheckCycles(const SameObjects::Known& stored)
    {
        const core::FuncId function(stored.function);
        const Places& places = program_.StoredInto(function, stored.node, true);
        std::vector<NodeId> nodes;
        std::vector<SameObjects::Sets::Id> sets;
        for (const Field& field : places.empty() ? std::vector<Field>() : NodeOf(stored).fields) {
            if (Contains(places, program_.use().PlaceOf(field.kind, field.index)) &&
                IsInHeap(module_.functions[stored.function], field.target)) {
                nodes.push_back(field.target);
            }
        }
        if (const auto set = places.empty() ? std::nullopt : same_.Find(stored)) {
            for (const auto& [label, target] : same_.sets().EdgesOf(*set)) {
                if (Contains(places, program_.use().PlaceOf(label.first, label.second))) {
                    sets.push_back(target);
                }
            }
        }
        if (!nodes.empty() && LeadsTo(stored, std::move(nodes), std::move(sets))) {
            Report(stored.function, fmt::format("objects of {} may become part of a cycle: nobody would free them, in {}",
                                                Context::Name(stored.node),
                                                module_.functions[stored.function].code.name.text()));
        }
    }

    bool LeadsTo(const SameObjects::Known& goal, std::vector<NodeId> nodes, std::vector<SameObjects::Sets::Id> sets) const
    {
        const Function& function = module_.functions[goal.function];
        std::vector<bool> seen(function.nodes.size(), false);
        std::set<SameObjects::Sets::Id> seen_sets;
        while (!nodes.empty() || !sets.empty()) {
            if (!nodes.empty()) {
                const NodeId node = nodes.back();
                nodes.pop_back();
                if (node == goal.node) {
                    return true;
                }
                if (seen[node.index()]) {
                    continue;
                }
                seen[node.index()] = true;
                for (const Field& field : function.nodes[node].fields) {
                    nodes.push_back(field.target);
                }
                if (const auto set = same_.Find({goal.function, node})) {
                    sets.push_back(*set);
                }
                continue;
            }
            const SameObjects::Sets::Id set = same_.sets().Find(sets.back());
            sets.pop_back();
            if (!seen_sets.insert(set).second) {
                continue;
            }
            for (const auto& edge : same_.sets().EdgesOf(set)) {
                sets.push_back(edge.second);
            }
            for (const SameObjects::Known& member : same_.sets().MembersOf(set)) {
                if (member.function == goal.function) {
                    nodes.push_back(member.node);
                }
            }
        }
        return false;
    }
};

}  // namespace

void CheckHeapGlobals(const Module& module, const std::vector<bool>& well_formed, const HeapProgram& program,
                      std::vector<Violation>& violations)
{
    if (program.has_globals() || program.has_stores()) {
        Checker(module, well_formed, program, violations).Run();
    }
}

}  // namespace omni::rir
