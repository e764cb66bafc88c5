#include "analysis/call_graph.h"

#include <algorithm>

namespace omni::analysis {
namespace {

std::vector<std::vector<uint32_t>> Callees(const core::Module& module)
{
    std::vector<std::vector<uint32_t>> callees(module.functions.size());
    for (const core::Function& function : module.functions) {
        auto& list = callees[function.id.index()];
        for (const core::Stmt& stmt : function.stmts) {
            if (stmt.callee.valid() &&
                (stmt.kind == core::StmtKind::Call || stmt.kind == core::StmtKind::MakeClosure)) {
                list.push_back(stmt.callee.index());
            }
        }
        std::sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
    }
    return callees;
}

}  // namespace

std::vector<std::vector<core::FuncId>> CallComponents(const core::Module& module)
{
    const auto callees = Callees(module);
    const size_t count = callees.size();
    constexpr uint32_t kUnseen = 0xFFFFFFFFu;
    std::vector<uint32_t> order(count, kUnseen), low(count, 0);
    std::vector<bool> on_stack(count, false);
    std::vector<uint32_t> stack;
    std::vector<std::pair<uint32_t, size_t>> path;  // function, next callee
    std::vector<std::vector<core::FuncId>> components;
    uint32_t next = 0;
    for (uint32_t root = 0; root < count; ++root) {
        if (order[root] != kUnseen) {
            continue;
        }
        path.emplace_back(root, 0);
        while (!path.empty()) {
            auto& [function, index] = path.back();
            if (order[function] == kUnseen) {
                order[function] = low[function] = next++;
                stack.push_back(function);
                on_stack[function] = true;
            }
            if (index < callees[function].size()) {
                const uint32_t callee = callees[function][index++];
                if (order[callee] == kUnseen) {
                    path.emplace_back(callee, 0);
                } else if (on_stack[callee]) {
                    low[function] = std::min(low[function], order[callee]);
                }
                continue;
            }
            const uint32_t done = function;
            path.pop_back();
            if (!path.empty()) {
                low[path.back().first] = std::min(low[path.back().first], low[done]);
            }
            if (low[done] == order[done]) {
                std::vector<core::FuncId> component;
                for (;;) {
                    const uint32_t member = stack.back();
                    stack.pop_back();
                    on_stack[member] = false;
                    component.emplace_back(member);
                    if (member == done) {
                        break;
                    }
                }
                std::sort(component.begin(), component.end());
                components.push_back(std::move(component));
            }
        }
    }
    return components;
}

}  // namespace omni::analysis
