#include "plan/global_links.h"

#include <algorithm>

namespace omni::plan {

using analysis::Node;
using core::FuncId;
using core::GlobalId;

GlobalLinks::GlobalLinks(const core::Module& module, analysis::Facts& facts) : graph_(facts.graph)
{
    for (const core::Function& function : module.functions) {
        for (const auto& [global, node] : facts.functions[function.id.index()].globals) {
            const SetId set = SetOf(function.id, node);
            const auto [first, added] = of_global_.emplace(global, set);
            if (!added) {
                Unify(first->second, set);
            }
        }
    }
}

GlobalLinks::SetId GlobalLinks::Find(SetId set) const
{
    while (sets_[set].parent != set) {
        set = sets_[set].parent;
    }
    return set;
}

/// With all that its objects point to.
GlobalLinks::SetId GlobalLinks::SetOf(FuncId function, Node node)
{
    node = graph_.Find(node);
    const auto [place, added] = of_node_.emplace(std::pair(function.index(), node), static_cast<SetId>(sets_.size()));
    if (!added) {
        return Find(place->second);
    }
    const SetId set = place->second;
    sets_.push_back({set, {{function, node}}, {}});
    for (const auto& edge : graph_.Edges(node)) {
        if (analysis::IsPointer(edge.kind)) {
            const SetId target = SetOf(function, edge.target);
            sets_[Find(set)].fields.emplace(Label(edge.kind, edge.index), target);
        }
    }
    return Find(set);
}

void GlobalLinks::Unify(SetId a, SetId b)
{
    std::vector<std::pair<SetId, SetId>> work{{a, b}};
    while (!work.empty()) {
        const SetId x = Find(work.back().first), y = Find(work.back().second);
        work.pop_back();
        if (x == y) {
            continue;
        }
        sets_[y].parent = x;
        sets_[x].known.insert(sets_[x].known.end(), sets_[y].known.begin(), sets_[y].known.end());
        for (const auto& [label, target] : sets_[y].fields) {
            const auto [known, added] = sets_[x].fields.emplace(label, target);
            if (!added) {
                work.emplace_back(known->second, target);
            }
        }
        sets_[y].known.clear();
    }
}

const std::vector<GlobalLinks::Known>& GlobalLinks::SameAs(FuncId function, Node node) const
{
    static const std::vector<Known> none;
    const auto found = of_node_.find({function.index(), graph_.Find(node)});
    return found == of_node_.end() ? none : sets_[Find(found->second)].known;
}

std::vector<std::vector<GlobalLinks::Known>> GlobalLinks::Sets() const
{
    std::vector<std::vector<Known>> all;
    for (const Set& set : sets_) {
        if (!set.known.empty()) {
            all.push_back(set.known);
        }
    }
    return all;
}

std::vector<GlobalId> GlobalLinks::HeldBy(FuncId function, Node node) const
{
    std::vector<GlobalId> held;
    const auto found = of_node_.find({function.index(), graph_.Find(node)});
    for (const auto& [global, set] : of_global_) {
        if (found != of_node_.end() && Find(set) == Find(found->second)) {
            held.push_back(global);
        }
    }
    return held;
}

}  // namespace omni::plan
