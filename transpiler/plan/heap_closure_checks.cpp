// What must hold of all nodes of a closure together, when nothing is added to it any more.

#include <algorithm>

#include "plan/heap_scope.h"

namespace omni::plan {

using analysis::Escape;
using analysis::kNoNode;
using analysis::Node;
using core::FuncId;
using reason::ReasonKind;

/// What a field is set to is in the heap with the object, or is never made.
std::optional<HeapObstacle> HeapClosure::CheckChanges() const
{
    for (const auto& [index, nodes] : of_function_) {
        const auto& interface = facts_.functions[index].interface;
        for (const Node node : nodes) {
            for (const HeapScope::Change& change : scope_.ChangesOf(node)) {
                for (const auto& edge : graph_.Edges(node)) {
                    const Node part = graph_.Find(edge.target);
                    const bool is_outside = (graph_.flags(part) & analysis::kAllocated) != 0 ||
                                            std::find(interface.begin(), interface.end(), part) != interface.end();
                    if (scope_.IsOf(change, edge) && nodes_.count(part) == 0 && is_outside) {
                        return HeapObstacle{ReasonKind::ChangedInPlace, change.by, {}};
                    }
                }
            }
        }
    }
    return std::nullopt;
}

/// What a function makes in the region that holds a parameter it finds through that parameter, which is in a region
/// then.
std::optional<HeapObstacle> HeapClosure::CheckHolders()
{
    for (const FuncId id : functions()) {
        const core::Function& function = module_.functions[id];
        const analysis::FunctionFacts& facts = facts_.functions[id.index()];
        struct Holders {
            support::Symbol in_heap;
            bool in_region = false;
        };
        std::unordered_map<Node, Holders> holders;  // by region class
        for (const auto* list : {&function.params, &function.captured}) {
            for (const core::VarId var : *list) {
                if (const Node held = facts.node_of[var.index()]; held != kNoNode) {
                    Holders& known = holders[graph_.ClassOf(held)];
                    const bool counted = nodes_.count(graph_.Find(held)) != 0;
                    known.in_region = known.in_region || !counted;
                    known.in_heap = counted ? function.vars[var].name : known.in_heap;
                }
            }
        }
        for (const Node node : facts.nodes) {
            const auto known = holders.find(graph_.ClassOf(node));
            if (known != holders.end() && known->second.in_heap.valid() && !known->second.in_region &&
                nodes_.count(graph_.Find(node)) == 0 && scope_.EscapeOf(id, node) == Escape::Holder) {
                return HeapObstacle{ReasonKind::RegionOfHeld, {}, known->second.in_heap};
            }
        }
    }
    return std::nullopt;
}

}  // namespace omni::plan
