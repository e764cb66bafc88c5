#include "rir/verify_context.h"

#include <algorithm>

#include "support/lists.h"

namespace omni::rir {

std::vector<NodeId> InterfaceOf(const Function& function)
{
    std::vector<NodeId> reached;
    std::vector<bool> seen(function.nodes.size(), false);
    const auto visit = [&](NodeId node) {
        if (node.valid() && !seen[node.index()]) {
            seen[node.index()] = true;
            reached.push_back(node);
        }
    };
    for (const auto* list : {&function.code.params, &function.code.captured}) {
        for (const core::VarId var : *list) {
            visit(function.node_of[var.index()]);
        }
    }
    visit(function.result_node);
    for (size_t next = 0; next < reached.size(); ++next) {
        for (const Field& field : function.nodes[reached[next]].fields) {
            visit(field.target);
        }
    }
    return reached;
}

Context::Context(const Module& program, const Function& checked, const std::vector<std::vector<NodeId>>& all_interfaces,
                 const std::vector<bool>& all_sound, std::vector<Violation>& violations)
    : module(program),
      function(checked),
      code(checked.code),
      interfaces(all_interfaces),
      well_formed(all_sound),
      violations_(violations)
{
    worldly_ = ComputeWorldly(false);
    worldly_or_heap_ = ComputeWorldly(true);
    ComputeReach();
}

/// A node is worldly when its region is global or none and all targets of its fields are worldly: the rest is found by
/// going backwards from the nodes that are not.
std::vector<bool> Context::ComputeWorldly(bool with_heap) const
{
    const size_t count = function.nodes.size();
    std::vector<bool> worldly(count, true);
    Lists<NodeId, NodeId> holders(count);
    std::vector<NodeId> work;
    for (const NodeId node : function.nodes.ids()) {
        for (const Field& field : function.nodes[node].fields) {
            holders.Add(field.target, node);
        }
        const RegionId region = function.nodes[node].region;
        if (region.valid() && !IsKind(region, RegionKind::Global) && !(with_heap && IsKind(region, RegionKind::Heap))) {
            worldly[node.index()] = false;
            work.push_back(node);
        }
    }
    while (!work.empty()) {
        const NodeId node = work.back();
        work.pop_back();
        for (const NodeId holder : holders[node]) {
            if (worldly[holder.index()]) {
                worldly[holder.index()] = false;
                work.push_back(holder);
            }
        }
    }
    return worldly;
}

/// Strongly connected components over pointer fields (Tarjan 1972, without recursion): all nodes of one reach the same
/// regions, and what they point to is known when the component closes.
void Context::ComputeReach()
{
    constexpr uint32_t kUnseen = 0xFFFFFFFFU;
    const size_t count = function.nodes.size();
    std::vector<uint32_t> order(count, kUnseen), low(count, 0);
    std::vector<bool> open(count, false);
    std::vector<uint32_t> members;
    std::vector<std::pair<uint32_t, size_t>> path;  // node, next field
    uint32_t next_order = 0;
    set_of_.assign(count, 0);
    sets_.assign(1, {});
    const auto enter = [&](uint32_t node) {
        order[node] = low[node] = next_order++;
        open[node] = true;
        members.push_back(node);
        path.emplace_back(node, 0);
    };
    for (uint32_t root = 0; root < count; ++root) {
        if (order[root] != kUnseen) {
            continue;
        }
        enter(root);
        while (!path.empty()) {
            const uint32_t node = path.back().first;
            const auto& fields = function.nodes[NodeId(node)].fields;
            if (path.back().second < fields.size()) {
                const Field& field = fields[path.back().second++];
                const uint32_t target = field.target.index();
                if (!IsPointer(field.kind)) {
                    continue;
                }
                if (order[target] == kUnseen) {
                    enter(target);
                } else if (open[target]) {
                    low[node] = std::min(low[node], order[target]);
                }
                continue;
            }
            path.pop_back();
            if (!path.empty()) {
                low[path.back().first] = std::min(low[path.back().first], low[node]);
            }
            if (low[node] == order[node]) {
                const auto first = std::find(members.rbegin(), members.rend(), node).base() - 1;
                const std::vector<uint32_t> component(first, members.end());
                members.erase(first, members.end());
                for (const uint32_t member : component) {
                    open[member] = false;
                }
                CloseComponent(component);
            }
        }
    }
}

/// reach(component) = own regions ∪ reach of what it points to
void Context::CloseComponent(const std::vector<uint32_t>& members)
{
    std::vector<RegionId> reached;
    std::vector<uint32_t> parts;
    for (const uint32_t member : members) {
        const Node& node = function.nodes[NodeId(member)];
        if (node.region.valid() && IsOwn(function.regions[node.region].kind)) {
            reached.push_back(node.region);
        }
        for (const Field& field : node.fields) {
            if (IsPointer(field.kind) && set_of_[field.target.index()] != 0) {
                parts.push_back(set_of_[field.target.index()]);
            }
        }
    }
    std::sort(parts.begin(), parts.end());
    parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
    for (const uint32_t part : parts) {
        reached.insert(reached.end(), sets_[part].begin(), sets_[part].end());
    }
    std::sort(reached.begin(), reached.end());
    reached.erase(std::unique(reached.begin(), reached.end()), reached.end());
    uint32_t set = 0;
    if (!reached.empty()) {
        const auto same =
            std::find_if(parts.begin(), parts.end(), [&](uint32_t part) { return sets_[part] == reached; });
        set = same != parts.end() ? *same : static_cast<uint32_t>(sets_.size());
        if (same == parts.end()) {
            sets_.push_back(std::move(reached));
        }
    }
    for (const uint32_t member : members) {
        set_of_[member] = set;
    }
}

NodeId Context::NodeOf(core::Atom atom) const
{
    return atom.is_var() && HoldsObject(code.vars[atom.var()]) ? function.node_of[atom.var().index()] : NodeId();
}

NodeId Context::FieldOf(NodeId node, FieldKind kind, size_t index) const
{
    if (function.nodes[node].any) {
        return node;
    }
    for (const Field& field : function.nodes[node].fields) {
        if (field.kind == kind && field.index == index) {
            return field.target;
        }
    }
    return {};
}

std::string Context::Name(RegionId region) const
{
    return region.valid() ? "`" + FunctionNames(function).region(region) + "`" : "no region";
}

std::string Context::Name(core::Atom atom) const
{
    return atom.is_var() ? "`" + FunctionNames(function).var(atom.var()) + "`" : "a constant";
}

std::string Context::Name(NodeId node) { return node.valid() ? fmt::format("n{}", node.index()) : "no node"; }

void Context::Add(const char* rule, core::StmtId stmt, std::string text)
{
    if (full()) {
        return;
    }
    ++reported_;
    std::string message = fmt::format("{}: {}, in {}", rule, text, code.name.text());
    if (stmt.valid()) {
        message += ": " + PrintStatement(module, code.id, stmt);
    }
    violations_.push_back({rule, code.id, stmt, std::move(message)});
}

}  // namespace omni::rir
