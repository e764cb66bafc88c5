#include "plan/global_links.h"

namespace omni::plan {

using analysis::Node;
using core::FuncId;
using core::GlobalId;

GlobalLinks::GlobalLinks(const core::Module& module, analysis::Facts& facts) : graph_(facts.graph)
{
    for (const core::Function& function : module.functions) {
        for (const auto& [global, node] : facts.functions[function.id.index()].globals) {
            const Sets::Id set = SetOf(function.id, node);
            sets_.Unify(of_global_.emplace(global, set).first->second, set);
        }
    }
}

/// With all that its objects point to.
GlobalLinks::Sets::Id GlobalLinks::SetOf(FuncId function, Node node)
{
    node = graph_.Find(node);
    const std::pair key(function.index(), node);
    if (const auto known = of_node_.find(key); known != of_node_.end()) {
        return known->second;
    }
    const Sets::Id set = of_node_[key] = sets_.Add({function, node});
    for (const auto& edge : graph_.Edges(node)) {
        if (analysis::IsPointer(edge.kind)) {
            sets_.Link(set, {edge.kind, edge.index}, SetOf(function, edge.target));
        }
    }
    return set;
}

const std::vector<GlobalLinks::Known>& GlobalLinks::SameAs(FuncId function, Node node) const
{
    static const std::vector<Known> none;
    const auto found = of_node_.find({function.index(), graph_.Find(node)});
    return found == of_node_.end() ? none : sets_.MembersOf(found->second);
}

std::vector<GlobalId> GlobalLinks::HeldBy(FuncId function, Node node) const
{
    std::vector<GlobalId> held;
    const auto found = of_node_.find({function.index(), graph_.Find(node)});
    for (const auto& [global, set] : of_global_) {
        if (found != of_node_.end() && sets_.Find(set) == sets_.Find(found->second)) {
            held.push_back(global);
        }
    }
    return held;
}

}  // namespace omni::plan
