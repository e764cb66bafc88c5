#include "types/units.h"

#include <algorithm>
#include <numeric>

#include "types/walk.h"

namespace omni::types {
namespace {

using core::FuncId;

/// Functions that each function calls or makes closures of, as one array with offsets.
struct CallGraph {
    std::vector<uint32_t> first;  ///< size: functions + 1
    std::vector<uint32_t> callees;
};

uint32_t FindGroup(std::vector<uint32_t>& group, uint32_t index)
{
    while (group[index] != index) {
        group[index] = group[group[index]];
        index = group[index];
    }
    return index;
}

CallGraph BuildCallGraph(const core::Module& module, std::vector<uint32_t>& group)
{
    CallGraph graph;
    for (const core::Function& function : module.functions) {
        graph.first.push_back(static_cast<uint32_t>(graph.callees.size()));
        ForEachStmt(function, [&](core::StmtId, const core::Stmt& stmt) {
            const bool makes = stmt.kind == core::StmtKind::MakeClosure;
            if (!makes && stmt.kind != core::StmtKind::Call) {
                return;
            }
            graph.callees.push_back(stmt.callee.index());
            if (makes && !module.functions[stmt.callee].captured.empty()) {
                const uint32_t callee = FindGroup(group, stmt.callee.index());
                group[callee] = FindGroup(group, function.id.index());
            }
        });
    }
    graph.first.push_back(static_cast<uint32_t>(graph.callees.size()));
    return graph;
}

/// The graph between groups: members' edges, of the group's representative.
CallGraph CondenseGroups(const CallGraph& graph, std::vector<uint32_t>& group)
{
    const size_t count = group.size();
    std::vector<std::vector<uint32_t>> members(count);
    for (uint32_t i = 0; i < count; ++i) {
        members[FindGroup(group, i)].push_back(i);
    }
    CallGraph condensed;
    for (uint32_t i = 0; i < count; ++i) {
        condensed.first.push_back(static_cast<uint32_t>(condensed.callees.size()));
        for (const uint32_t member : members[i]) {
            for (uint32_t edge = graph.first[member]; edge < graph.first[member + 1]; ++edge) {
                condensed.callees.push_back(FindGroup(group, graph.callees[edge]));
            }
        }
    }
    condensed.first.push_back(static_cast<uint32_t>(condensed.callees.size()));
    return condensed;
}

/// Numbers the components in the order in which they are complete: callees first.
class Components {
public:
    explicit Components(const CallGraph& graph)
        : graph_(graph), order_(graph.first.size() - 1, kUnseen), low_(order_.size()), component(order_.size(), kUnseen)
    {
        for (uint32_t node = 0; node < order_.size(); ++node) {
            if (order_[node] == kUnseen) {
                Visit(node);
            }
        }
    }

private:
    static constexpr uint32_t kUnseen = 0xFFFFFFFFu;
    struct Frame {
        uint32_t node, next_edge;
    };

    void Enter(uint32_t node)
    {
        order_[node] = low_[node] = next_order_++;
        open_.push_back(node);
        frames_.push_back({node, graph_.first[node]});
    }

    void Visit(uint32_t root)
    {
        Enter(root);
        while (!frames_.empty()) {
            Frame& frame = frames_.back();
            const uint32_t node = frame.node;
            if (frame.next_edge < graph_.first[node + 1]) {
                const uint32_t callee = graph_.callees[frame.next_edge++];
                if (order_[callee] == kUnseen) {
                    Enter(callee);
                } else if (component[callee] == kUnseen) {
                    low_[node] = std::min(low_[node], order_[callee]);
                }
                continue;
            }
            frames_.pop_back();
            if (!frames_.empty()) {
                uint32_t& low = low_[frames_.back().node];
                low = std::min(low, low_[node]);
            }
            if (low_[node] == order_[node]) {
                Close(node);
            }
        }
    }

    void Close(uint32_t root)
    {
        uint32_t node = kUnseen;
        do {
            node = open_.back();
            open_.pop_back();
            component[node] = count;
        } while (node != root);
        ++count;
    }

    const CallGraph& graph_;
    std::vector<uint32_t> order_, low_, open_;
    std::vector<Frame> frames_;
    uint32_t next_order_ = 0;

public:
    std::vector<uint32_t> component;
    uint32_t count = 0;
};

std::vector<bool> Reachable(const core::Module& module, const CallGraph& graph)
{
    std::vector<bool> live(graph.first.size() - 1, false);
    std::vector<uint32_t> open;
    const auto reach = [&](uint32_t function) {
        if (!live[function]) {
            live[function] = true;
            open.push_back(function);
        }
    };
    for (const core::Function& function : module.functions) {
        if (function.exported || function.id == module.entry) {
            reach(function.id.index());
        }
    }
    while (!open.empty()) {
        const uint32_t node = open.back();
        open.pop_back();
        for (uint32_t edge = graph.first[node]; edge < graph.first[node + 1]; ++edge) {
            reach(graph.callees[edge]);
        }
    }
    return live;
}

}  // namespace

Units ComputeUnits(const core::Module& module)
{
    std::vector<uint32_t> group(module.functions.size());
    std::iota(group.begin(), group.end(), 0u);
    const CallGraph graph = BuildCallGraph(module, group);
    const Components components(CondenseGroups(graph, group));

    Units units;
    units.bottom_up.resize(components.count);
    for (const FuncId function : module.functions.ids()) {
        const uint32_t unit = components.component[FindGroup(group, function.index())];
        units.unit_of.push_back(unit);
        units.bottom_up[unit].push_back(function);
    }
    units.called_from_outside.assign(module.functions.size(), false);
    for (uint32_t caller = 0; caller < module.functions.size(); ++caller) {
        for (uint32_t edge = graph.first[caller]; edge < graph.first[caller + 1]; ++edge) {
            const uint32_t callee = graph.callees[edge];
            if (units.unit_of[caller] != units.unit_of[callee]) {
                units.called_from_outside[callee] = true;
            }
        }
    }
    // Groups that are no functions of their own leave empty components behind.
    units.live = Reachable(module, graph);
    return units;
}

}  // namespace omni::types
