#include "plan/global_links.h"

#include <set>

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
    AddCallers(module, facts);
}

/// What a caller hands to who stores it there, callees first, until nothing is added.
void GlobalLinks::AddCallers(const core::Module& module, const analysis::Facts& facts)
{
    for (bool again = !of_global_.empty(); again;) {
        again = false;
        for (const auto& component : facts.components) {
            for (const FuncId id : component) {
                for (const analysis::CallClone& call : facts.functions[id.index()].calls) {
                    again = AddCall(id, module.functions[id].stmts[call.call].callee, call) || again;
                }
            }
        }
    }
}

bool GlobalLinks::AddCall(FuncId caller, FuncId callee, const analysis::CallClone& call)
{
    bool added = false;
    for (const auto& [from, to] : call.nodes) {
        const auto known = of_node_.find({callee.index(), graph_.Find(from)});
        if (known == of_node_.end()) {
            continue;
        }
        const Sets::Id set = known->second, above = SetOf(caller, to);
        if (sets_.Find(set) != sets_.Find(above)) {
            sets_.Unify(set, above);
            added = true;
        }
    }
    return added;
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

bool GlobalLinks::MayReachItself(FuncId function, Node node, const core::PlaceUse& use, core::PlaceId field) const
{
    const auto found = of_node_.find({function.index(), graph_.Find(node)});
    if (found == of_node_.end()) {
        return false;
    }
    const Sets::Id begin = sets_.Find(found->second);
    std::vector<Sets::Id> work;
    std::set<Sets::Id> seen;
    const auto follow = [&](Sets::Id to) {
        if (seen.insert(sets_.Find(to)).second) {
            work.push_back(sets_.Find(to));
        }
    };
    for (const auto& [label, target] : sets_.EdgesOf(begin)) {
        if (use.PlaceOf(label.first, label.second) == field) {
            follow(target);
        }
    }
    while (!work.empty()) {
        const Sets::Id at = work.back();
        work.pop_back();
        if (at == begin) {
            return true;
        }
        for (const auto& [label, target] : sets_.EdgesOf(at)) {
            follow(target);
        }
    }
    return false;
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
