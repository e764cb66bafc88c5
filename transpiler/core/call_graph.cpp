#include "core/call_graph.h"

#include <algorithm>

namespace omni::core {

std::vector<std::vector<uint32_t>> Components(const std::vector<std::vector<uint32_t>>& edges)
{
    constexpr uint32_t kUnseen = 0xFFFFFFFFu;
    const size_t count = edges.size();
    std::vector<uint32_t> number(count, kUnseen), low(count, 0), next_edge(count, 0);
    std::vector<bool> on_stack(count, false);
    std::vector<uint32_t> stack, path;
    std::vector<std::vector<uint32_t>> out;
    uint32_t clock = 0;
    const auto enter = [&](uint32_t node) {
        number[node] = low[node] = clock++;
        stack.push_back(node);
        on_stack[node] = true;
        path.push_back(node);
    };
    for (uint32_t root = 0; root < count; ++root) {
        if (number[root] != kUnseen) {
            continue;
        }
        enter(root);
        while (!path.empty()) {
            const uint32_t node = path.back();
            if (next_edge[node] < edges[node].size()) {
                const uint32_t target = edges[node][next_edge[node]++];
                if (number[target] == kUnseen) {
                    enter(target);
                } else if (on_stack[target]) {
                    low[node] = std::min(low[node], number[target]);
                }
                continue;
            }
            path.pop_back();
            if (!path.empty()) {
                low[path.back()] = std::min(low[path.back()], low[node]);
            }
            if (low[node] != number[node]) {
                continue;
            }
            std::vector<uint32_t> component;
            uint32_t member = kUnseen;
            do {
                member = stack.back();
                stack.pop_back();
                on_stack[member] = false;
                component.push_back(member);
            } while (member != node);
            std::sort(component.begin(), component.end());
            out.push_back(std::move(component));
        }
    }
    return out;
}

}  // namespace omni::core
